import { AppError } from '#shared/domain/errors.ts'
import { nearest } from '#shared/stats/text/nearest.ts'
import { say } from '#shared/words/say.ts'
import type { ScoredLog } from '../scored-log/types.ts'

/**
 * The columns by which rows are split: those that were asked for, else at most five with the role segment.
 * @throws AppError `COLUMN_UNKNOWN`
 */
export function segmentColumns(log: ScoredLog, asked: readonly string[] | undefined): readonly string[] {
  if (asked === undefined) return log.named('segment').slice(0, 5)
  const names = log.columns.map(({ name }) => name)
  for (const column of asked) {
    if (names.includes(column)) continue
    const near = nearest(column, names)
    throw new AppError(
      'COLUMN_UNKNOWN',
      say('error.log.no_column', { column }),
      near === null
        ? say('mend.choose_one_of', { names: names.slice(0, 30) })
        : say('mend.did_you_mean', { name: near }),
    )
  }
  return asked
}
