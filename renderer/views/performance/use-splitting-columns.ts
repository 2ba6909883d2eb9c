import { useLiveQuery } from '../../api/use-live-query.ts'

const SPLITTING: ReadonlySet<string> = new Set([
  'segment',
  'feature',
  'served_by',
  'version',
  'human_decision',
])

/** Columns of a model's logs by which rows can be split. */
export function useSplittingColumns(model: string): readonly string[] {
  const { data } = useLiveQuery('datasets.list', { model }, ['logs.changed'])
  const names = new Set<string>()
  for (const { roles, is_labels } of data?.datasets ?? []) {
    if (is_labels) continue
    for (const [name, role] of Object.entries(roles)) if (SPLITTING.has(role)) names.add(name)
  }
  return [...names]
}
