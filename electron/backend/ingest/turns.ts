import type { JobProgress } from '#shared/contract/events.ts'
import { cancelledError } from './cancelled.ts'
import { createPulse } from './progress.ts'
import type { JobSignals } from './types.ts'

/** The signals of work whose turn it is. */
export type TurnSignals = JobSignals & {
  /**
   * Called before the first thing that stays: throws `CANCELLED` if a cancel came, and one that comes later is too
   * late, so that what was stored is never said not to be.
   */
  readonly storing: () => void
}

/** Work that is done one after the other, so that its memory does not add up. */
export type Turns = {
  /**
   * Does `work` when all before it has ended. A cancel is answered with `CANCELLED` at once, whether the turn has come
   * or not; what is under way ends behind, and the next turn waits for that. Until the answer something is reported at
   * least four times a second.
   */
  take<T>(signals: JobSignals, work: (signals: TurnSignals) => Promise<T>): Promise<T>
  /** Resolves when the work under way has ended, if it was cancelled. */
  cancelledEnded(): Promise<void>
  /** Resolves when all turns that were taken have ended. */
  ended(): Promise<void>
}

const CANCEL_POLL_MS = 20

const WAITING: JobProgress = {
  stage: 'waiting',
  subject: '',
  done: 0,
  total: 1,
  unit: 'steps',
  rows_per_second: null,
  seconds_left: null,
}

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  let taken = 0
  let underWay: { readonly isCancelled: () => boolean; readonly ended: Promise<unknown> } | null = null

  return {
    take<T>({ cancelFlag, report }: JobSignals, work: (signals: TurnSignals) => Promise<T>) {
      const answer = Promise.withResolvers<T>()
      const isCancelled = () => Atomics.load(cancelFlag, 0) === 1
      let answered = false
      const pulse = createPulse((progress) => {
        if (!answered) report(progress)
      })
      if (taken > 0) pulse.report(WAITING)
      taken += 1
      const poll = setInterval(() => {
        if (!isCancelled()) return
        clearInterval(poll)
        answered = true
        answer.reject(cancelledError())
      }, CANCEL_POLL_MS)
      const throwIfCancelled = () => {
        if (isCancelled()) throw cancelledError()
      }
      const turn = last.then(async () => {
        throwIfCancelled()
        underWay = { isCancelled, ended }
        return work({
          cancelFlag,
          report: pulse.report,
          storing() {
            throwIfCancelled()
            clearInterval(poll)
          },
        })
      })
      const ended = turn.then(answer.resolve, answer.reject).finally(() => {
        clearInterval(poll)
        pulse.end()
        taken -= 1
        underWay = null
      })
      last = ended
      return answer.promise
    },
    async cancelledEnded() {
      if (underWay?.isCancelled() === true) await underWay.ended
    },
    async ended() {
      await last
    },
  }
}
