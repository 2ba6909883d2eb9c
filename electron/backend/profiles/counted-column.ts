import type { FrozenColumn } from '#shared/stats/profile/frozen-column.ts'
import type { CountedColumn } from './procedures.ts'

/** What of a frozen column is needed to count rows on it. */
export function countedColumn(column: FrozenColumn): CountedColumn {
  const { name, kind, role, storage } = column
  const head = { name, kind, role, storage }
  switch (column.scale) {
    case 'numeric':
      return { ...head, scale: 'numeric', ...column.grid }
    case 'categorical':
      return { ...head, scale: 'categorical', kept: column.bins.kept, others: column.bins.others }
    case 'presence':
      return { ...head, scale: 'presence' }
  }
}
