import { type PointInTimeLeaks, pointInTimeLeaks } from '#shared/stats/quality/times.ts'
import type { RowSource } from '../procedures.ts'
import { readNumbers } from '../read-selection.ts'

export type PointInTimeTask = {
  readonly source: RowSource
  /** A column of times. */
  readonly column: string
  readonly cancelFlag: Int32Array
}

/** Rows whose feature is dated at or after their prediction; without prediction times there are none to compare. */
export function findPointInTimeLeaks(
  { source, column }: PointInTimeTask,
  stop: () => void,
): PointInTimeLeaks {
  if (source.timestamp === null) return pointInTimeLeaks([], [])
  return pointInTimeLeaks(readNumbers(source, column, stop), readNumbers(source, source.timestamp, stop))
}
