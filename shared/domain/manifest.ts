import type { Task } from './columns.ts'

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** A column of a model that another model puts out; null where only the model is known. */
export type UpstreamModel = { readonly model: string; readonly column: string | null }

export type RetrainSchedule = {
  /** A duration: "7 d". */
  readonly every: string
  /** Day of one retrain, ISO date; the first Monday of 2024 where it is not said. */
  readonly from?: string | undefined
  readonly weekday?: Weekday | undefined
  /** Hour of the day, UTC. */
  readonly hour?: number | undefined
}

/** What a person knows about a model that its log does not say. */
export type Manifest = {
  readonly model: string
  readonly owner?: string | undefined
  readonly runbook?: string | undefined
  readonly task?: Task | undefined
  readonly positive_class?: string | number | boolean | undefined
  /** Scores at which decisions change. */
  readonly thresholds?: readonly number[] | undefined
  readonly upstream: readonly UpstreamModel[]
  readonly training_window?: { readonly from: string; readonly to: string } | undefined
  readonly data_sources: readonly string[]
  readonly feature_sources: readonly string[]
  readonly vendor?: string | undefined
  readonly architecture?: string | undefined
  readonly retrain_schedule?: RetrainSchedule | undefined
  /** A column, or mean_score, mean_label, mean_value, selection_rate, accuracy. */
  readonly objective?: string | undefined
  readonly guard_metrics: readonly { readonly metric: string; readonly worse: 'fall' | 'rise' }[]
  readonly costs?:
    | {
        readonly false_positive: number
        readonly false_negative: number
        readonly true_positive?: number | undefined
        readonly true_negative?: number | undefined
        readonly currency?: string | undefined
      }
    | undefined
  readonly decision_latency?: string | undefined
  readonly label_delay?: string | undefined
  /** 1 approval, 2 supervised, 3 autonomous. */
  readonly autonomy_level?: 1 | 2 | 3 | undefined
  readonly protected_attributes: readonly string[]
  readonly seasons: readonly { readonly name: string; readonly from: string; readonly to: string }[]
}

/** Models along a cycle of upstream models, the first one again at the end; null where there is none. */
export function dependencyCycle(manifests: readonly Pick<Manifest, 'model' | 'upstream'>[]): string[] | null {
  const upstream = new Map(
    manifests.map(({ model, upstream }) => [model, upstream.map((item) => item.model)]),
  )
  const done = new Set<string>()
  const visit = (model: string, path: readonly string[]): string[] | null => {
    const at = path.indexOf(model)
    if (at >= 0) return [...path.slice(at), model]
    if (done.has(model)) return null
    for (const next of upstream.get(model) ?? []) {
      const cycle = visit(next, [...path, model])
      if (cycle !== null) return cycle
    }
    done.add(model)
    return null
  }
  for (const { model } of manifests) {
    const cycle = visit(model, [])
    if (cycle !== null) return cycle
  }
  return null
}

/** What two manifests have in common: if it fails, both do. */
export type SharedDependency = {
  readonly kind: 'data_source' | 'feature_source' | 'vendor' | 'architecture' | 'upstream'
  readonly name: string
  readonly models: readonly string[]
}

/** Every source, vendor, architecture and upstream model that two models or more rest on; most models first. */
export function sharedDependencies(manifests: readonly Manifest[]): SharedDependency[] {
  const users = new Map<string, { kind: SharedDependency['kind']; name: string; models: Set<string> }>()
  const add = (kind: SharedDependency['kind'], name: string | undefined, model: string): void => {
    if (name === undefined || name === '') return
    const key = `${kind}\u0000${name}`
    const item = users.get(key) ?? { kind, name, models: new Set<string>() }
    item.models.add(model)
    users.set(key, item)
  }
  for (const { model, data_sources, feature_sources, vendor, architecture, upstream } of manifests) {
    for (const name of data_sources) add('data_source', name, model)
    for (const name of feature_sources) add('feature_source', name, model)
    add('vendor', vendor, model)
    add('architecture', architecture, model)
    for (const item of upstream) add('upstream', item.model, model)
  }
  return [...users.values()]
    .filter(({ models }) => models.size > 1)
    .map(({ kind, name, models }) => ({ kind, name, models: [...models] }))
    .toSorted((a, b) => b.models.length - a.models.length || (a.name < b.name ? -1 : 1))
}
