import type { JobContext } from '#shared/contract/handlers.ts'
import type { SeverityPolicy } from '#shared/policy/severity-policy.ts'
import type { ComputePool } from '../../compute/pool.ts'
import type { MeasureColumnTask, MeasuredColumn, RowSource, Sides } from '../../compute/procedures.ts'
import { mostRows } from '../../compute/read-selection.ts'
import { sampleRowNumbers } from '../../compute/sample-values.ts'
import type { PlannedColumn } from '../plan.ts'
import { cellProgress } from './progress.ts'
import type { RowGroupings } from './row-groupings.ts'

export type MeasureColumnsRequest = {
  readonly columns: readonly PlannedColumn[]
  readonly sources: Sides<RowSource>
  readonly grouped: RowGroupings
  /** Columns whose sampled values are wanted. */
  readonly sampled: ReadonlySet<string>
  readonly policy: SeverityPolicy
  readonly seed: number
}

/** Rows a side that are sampled to look at many columns together. */
const SAMPLED_ROWS = 5_000

/** Measures every column, one task each. */
export async function measureColumns(
  pool: ComputePool,
  request: MeasureColumnsRequest,
  context: JobContext,
): Promise<MeasuredColumn[]> {
  const { columns, sources, grouped, sampled, policy, seed } = request
  const { cancelFlag } = context
  const rows = { reference: rowsOf(request, 'reference'), current: rowsOf(request, 'current') }
  const sample = {
    reference: sampleRowNumbers(rows.reference, SAMPLED_ROWS, seed),
    current: sampleRowNumbers(rows.current, SAMPLED_ROWS, seed + 1),
  }
  const tasks = columns.map(
    (column): MeasureColumnTask => ({
      ...sources,
      column: column.name,
      storage: column.storage,
      role: column.role,
      missingOnly: column.leftOut !== null,
      seed,
      binning: policy.binning,
      groupings: grouped.groupings,
      sample: sampled.has(column.name) ? sample : null,
      cancelFlag,
    }),
  )
  const progress = cellProgress(context, {
    rows: rows.reference + rows.current,
    columns: columns.map(({ name }) => name),
  })
  return pool.map('measureColumn', tasks, {
    cancelFlag,
    onProgress: progress.read,
    onResult: (column) => progress.finished(column),
  })
}

/** Rows that a window by time leaves are known from the survey of the times. */
function rowsOf({ sources, grouped }: MeasureColumnsRequest, side: 'reference' | 'current'): number {
  return sources[side].window.kind === 'time' ? grouped.surveys[side].rows : mostRows(sources[side])
}
