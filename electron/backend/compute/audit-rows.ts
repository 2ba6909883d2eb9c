import { auditColumn, type ColumnAudit } from '#shared/policy/audit/audit-column.ts'
import { type ChunksPolicy, SEVERITY_POLICIES } from '#shared/policy/severity-policy.ts'
import { cutCategories } from '#shared/stats/binning/categories.ts'
import { cutNumeric } from '#shared/stats/binning/numeric-bins.ts'
import { jensenShannon } from '#shared/stats/divergence/divergences.ts'
import { compactNumbers, type SortScratch, sortFloat64 } from '#shared/stats/sorting/float64.ts'
import { countByGroup, type FrozenBins } from './groups/count-by-group.ts'
import { groupByOrder } from './groups/group-by-order.ts'
import type { ColumnTask, Sides } from './procedures.ts'
import { countCategories, readNumbers } from './read-selection.ts'

export type AuditedRows = { readonly audit: ColumnAudit; readonly rows: Sides<number> }

const CHUNKS = SEVERITY_POLICIES.find((policy): policy is ChunksPolicy => policy.rule === 'baseline-chunks')

const NOTHING = new Float64Array(0)

/** Reads one column of both sides again and looks at it under every convention. */
export function auditRows(task: ColumnTask, scratch: SortScratch, stop: () => void): AuditedRows {
  switch (task.storage) {
    case 'number':
    case 'timestamp': {
      const reference = readNumbers(task.reference, task.column, stop)
      const current = readNumbers(task.current, task.column, stop)
      stop()
      const rows = { reference: reference.length, current: current.length }
      const values = sortFloat64(compactNumbers(reference), scratch)
      const bins = cutNumeric(values, NOTHING, { binning: CHUNKS?.binning ?? 'doane-baseline' })
      const chunks = chunkDistances(task, { scheme: 'numeric', bins }, rows.reference, stop)
      const audit = auditColumn(
        {
          scale: 'numeric',
          reference: { values, missing: rows.reference - values.length },
          current: { values: current, missing: 0 },
        },
        { scratch, ...chunks },
      )
      return { audit, rows }
    }
    case 'string':
    case 'boolean': {
      const reference = countCategories(task.reference, task.column, stop)
      const current = countCategories(task.current, task.column, stop)
      stop()
      const bins = cutCategories(reference)
      const chunks = chunkDistances(task, { scheme: 'categories', bins }, reference.rows, stop)
      return {
        audit: auditColumn({ scale: 'categorical', reference, current }, chunks),
        rows: { reference: reference.rows, current: current.rows },
      }
    }
  }
}

/** Jensen–Shannon distances of the baseline's own chunks, in the order of its rows; nothing for too few rows. */
function chunkDistances(
  { reference, column }: ColumnTask,
  frozen: FrozenBins,
  rows: number,
  stop: () => void,
): { readonly baselineChunks?: readonly number[] } {
  if (CHUNKS === undefined || rows < CHUNKS.chunks) return {}
  const grouping = groupByOrder({ rows, groups: CHUNKS.chunks })
  const [{ counts, groups, bins }] = countByGroup(reference, column, frozen, [grouping], stop)
  const chunks = Array.from({ length: groups }, (_, group) =>
    counts.subarray(group * bins, (group + 1) * bins),
  )
  const whole = new Float64Array(bins)
  for (const chunk of chunks) for (let bin = 0; bin < bins; bin += 1) whole[bin] += chunk[bin]
  return { baselineChunks: chunks.map((chunk) => jensenShannon(whole, chunk).distance) }
}
