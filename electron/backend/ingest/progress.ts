import type { JobProgress } from '#shared/contract/events.ts'
import type { ImportPlan } from './plan/plan.ts'

const REPORT_EVERY_MS = 100

/** Turns row counts into reports with a rate and the time left, a few a second. */
export function createProgress(plan: ImportPlan, report: (progress: JobProgress) => void) {
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
