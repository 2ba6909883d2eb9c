import type { JobContext } from '#shared/contract/handlers.ts'

const LEAST_SECONDS = 0.3

/** Tells a job's progress in cells: rows times columns, as the workers read them. */
export function cellProgress(
  context: Pick<JobContext, 'report'>,
  options: { readonly rows: number; readonly columns: readonly string[]; readonly now?: () => number },
): {
  /** A column was read this far. */
  readonly read: (column: number, cells: number) => void
  readonly finished: (column: number) => void
} {
  const { rows, columns, now = () => performance.now() } = options
  const started = now()
  const total = rows * columns.length
  const cells = new Float64Array(columns.length)
  const report = (column: number) => {
    const done = Math.min(
      total,
      cells.reduce((sum, count) => sum + count, 0),
    )
    const seconds = (now() - started) / 1_000
    const known = seconds >= LEAST_SECONDS && done > 0
    context.report({
      stage: 'measuring',
      subject: columns[column] ?? '',
      done,
      total,
      unit: 'cells',
      rows_per_second: known ? done / columns.length / seconds : null,
      seconds_left: known ? (seconds * (total - done)) / done : null,
    })
  }
  report(0)
  return {
    read: (column, count) => {
      cells[column] = Math.min(rows, count)
      report(column)
    },
    finished: (column) => {
      cells[column] = rows
      report(column)
    },
  }
}
