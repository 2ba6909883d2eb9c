import type { Dataset } from '../store/types.ts'
import type { LabelColumn } from './procedures.ts'

/** The column by whose times a log is put into buckets, null where it has none. */
export function timestampColumn({ columns }: Pick<Dataset, 'columns'>): string | null {
  return columns.find(({ role, storage }) => role === 'timestamp' && storage === 'timestamp')?.name ?? null
}

/** The column with the labels, and what the mapping says of them. */
export function labelColumn({ columns, mapping }: Pick<Dataset, 'columns' | 'mapping'>): LabelColumn | null {
  const label = columns.find(({ role }) => role === 'label')
  if (label === undefined) return null
  return {
    column: label.name,
    positive: mapping.positive === undefined ? null : String(mapping.positive),
    task: mapping.task ?? null,
  }
}
