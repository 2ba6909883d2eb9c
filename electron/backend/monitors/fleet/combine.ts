import type { FleetDocument, FleetEdge, FleetModeView } from '#shared/contract/documents/fleet.ts'
import { type Manifest, sharedDependencies } from '#shared/domain/manifest.ts'
import { type Cascade, type Dependency, findCascade } from '#shared/stats/fleet/cascade.ts'
import { concentration } from '#shared/stats/fleet/concentration.ts'
import { ensembleSurvival, errorCorrelation } from '#shared/stats/fleet/error-correlation.ts'
import { retrainCollisions, retrainTimes } from '#shared/stats/fleet/retrain-calendar.ts'
import { commonKeys, equalColumns } from '#shared/stats/fleet/shared-values.ts'
import { type SynchronousDrift, synchronousDrift } from '#shared/stats/fleet/synchronous.ts'
import { ERROR, OUTPUT } from './measure-member.ts'
import { cascadeMode, collapseMode, feedbackMode, proxyMode, synchronousMode } from './modes.ts'
import { type FleetGrid, type MeasuredMember, SAMPLE_KEYS } from './procedures.ts'
import { timelineRuns } from './timeline.ts'

const LEAST_COMMON = 100
const WEEKS_AHEAD = 12
const MOST_DISAGREEMENTS = 200

/** The document of a fleet without what the main thread knows of the run. */
export function combineFleet(
  members: readonly MeasuredMember[],
  manifests: readonly Manifest[],
  grid: FleetGrid | null,
  now: number,
  seed: number,
): Omit<FleetDocument, 'schema' | 'engine'> {
  const names = members.map(({ model }) => model)
  const span: readonly [number, number] =
    grid === null ? [0, 0] : [grid.start, grid.start + grid.count * grid.widthMs]
  const dependencies = dependenciesOf(members, manifests, grid)
  const cascade = findCascade(
    members.map(({ model, onsets }) => ({ name: model, onsets })),
    dependencies,
    span,
    seed,
  )
  const shared = sharedDependencies(manifests)
  const sharedOf = (models: readonly string[]): string[] =>
    shared
      .filter((item) => models.every((model) => item.models.includes(model)))
      .map(({ kind, name }) => `${kind}: ${name}`)
  const clusters = clustersBeside(members, cascade, span, seed)
  const errors = errorsOf(members)
  const runs = grid === null ? [] : timelineRuns(grid.count)
  const timeOf = (step: number): string | null =>
    grid === null || runs[step] === undefined
      ? null
      : new Date(grid.start + runs[step].from * grid.widthMs).toISOString()
  const modes: FleetModeView[] = [
    feedbackMode(members),
    cascadeMode(cascade, dependencies.length, members, grid),
    synchronousMode(clusters, members.length, sharedOf, grid),
    proxyMode(members, manifests, timeOf),
    collapseMode(names, errors.result, sharedOf, errors.unit),
  ]
  const total = members.reduce((sum, { rows }) => sum + rows, 0)
  const retrains = manifests.flatMap(({ model, retrain_schedule: schedule }) =>
    schedule === undefined
      ? []
      : retrainTimes(schedule, now, now + WEEKS_AHEAD * 7 * 86_400_000).map((at) => ({ model, at })),
  )
  const iso = (time: number): string => new Date(time).toISOString()
  const traffic = concentration(members.map(({ rows }) => rows))
  return {
    models: names,
    modes,
    effective_models: errors.result.effectiveModels,
    members: members.map((member) => ({
      model: member.model,
      rows: member.rows,
      labelled: member.labelled,
      share: total > 0 ? member.rows / total : 0,
      has_manifest: manifests.some(({ model }) => model === member.model),
      onsets: member.onsets.map(({ at, low, high, psi }) => ({
        at: iso(at),
        low: iso(low),
        high: iso(high),
        psi,
      })),
      drift: [...member.drift].map((value) => (Number.isFinite(value) ? value : null)),
      retrains: member.retrains.map(iso),
      dissent: member.dissent,
    })),
    timeline: runs.map((_, step) => timeOf(step) ?? ''),
    edges: dependencies.map((dependency) => edgeView(dependency, cascade)),
    errors: {
      unit: errors.unit,
      pairs: errors.result.pairs.map((pair) => ({
        first: names[pair.first],
        second: names[pair.second],
        rows: pair.rows,
        correlation: pair.correlation,
        p_adjusted: pair.pAdjusted,
        joint_failure: pair.jointFailure,
        independent: pair.independent,
      })),
    },
    survival:
      errors.rows === null
        ? null
        : (ensembleSurvival(errors.rows)?.map(({ removed, mean, worst, worstRemoved }) => ({
            removed,
            mean,
            worst,
            worst_removed: worstRemoved.map((m) => names[m]),
          })) ?? null),
    traffic: traffic === null ? null : { hhi: traffic.hhi, effective: traffic.effective, gini: traffic.gini },
    shared: shared.map((item) => ({ ...item, models: [...item.models] })),
    bulkheads: names.flatMap((first, i) =>
      names.slice(i + 1).flatMap((second) => {
        const common = [
          ...sharedOf([first, second]),
          ...dependencies
            .filter(({ from, to }) => (from === first && to === second) || (from === second && to === first))
            .map(({ from, to }) => `${to} takes the output of ${from}`),
        ]
        return common.length === 0 ? [] : [{ first, second, shared: common }]
      }),
    ),
    calendar: {
      retrains: retrains
        .toSorted((a, b) => a.at - b.at)
        .slice(0, 1_000)
        .map(({ model, at }) => ({ model, at: iso(at) })),
      collisions: retrainCollisions(retrains).map(({ at, models }) => ({
        at: iso(at),
        models: [...models],
        shared: sharedOf(models),
      })),
    },
    disagreements: members
      .flatMap(({ model, disagreements }) => disagreements.map((item) => ({ ...item, model })))
      .toSorted((a, b) => (b.confidence ?? -1) - (a.confidence ?? -1))
      .slice(0, MOST_DISAGREEMENTS)
      .map((item) => ({ ...item, at: item.at === null ? null : iso(item.at) })),
    disagreement_rows: members.reduce((sum, { disagreementRows }) => sum + disagreementRows, 0),
    notes: notesOf(members, dependencies),
  }
}

/** From the manifests, and from columns that hold another model's output on the rows that both have. */
function dependenciesOf(
  members: readonly MeasuredMember[],
  manifests: readonly Manifest[],
  grid: FleetGrid | null,
): Dependency[] {
  const byName = new Map(members.map((member) => [member.model, member]))
  const found: Dependency[] = []
  const add = (from: string, to: string, column: string | null, source: Dependency['source']): void => {
    if (found.some((item) => item.from === from && item.to === to)) return
    const upstream = byName.get(from)?.output ?? null
    const downstream =
      (column === null ? null : byName.get(to)?.columns[column]) ?? byName.get(to)?.output ?? null
    found.push({
      from,
      to,
      column,
      source,
      series:
        grid === null || upstream === null || downstream === null
          ? null
          : { stepMs: grid.widthMs, upstream, downstream },
    })
  }
  for (const { model, upstream } of manifests) {
    if (!byName.has(model)) continue
    for (const item of upstream) if (byName.has(item.model)) add(item.model, model, item.column, 'manifest')
  }
  for (const first of members) {
    for (const second of members) {
      if (first === second) continue
      const [column] = SAMPLE_KEYS.flatMap((key) => {
        const output = first.samples[key]
        const inputs = second.samples[key]
        return output === null || inputs === null ? [] : equalColumns(output, OUTPUT, inputs)
      }).filter((name) => name !== OUTPUT && name !== ERROR)
      if (column !== undefined) add(first.model, second.model, column, 'equality')
    }
  }
  return found
}

/** Clusters of onsets that no cascade explains. */
function clustersBeside(
  members: readonly MeasuredMember[],
  cascade: Cascade,
  span: readonly [number, number],
  seed: number,
): SynchronousDrift[] {
  const onsets = members.flatMap(({ model, onsets }) => onsets.map(({ at }) => ({ model, at })))
  const downstream = new Set(cascade.edges.map(({ to }) => to))
  return synchronousDrift(onsets, span, seed).filter(
    ({ models }) => models.filter((model) => !downstream.has(model)).length > 1,
  )
}

type Errors = {
  readonly unit: 'row' | 'time' | null
  readonly result: ReturnType<typeof errorCorrelation>
  /** Errors of all models on the same rows; null where they share too few. */
  readonly rows: readonly Float64Array[] | null
}

/** Errors on common rows where there are enough, else by time less their own trend. */
function errorsOf(members: readonly MeasuredMember[]): Errors {
  for (const key of SAMPLE_KEYS) {
    const samples = members.flatMap(({ samples }) => {
      const sample = samples[key]
      const errors = sample?.columns.find(({ name }) => name === ERROR)?.values
      return sample === null || errors === undefined ? [] : [{ keys: sample.keys, errors }]
    })
    if (members.length < 2 || samples.length < members.length) continue
    const common = samples.slice(1).map(({ keys }) => commonKeys(samples[0].keys, keys).length)
    if (Math.max(...common) < LEAST_COMMON) continue
    const rows = alignedRows(samples)
    return { unit: 'row', result: errorCorrelation(rows), rows }
  }
  const byTime = members.map(({ errors }) => withoutLine(errors))
  const able = byTime.every((errors) => errors.length > 0) && byTime.length > 1
  const result = errorCorrelation(able ? byTime : members.map(() => new Float64Array(0)))
  return { unit: result.mean === null ? null : 'time', result, rows: null }
}

function alignedRows(
  samples: readonly { readonly keys: Float64Array; readonly errors: Float64Array }[],
): Float64Array[] {
  const all = [...new Set(samples.flatMap(({ keys }) => [...keys]))]
  const place = new Map(all.map((key, i) => [key, i]))
  return samples.map(({ keys, errors }) => {
    const values = new Float64Array(all.length).fill(Number.NaN)
    keys.forEach((key, i) => {
      values[place.get(key) ?? 0] = errors[i]
    })
    return values
  })
}

function withoutLine(values: Float64Array): Float64Array {
  let [n, st, sv, stt, stv] = [0, 0, 0, 0, 0]
  values.forEach((value, t) => {
    if (Number.isNaN(value)) return
    n += 1
    st += t
    sv += value
    stt += t * t
    stv += t * value
  })
  const spread = stt - (st * st) / n
  const slope = spread > 0 ? (stv - (st * sv) / n) / spread : 0
  return values.map((value, t) => value - sv / n - slope * (t - st / n))
}

function edgeView(dependency: Dependency, cascade: Cascade): FleetEdge {
  const { from, to, column, source } = dependency
  const edge = cascade.edges.find((item) => item.from === from && item.to === to)
  return {
    from,
    to,
    column,
    source,
    drift: edge !== undefined,
    lag_hours: edge === undefined ? null : edge.lagMs / 3_600_000,
    evidence: edge?.evidence ?? null,
    p_value: edge?.pValue ?? null,
    amplification: edge?.amplification ?? null,
  }
}

function notesOf(members: readonly MeasuredMember[], dependencies: readonly Dependency[]): string[] {
  const found = dependencies.filter(({ source }) => source === 'equality')
  return [
    ...found.map(
      ({ from, to, column }) =>
        `${to} takes the output of ${from}: its column "${column}" holds the same values on the rows that both have.`,
    ),
    ...members.flatMap(({ model, notes }) => notes.map((note) => `${model}: ${note}`)),
  ]
}
