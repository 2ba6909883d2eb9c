import type { JobProgress } from '#shared/contract/events.ts'
import type { Terminal } from './terminal.ts'
import { fitWidth, safeText } from './width.ts'

const counts = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const LEAST_PAUSE_MS = 100

/** One line about where a job is: `reading log.csv  1,200,000 of 4,000,000 rows  400,000 rows/s  7 s left`. */
export function progressLine(progress: JobProgress): string {
  const { stage, subject, done, total, unit, rows_per_second, seconds_left } = progress
  const amount = total === null ? counts.format(done) : `${counts.format(done)} of ${counts.format(total)}`
  return [
    `${stage} ${safeText(subject)}`,
    `${amount} ${unit}`,
    rows_per_second === null ? '' : `${counts.format(rows_per_second)} rows/s`,
    seconds_left === null ? '' : `${counts.format(Math.ceil(seconds_left))} s left`,
  ]
    .filter((part) => part !== '')
    .join('  ')
}

/** Shows progress where somebody is watching, at most ten times a second. */
export function progressReporter(terminal: Terminal, quiet: boolean): (progress: JobProgress) => void {
  if (quiet || !terminal.hasProgress) return () => undefined
  let last = 0
  return (progress) => {
    const now = performance.now()
    if (now - last < LEAST_PAUSE_MS) return
    last = now
    terminal.progress(fitWidth(progressLine(progress), Math.max(20, terminal.columns - 1)))
  }
}
