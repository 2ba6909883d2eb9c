import { useLiveQuery } from '../../api/use-live-query.ts'

/** What a model is fed or what comes of it; times and ids are no columns to shift. */
const SHIFTED: ReadonlySet<string> = new Set([
  'feature',
  'segment',
  'score',
  'confidence',
  'value',
  'latency_ms',
])
const SLICING: ReadonlySet<string> = new Set(['segment', 'feature', 'version', 'served_by'])

/** Columns of a model's logs that can be shifted, features first, and those by whose values rows can be chosen. */
export function useShiftColumns(model: string): {
  readonly shifted: readonly string[]
  readonly slicing: readonly string[]
} {
  const { data } = useLiveQuery('datasets.list', { model }, ['logs.changed'])
  const roles = new Map(
    (data?.datasets ?? []).flatMap((dataset) => (dataset.is_labels ? [] : Object.entries(dataset.roles))),
  )
  const named = (wanted: ReadonlySet<string>) =>
    [...wanted].flatMap((role) => [...roles].flatMap(([name, own]) => (own === role ? [name] : [])))
  return { shifted: named(SHIFTED), slicing: named(SLICING) }
}
