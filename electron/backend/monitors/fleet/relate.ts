import type { Manifest } from '#shared/domain/manifest.ts'
import { type Dependency, MONTH } from '#shared/stats/fleet/cascade.ts'
import { type Course, type LinkPlan, planLinks } from '#shared/stats/fleet/series-link.ts'
import { equalColumns } from '#shared/stats/fleet/shared-values.ts'
import { type SeriesTable, stackSeries } from '#shared/stats/series/unit-series.ts'
import { shareSeries } from '../../compute/dense/shared-arrays.ts'
import { type FleetGrid, type MeasuredMember, SAMPLE_KEYS } from './procedures.ts'
import { ERROR, OUTPUT } from './sampled-rows.ts'

const LEAST_COMMON = 100

export type RelateTask = {
  readonly members: readonly MeasuredMember[]
  readonly manifests: readonly Manifest[]
  readonly grid: FleetGrid | null
}

/** What connects the models of a fleet, before anything is computed of it. */
export type FleetRelations = {
  readonly dependencies: readonly Omit<Dependency, 'course'>[]
  /** The courses of the dependencies that have one. */
  readonly links: LinkPlan
  /** Place of each dependency's course in `links`; −1 where there is none. */
  readonly linkOf: Int32Array
  readonly errors: FleetErrors
}

/** Errors of the models that have any, on the same rows or by time. */
export type FleetErrors = {
  readonly unit: 'row' | 'time' | null
  readonly models: readonly string[]
  readonly table: SeriesTable
}

/** Runs on a compute thread. */
export function relateMembers({ members, manifests, grid }: RelateTask): FleetRelations {
  const dependencies = dependenciesOf(members, manifests)
  const byName = new Map(members.map((member) => [member.model, member]))
  const courses: Course[] = []
  const linkOf = Int32Array.from(dependencies, ({ from, to, column }) => {
    const first = byName.get(from)?.output ?? null
    const second =
      (column === null ? null : byName.get(to)?.columns[column]) ?? byName.get(to)?.output ?? null
    return grid === null || first === null || second === null ? -1 : courses.push({ first, second }) - 1
  })
  const stepMs = grid?.widthMs ?? 1
  return {
    dependencies,
    links: planLinks(courses, stepMs, Math.floor(MONTH / stepMs)),
    linkOf,
    errors: errorsOf(members),
  }
}

/** From the manifests, and from columns that hold another model's output on the rows that both have. */
function dependenciesOf(
  members: readonly MeasuredMember[],
  manifests: readonly Manifest[],
): Omit<Dependency, 'course'>[] {
  const known = new Set(members.map(({ model }) => model))
  const found: Omit<Dependency, 'course'>[] = []
  const add = (from: string, to: string, column: string | null, source: Dependency['source']): void => {
    if (found.some((item) => item.from === from && item.to === to)) return
    found.push({ from, to, column, source })
  }
  for (const { model, upstream } of manifests) {
    if (!known.has(model)) continue
    for (const item of upstream) if (known.has(item.model)) add(item.model, model, item.column, 'manifest')
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

/** Errors on common rows where there are enough, else by time less their own trend. */
function errorsOf(members: readonly MeasuredMember[]): FleetErrors {
  for (const key of SAMPLE_KEYS) {
    const samples = members.flatMap(({ model, samples }) => {
      const sample = samples[key]
      const errors = sample?.columns.find(({ name }) => name === ERROR)?.values
      const isKnown = errors?.some(Number.isFinite) ?? false
      return sample === null || errors === undefined || !isKnown ? [] : [{ model, keys: sample.keys, errors }]
    })
    const { table, common } = alignedRows(samples)
    if (common < LEAST_COMMON) continue
    return { unit: 'row', models: samples.map(({ model }) => model), table: shareSeries(table) }
  }
  const able = members.filter(({ errors }) => errors.some(Number.isFinite))
  return {
    unit: able.length > 1 ? 'time' : null,
    models: able.map(({ model }) => model),
    table: stackSeries(able.map(({ errors }) => withoutLine(errors))),
  }
}

/** Errors by key, and how many keys two samples or more have. */
function alignedRows(samples: readonly { readonly keys: Float64Array; readonly errors: Float64Array }[]): {
  readonly table: SeriesTable
  readonly common: number
} {
  const place = new Map<number, number>()
  for (const { keys } of samples) for (const key of keys) if (!place.has(key)) place.set(key, place.size)
  const length = place.size
  const values = new Float64Array(samples.length * length).fill(Number.NaN)
  const holders = new Uint32Array(length)
  for (const [m, { keys, errors }] of samples.entries()) {
    for (let i = 0; i < keys.length; i++) {
      const at = place.get(keys[i]) ?? 0
      values[m * length + at] = errors[i]
      holders[at] += 1
    }
  }
  let common = 0
  for (let at = 0; at < length; at++) if (holders[at] > 1) common += 1
  return { table: { series: samples.length, length, values }, common }
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
