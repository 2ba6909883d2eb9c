import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import type { RowSource } from '../compute/procedures.ts'
import type { Dataset, Selection, StoredColumn } from '../store/types.ts'
import { timestampColumn } from './log-columns.ts'

/**
 * A window of several logs of one model as one source; rows are numbered from the first log on.
 * @throws AppError `MAPPING_INVALID` when the logs keep their times in columns of different names.
 */
export function rowSourceOf(datasets: readonly Dataset[], window: Selection['window']): RowSource {
  const names = new Set(datasets.map(timestampColumn))
  if (window.kind === 'time' && names.size > 1) {
    throw new AppError('MAPPING_INVALID', say('error.logs.time_columns'), say('error.logs.time_columns.mend'))
  }
  const [timestamp = null] = names
  return {
    chunks: datasets.flatMap(({ chunks }) =>
      chunks.map(({ path, rows, timeMin, timeMax }) => ({ path, rows, timeMin, timeMax })),
    ),
    window,
    timestamp,
  }
}

/** The columns that all of the logs have, stored in the same way, as the first has them. */
export function commonColumns(datasets: readonly Dataset[]): StoredColumn[] {
  const [first, ...others] = datasets
  return (first?.columns ?? []).filter(({ name, storage }) =>
    others.every((other) =>
      other.columns.some((column) => column.name === name && column.storage === storage),
    ),
  )
}
