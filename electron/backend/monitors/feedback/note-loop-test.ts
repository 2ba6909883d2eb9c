import type { Services } from '../../services.ts'
import { isRecent } from '../observations/recent.ts'
import type { ScoredLogTask } from '../scored-log/types.ts'
import type { MeasuredFeedback } from './procedures.ts'

/**
 * Keeps what a loop test of a whole model said, and lets its breaker see it. It counts from when it was made, where rows
 * still come; of an older log from just after the newest row, so that replay sees it where the breaker did.
 */
export async function noteLoopTest(
  { store, breakers }: Pick<Services, 'store' | 'breakers'>,
  model: string,
  { logs }: ScoredLogTask,
  { verdict, rows, labelled }: Pick<MeasuredFeedback, 'verdict' | 'rows' | 'labelled'>,
): Promise<void> {
  const chunks = logs.flatMap((log) => log.chunks)
  const from = chunks.flatMap(({ timeMin }) => timeMin ?? [])
  const until = chunks.flatMap(({ timeMax }) => timeMax ?? [])
  const newest = until.length === 0 ? null : Math.max(...until)
  const now = Date.now()
  await store.addLoopTest(model, {
    verdict,
    rows,
    labelled,
    countsFrom: newest === null || isRecent(newest, now) ? now : newest + 1,
    dataFrom: from.length === 0 ? null : Math.min(...from),
    dataUntil: newest,
  })
  await breakers.see(model)
}
