import { cancelledError } from './cancelled.ts'
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
   * or not; what is under way ends behind, and the next turn waits for that.
   */
  take<T>(signals: JobSignals, work: (signals: TurnSignals) => Promise<T>): Promise<T>
  /** Resolves when the work under way has ended, if it was cancelled. */
  cancelledEnded(): Promise<void>
  /** Resolves when all turns that were taken have ended. */
  ended(): Promise<void>
}

const CANCEL_POLL_MS = 20

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  let underWay: { readonly isCancelled: () => boolean; readonly ended: Promise<unknown> } | null = null

  return {
    take<T>({ cancelFlag, report }: JobSignals, work: (signals: TurnSignals) => Promise<T>) {
      const answer = Promise.withResolvers<T>()
      const isCancelled = () => Atomics.load(cancelFlag, 0) === 1
      let answered = false
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
          report: (progress) => {
            if (!answered) report(progress)
          },
          storing() {
            throwIfCancelled()
            clearInterval(poll)
          },
        })
      })
      const ended = turn.then(answer.resolve, answer.reject).finally(() => {
        clearInterval(poll)
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
