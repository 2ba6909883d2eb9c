import { auditColumn, type ColumnAudit } from '#shared/policy/audit/audit-column.ts'
import type { SortScratch } from '#shared/stats/sorting/float64.ts'
import type { ColumnTask, Sides } from './procedures.ts'
import { countCategories, readNumbers } from './read-selection.ts'

export type AuditedRows = { readonly audit: ColumnAudit; readonly rows: Sides<number> }

/** Reads one column of both sides again and looks at it under every convention. */
export function auditRows(task: ColumnTask, scratch: SortScratch, stop: () => void): AuditedRows {
  switch (task.storage) {
    case 'number':
    case 'timestamp': {
      const reference = readNumbers(task.reference, task.column, stop)
      const current = readNumbers(task.current, task.column, stop)
      stop()
      return {
        audit: auditColumn(
          {
            scale: 'numeric',
            reference: { values: reference, missing: 0 },
            current: { values: current, missing: 0 },
          },
          { scratch },
        ),
        rows: { reference: reference.length, current: current.length },
      }
    }
    case 'string':
    case 'boolean': {
      const reference = countCategories(task.reference, task.column, stop)
      const current = countCategories(task.current, task.column, stop)
      stop()
      return {
        audit: auditColumn({ scale: 'categorical', reference, current }),
        rows: { reference: reference.rows, current: current.rows },
      }
    }
  }
}
