import type { JobContext } from '#shared/contract/handlers.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import type { BaselineContent } from '../baselines/content.ts'
import type { ComputePool } from '../compute/pool.ts'
import type { MeasureColumnTask, RowSource } from '../compute/procedures.ts'
import type { Dataset, Selection, Store } from '../store/types.ts'
import { describeWindow } from './describe-window.ts'
import type { CountedColumn } from './procedures.ts'
import { commonColumns, rowSourceOf } from './row-source.ts'

export type ExactQuery = {
  readonly model: string
  readonly source: BaselineContent['source']
  readonly columns: readonly CountedColumn[]
  readonly datasets: readonly Dataset[]
  readonly window: Selection['window']
  /** Rows of the same logs that stand in for the baseline's. */
  readonly reference?: Selection['window'] | undefined
}

/**
 * The columns of a window measured from the rows of both sides, column by column on the compute threads.
 *
 * The bins are cut from the baseline's rows again, which gives the frozen ones. Rejects with `NOT_AVAILABLE` when rows
 * of the baseline are no longer stored, with `CANCELLED`.
 */
export async function measureExactly(
  { store, pool }: { readonly store: Store; readonly pool: ComputePool },
  { model, source, columns, datasets, window, reference: before }: ExactQuery,
  context: JobContext,
) {
  const reference =
    before === undefined ? await baselineRows(store, model, source) : rowSourceOf(datasets, before)
  const current = rowSourceOf(datasets, window)
  const present = new Set(commonColumns(datasets).map(({ name }) => name))
  const measured = columns.filter(({ name }) => present.has(name))
  let done = 0
  const results = await pool.map(
    'measureColumn',
    measured.map(
      (column): MeasureColumnTask => ({
        column: column.name,
        storage: column.storage,
        role: column.role,
        missingOnly: column.scale === 'presence',
        reference,
        current,
        seed: 0,
        cancelFlag: context.cancelFlag,
      }),
    ),
    {
      cancelFlag: context.cancelFlag,
      onResult: (index) => {
        done += 1
        context.report({
          stage: 'measuring',
          subject: measured[index].name,
          done,
          total: measured.length,
          unit: 'columns',
          rows_per_second: null,
          seconds_left: null,
        })
      },
    },
  )
  const described = describeWindow(
    measured.map(({ name, kind, role, storage }, index) => ({
      head: { name, kind, role, storage },
      rows: results[index].rows,
      missing: results[index].missing,
      measures: results[index].measures,
      bounds: null,
      score: null,
    })),
  )
  const most = (side: 0 | 1) => results.reduce((rows, result) => Math.max(rows, result.rows[side]), 0)
  return { ...described, rows: { reference: most(0), current: most(1) } }
}

/** The rows that a baseline was made of. Rejects with `NOT_AVAILABLE` when some of them are no longer stored. */
export async function baselineRows(
  store: Store,
  model: string,
  source: BaselineContent['source'],
): Promise<RowSource> {
  const baseline = await Promise.all(source.datasets.map((hash) => store.findDataset(model, hash)))
  const stored = baseline.filter((dataset) => dataset !== null)
  if (stored.length < baseline.length) throw rowsGone()
  return rowSourceOf(stored, source.window)
}

function rowsGone(): AppError {
  return new AppError('NOT_AVAILABLE', say('error.exact.gone'), say('error.exact.gone.mend'))
}
