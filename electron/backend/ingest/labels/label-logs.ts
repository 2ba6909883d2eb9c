import type { Role } from '#shared/domain/columns.ts'
import type { Dataset, StoredColumn } from '../../store/types.ts'

/** What columns a log has, as far as roles go. */
export type Columned = { readonly columns: readonly Pick<StoredColumn, 'name' | 'role'>[] }

/** The columns by which labels find the rows that they belong to. */
export type LabelKey =
  | { readonly kind: 'prediction'; readonly prediction: string }
  | { readonly kind: 'entity'; readonly entity: string; readonly time: string }

/** Roles that make a log more than labels for another one. */
const OWN_ROLES: ReadonlySet<Role> = new Set<Role>([
  'feature',
  'score',
  'prediction',
  'confidence',
  'segment',
])

/**
 * Whether a log holds labels that arrived later, for rows of the model's other logs: a label and a key, and nothing
 * that was predicted or predicted from.
 */
export function isLabelLog(dataset: Columned): boolean {
  return (
    columnWith(dataset, 'label') !== null &&
    keyOf(dataset) !== null &&
    dataset.columns.every(({ role }) => !OWN_ROLES.has(role))
  )
}

/** Labels and one log that they may belong to. */
export type LabelsTask = {
  readonly log: Dataset
  readonly labelLogs: readonly Dataset[]
  /** UTC milliseconds. */
  readonly now: number
}

/** Whether labels of one log can find rows of the other. */
export function sharesKey(a: Dataset, b: Dataset): boolean {
  const key = keyOf(a)
  return key !== null && keyOf(b)?.kind === key.kind
}

/** By prediction_id where the log has one, else by entity and time; null where it has neither. */
export function keyOf(dataset: Columned): LabelKey | null {
  const prediction = columnWith(dataset, 'prediction_id')
  if (prediction !== null) return { kind: 'prediction', prediction }
  const entity = columnWith(dataset, 'entity_id')
  const time = columnWith(dataset, 'timestamp')
  return entity === null || time === null ? null : { kind: 'entity', entity, time }
}

export function columnWith(dataset: Columned, role: Role): string | null {
  return dataset.columns.find((column) => column.role === role)?.name ?? null
}
