import type { FleetDocument, FleetEdge, FleetModeView } from '#shared/contract/documents/fleet.ts'
import { type Manifest, sharedDependencies } from '#shared/domain/manifest.ts'
import { type Cascade, type Dependency, findCascade } from '#shared/stats/fleet/cascade.ts'
import { concentration } from '#shared/stats/fleet/concentration.ts'
import { ensembleSurvival, errorCorrelation } from '#shared/stats/fleet/error-correlation.ts'
import { retrainCollisions, retrainTimes } from '#shared/stats/fleet/retrain-calendar.ts'
import { linksOf } from '#shared/stats/fleet/series-link.ts'
import { type SynchronousDrift, synchronousDrift } from '#shared/stats/fleet/synchronous.ts'
import { stackSeries } from '#shared/stats/series/unit-series.ts'
import { say } from '#shared/words/say.ts'
import { cascadeMode, collapseMode, feedbackMode, proxyMode, synchronousMode } from './modes.ts'
import type { FleetGrid, MeasuredMember } from './procedures.ts'
import type { FleetRelations } from './relate.ts'
import { timelineRuns } from './timeline.ts'

const WEEKS_AHEAD = 12
const MOST_DISAGREEMENTS = 200

export type CombineTask = {
  readonly members: readonly FleetMemberFacts[]
  readonly manifests: readonly Manifest[]
  readonly grid: FleetGrid | null
  readonly relations: FleetRelations
  /** `laggedProducts` of the relations' links, and `errorPairSums` of their errors. */
  readonly lagged: Float64Array
  readonly errorSums: Float64Array
  readonly now: number
  readonly seed: number
}

/** A member without its sampled rows, which only `relateMembers` needs. */
export type FleetMemberFacts = Omit<MeasuredMember, 'samples'>

/** The document of a fleet without what the main thread knows of the run. Runs on a compute thread. */
export function combineFleet({
  members,
  manifests,
  grid,
  relations,
  lagged,
  errorSums,
  now,
  seed,
}: CombineTask): Omit<FleetDocument, 'schema' | 'engine'> {
  const names = members.map(({ model }) => model)
  const span: readonly [number, number] =
    grid === null ? [0, 0] : [grid.start, grid.start + grid.count * grid.widthMs]
  const links = linksOf(relations.links, lagged)
  const dependencies = relations.dependencies.map((dependency, i): Dependency => {
    const link = relations.linkOf[i] < 0 ? null : links[relations.linkOf[i]]
    return {
      ...dependency,
      course:
        link === null || grid === null ? null : { lagMs: link.lagSteps * grid.widthMs, pValue: link.pValue },
    }
  })
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
  const { unit, models: judged, table } = relations.errors
  const errors = errorCorrelation(table, errorSums)
  const voters = votersOf(relations.errors)
  const unitOfErrors = errors.mean === null && unit === 'time' ? null : unit
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
    collapseMode(judged, errors, sharedOf, unitOfErrors),
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
    effective_models: errors.effectiveModels,
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
      unit: unitOfErrors,
      pairs: errors.pairs.map((pair) => ({
        first: judged[pair.first],
        second: judged[pair.second],
        rows: pair.rows,
        correlation: pair.correlation,
        p_adjusted: pair.pAdjusted,
        joint_failure: pair.jointFailure,
        independent: pair.independent,
      })),
    },
    survival:
      unit !== 'row'
        ? null
        : (ensembleSurvival(voters.table)?.map(({ removed, mean, worst, worstRemoved }) => ({
            removed,
            mean,
            worst,
            worst_removed: worstRemoved.map((m) => voters.models[m]),
          })) ?? null),
    traffic: traffic === null ? null : { hhi: traffic.hhi, effective: traffic.effective, gini: traffic.gini },
    shared: shared.map((item) => ({ ...item, models: [...item.models] })),
    bulkheads: names.flatMap((first, i) =>
      names.slice(i + 1).flatMap((second) => {
        const common = [
          ...sharedOf([first, second]),
          ...dependencies
            .filter(({ from, to }) => (from === first && to === second) || (from === second && to === first))
            .map(({ from, to }) => say('fleet.takes', { from, to })),
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
    notes: [...notesOf(members, dependencies, judged), ...manifestNotes(members, manifests, grid)],
  }
}

/** The models whose errors are 0 and 1: a majority can vote with them. */
function votersOf({
  models,
  table,
}: FleetRelations['errors']): Pick<FleetRelations['errors'], 'models' | 'table'> {
  const own = models.map((model, m) => ({
    model,
    errors: table.values.subarray(m * table.length, (m + 1) * table.length),
  }))
  const able = own.filter(({ errors }) => errors.every((e) => e === 0 || e === 1 || Number.isNaN(e)))
  return { models: able.map(({ model }) => model), table: stackSeries(able.map(({ errors }) => errors)) }
}

/** Clusters of onsets that no cascade explains. */
function clustersBeside(
  members: readonly FleetMemberFacts[],
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

function notesOf(
  members: readonly FleetMemberFacts[],
  dependencies: readonly Dependency[],
  judged: readonly string[],
): string[] {
  const found = dependencies.filter(({ source }) => source === 'equality')
  const named = (key: 'fleet.no_output' | 'fleet.no_times_of' | 'fleet.no_errors_of', models: string[]) =>
    models.length === 0 || models.length === members.length ? [] : [say(key, { models })]
  const those = (lacks: (member: FleetMemberFacts) => boolean): string[] =>
    members.filter(lacks).map(({ model }) => model)
  return [
    ...found.map(({ from, to, column }) => say('fleet.takes.column', { from, to, column: column ?? '' })),
    ...named(
      'fleet.no_times_of',
      those(({ hasTimes }) => !hasTimes),
    ),
    ...named(
      'fleet.no_output',
      those(({ hasOutput }) => !hasOutput),
    ),
    ...named(
      'fleet.no_errors_of',
      those(({ model }) => !judged.includes(model)),
    ),
    ...members.flatMap(({ model, notes }) => notes.map((note) => say('fleet.note', { model, note }))),
  ]
}

/** What manifests name and logs do not have. */
function manifestNotes(
  members: readonly FleetMemberFacts[],
  manifests: readonly Manifest[],
  grid: FleetGrid | null,
): string[] {
  if (grid === null) return []
  return members.flatMap((member) => {
    const manifest = manifests.find(({ model }) => model === member.model)
    if (manifest === undefined) return []
    const columns = manifest.upstream.flatMap(({ column }) =>
      column === null || column in member.columns ? [] : [column],
    )
    const wanted = [
      ...(manifest.objective === undefined ? [] : [manifest.objective]),
      ...manifest.guard_metrics.map(({ metric }) => metric),
    ]
    const metrics = wanted.filter((metric) => !(metric in member.metrics))
    const { model } = member
    return [
      ...(columns.length === 0 ? [] : [say('fleet.no_columns', { model, columns })]),
      ...(metrics.length === 0 ? [] : [say('fleet.no_metrics_of', { model, metrics })]),
    ]
  })
}
