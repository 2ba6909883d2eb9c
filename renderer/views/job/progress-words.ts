import type { JobProgress, JobView } from '#shared/contract/events.ts'
import type { MessageKey } from '../../i18n/english.ts'
import type { Translator } from '../../i18n/translator.ts'

export const JOB_STATE = {
  running: 'job.running',
  done: 'job.done',
  failed: 'job.failed',
  cancelled: 'job.cancelled',
} as const satisfies Record<JobView['state'], MessageKey>

export const JOB_STAGE = {
  waiting: 'job.stage.waiting',
  inspecting: 'job.stage.inspecting',
  hashing: 'job.stage.hashing',
  unpacking: 'job.stage.unpacking',
  reading: 'job.stage.reading',
  locating: 'job.stage.locating',
  deduplicating: 'job.stage.deduplicating',
  storing: 'job.stage.storing',
  measuring: 'job.stage.measuring',
  writing: 'job.stage.writing',
} as const satisfies Record<JobProgress['stage'], MessageKey>

/** Amount done, as "12 of 48 columns", "1,200 rows" or "3.1 MB of 48 MB". */
export function amountWords(t: Translator, { done, total, unit }: JobProgress): string {
  const amount = unit === 'bytes' ? t.numbers.bytes(done) : t.numbers.count(done)
  const whole = total === null ? null : unit === 'bytes' ? t.numbers.bytes(total) : t.numbers.count(total)
  const of = whole === null ? amount : t.text('job.of', { amount, whole })
  switch (unit) {
    case 'bytes':
      return of
    case 'rows':
      return t.text('job.rows', { amount: of })
    case 'columns':
      return t.text('job.columns', { amount: of })
    case 'cells':
      return t.text('job.cells', { amount: of })
    case 'steps':
      return t.text('job.steps', { amount: of })
  }
}

/** What the bar shows: a single step that is not done yet has no known extent. */
export function barOf(progress: JobProgress | null): {
  readonly done: number
  readonly total: number | null
} {
  if (progress === null || (progress.unit === 'steps' && progress.total === 1))
    return { done: 0, total: null }
  return { done: progress.done, total: progress.total }
}

/** Progress in one line: stage, amount, rate and time left, as far as they are known. */
export function jobLine(t: Translator, progress: JobProgress | null): string {
  if (progress === null) return t.text('job.starting')
  return [
    t.text(JOB_STAGE[progress.stage]),
    progress.unit === 'steps' ? null : amountWords(t, progress),
    progress.rows_per_second === null
      ? null
      : t.text('job.rate', { rate: t.numbers.rate(progress.rows_per_second) }),
    progress.seconds_left === null
      ? null
      : t.text('job.left', { time: t.numbers.duration(Math.max(1, progress.seconds_left)) }),
  ]
    .filter((part) => part !== null)
    .join(' · ')
}
