import type { ErrorShape } from '#shared/contract/errors.ts'
import type { EventMessage, JobView } from '#shared/contract/events.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'

const LOST: ErrorShape = {
  code: 'DISCONNECTED',
  message: 'The backend was restarted while this was running.',
  mend: say('mend.start_again'),
}

/**
 * Hands events on in the order of their numbers across interruptions of the line. After `hold()` live events
 * wait until `resume` or `resumeFromSnapshot` has handed on what was missed; nothing is handed on twice.
 */
export type EventOrder = {
  /** Number of the newest event that was handed on. */
  lastSequence(): number
  take(message: EventMessage): void
  hold(): void
  /** `missed`: what came after `lastSequence()`, in order; `sequence`: the newest number the backend has. */
  resume(sequence: number, missed: readonly EventMessage[]): void
  /**
   * When the missed events are no longer kept: every known job is told once more, a job that was running and is
   * unknown now has failed, and the lists are said to have changed.
   */
  resumeFromSnapshot(sequence: number, jobs: readonly JobView[]): void
}

export function createEventOrder(emit: (message: EventMessage) => void): EventOrder {
  const running = new Map<JobId, JobView>()
  let last = 0
  let waiting: EventMessage[] | undefined

  const pass = (message: EventMessage) => {
    last = Math.max(last, message.sequence)
    if (message.event.type === 'job') {
      const { view } = message.event
      if (view.state === 'running') running.set(view.job, view)
      else running.delete(view.job)
    }
    emit(message)
  }
  const release = () => {
    const held = waiting ?? []
    waiting = undefined
    for (const message of held) if (message.sequence > last) pass(message)
  }

  return {
    lastSequence: () => last,
    take(message) {
      if (waiting === undefined) pass(message)
      else waiting.push(message)
    },
    hold() {
      waiting ??= []
    },
    resume(sequence, missed) {
      for (const message of missed) if (message.sequence > last) pass(message)
      last = Math.max(last, sequence)
      release()
    },
    resumeFromSnapshot(sequence, jobs) {
      last = sequence
      const known = new Set(jobs.map((view) => view.job))
      const lost = [...running.values()]
        .filter((view) => !known.has(view.job))
        .map((view): JobView => ({ ...view, state: 'failed', error: LOST, ended_at: view.started_at }))
      for (const view of [...jobs, ...lost]) pass({ sequence, event: { type: 'job', view } })
      pass({ sequence, event: { type: 'runs.changed' } })
      pass({ sequence, event: { type: 'settings.changed' } })
      release()
    },
  }
}
