import type { JobProgress } from '#shared/contract/events.ts'
import type { ImportPlan } from './plan/plan.ts'

const REPORT_EVERY_MS = 100
/** Repetitions while a step tells nothing by itself, so that a job is heard of at least four times a second. */
const PULSE_MS = 200

type Report = (progress: JobProgress) => void

/** Tells how far one phase is: its start at once, then a few times a second. */
export function createPhase(
  report: Report,
  phase: Pick<JobProgress, 'stage' | 'subject' | 'unit'>,
): (done: number, total: number | null) => void {
  let last = Number.NEGATIVE_INFINITY
  return (done, total) => {
    const now = performance.now()
    if (now - last < REPORT_EVERY_MS) return
    last = now
    report({ ...phase, done, total, rows_per_second: null, seconds_left: null })
  }
}

/**
 * Passes reports on, and repeats the newest whenever none came for a while: what SQLite, DuckDB or a disk takes its
 * time for is still that phase.
 */
export function createPulse(report: Report): { readonly report: Report; end(): void } {
  let newest: JobProgress | null = null
  let heard = false
  const timer = setInterval(() => {
    if (!heard && newest !== null) report(newest)
    heard = false
  }, PULSE_MS)
  return {
    report(progress) {
      newest = progress
      heard = true
      report(progress)
    },
    end: () => clearInterval(timer),
  }
}

/** Turns row counts into reports with a rate and the time left, a few a second. */
export function createProgress(plan: ImportPlan, report: Report) {
  const started = performance.now()
  const expected = plan.samples.map(({ rowsExpected }) => rowsExpected)
  const total = expected.includes(null) ? null : expected.reduce<number>((sum, rows) => sum + (rows ?? 0), 0)
  let last = Number.NEGATIVE_INFINITY
  const tell = (subject: string, done: number, of: number | null) => {
    const seconds = (performance.now() - started) / 1000
    const rate = seconds > 0 ? done / seconds : null
    report({
      stage: 'reading',
      subject,
      done,
      total: of,
      unit: 'rows',
      rows_per_second: rate === null ? null : Math.round(rate),
      seconds_left: of === null || rate === null || rate === 0 ? null : Math.max(0, (of - done) / rate),
    })
  }
  return {
    /** A file is begun. */
    start(subject: string, done: number) {
      tell(subject, done, total !== null && total >= done ? total : null)
    },
    rows(subject: string, done: number) {
      const now = performance.now()
      if (now - last < REPORT_EVERY_MS) return
      last = now
      // An estimate that turned out too low is no total.
      tell(subject, done, total !== null && total >= done ? total : null)
    },
    end(done: number) {
      tell(plan.samples.at(-1)?.file.source.name ?? '', done, done)
    },
  }
}
