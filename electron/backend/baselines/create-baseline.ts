import type { JobContext } from '#shared/contract/handlers.ts'
import { COMPARED_ROLES } from '#shared/domain/columns.ts'
import { AppError } from '#shared/domain/errors.ts'
import { type FrozenColumn, shapeOfColumn } from '#shared/stats/profile/frozen-column.ts'
import { say } from '#shared/words/say.ts'
import type { ComputePool } from '../compute/pool.ts'
import { labelColumn } from '../profiles/log-columns.ts'
import type { FreezeColumnTask } from '../profiles/procedures.ts'
import { commonColumns, rowSourceOf } from '../profiles/row-source.ts'
import type { BaselineSummary } from '../store/baseline-types.ts'
import type { Dataset, Selection, Store } from '../store/types.ts'
import type { BaselineContent } from './content.ts'

export type BaselineRows = {
  readonly model: string
  readonly name: string
  readonly datasets: readonly Dataset[]
  readonly window: Selection['window']
}

export type CreateServices = {
  readonly store: Store
  readonly pool: ComputePool
  /** The canonical text of a baseline, made on a thread of its own. */
  readonly writeContent: (content: BaselineContent) => Promise<string>
}

/**
 * Freezes the rows of a window as a baseline of the model: edges, categories, grids and rates of every column that is
 * compared. The same rows again give the baseline that is there.
 *
 * Rejects with `NOTHING_TO_COMPARE` when there is no such column or no row, `MAPPING_INVALID` when the window does not
 * fit the logs, `CANCELLED`.
 */
export async function createBaseline(
  { store, pool, writeContent }: CreateServices,
  { model, name, datasets, window }: BaselineRows,
  context: JobContext,
): Promise<BaselineSummary> {
  const source = rowSourceOf(datasets, window)
  if (window.kind === 'time' && source.timestamp === null) throw withoutTimes()
  const heads = commonColumns(datasets).filter(({ role }) => COMPARED_ROLES.has(role))
  if (heads.length === 0) throw nothingToFreeze('has no column that is compared')
  const label = datasets.length === 0 ? null : labelColumn(datasets[0])
  const { cancelFlag } = context
  let done = 0
  const report = (subject: string) =>
    context.report({
      stage: 'measuring',
      subject,
      done,
      total: heads.length,
      unit: 'columns',
      rows_per_second: null,
      seconds_left: null,
    })
  report(heads[0].name)
  const columns: FrozenColumn[] = await pool.map(
    'freezeColumn',
    heads.map(
      ({ name: column, kind, role, storage }): FreezeColumnTask => ({
        head: { name: column, kind, role, storage },
        source,
        label,
        cancelFlag,
      }),
    ),
    {
      cancelFlag,
      onResult: (index) => {
        done += 1
        report(heads[index].name)
      },
    },
  )
  context.throwIfCancelled()
  const rows = columns[0].reference.tallies[0]
  if (rows === 0) throw nothingToFreeze('has no rows in this window')
  const content = await writeContent({
    source: { datasets: datasets.map(({ hash }) => hash), window },
    rows,
    columns,
  })
  return store.addBaseline({
    model,
    name,
    content,
    rows,
    columns: columns.length,
    cells: columns.reduce((sum, column) => sum + shapeOfColumn(column).cells, 0),
  })
}

function nothingToFreeze(why: string): AppError {
  return new AppError(
    'NOTHING_TO_COMPARE',
    `A baseline cannot be made: the log ${why}.`,
    'Choose other rows, or correct the roles in the mapping.',
  )
}

function withoutTimes(): AppError {
  return new AppError('MAPPING_INVALID', say('error.baseline.no_times'), say('error.baseline.no_times.mend'))
}
