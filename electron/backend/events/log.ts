import type { AppEvent, EventMessage } from '#shared/contract/events.ts'

/** Numbered events, the newest of which are kept for pages that were away for a moment. */
export type EventLog = {
  publish(event: AppEvent): void
  subscribe(listener: (message: EventMessage) => void): () => void
  /** What came after `sequence`, or null when some of it is no longer kept or `sequence` is of another run. */
  since(sequence: number): { sequence: number; events: EventMessage[] | null }
}

/** An event log that keeps the newest `capacity` events. A listener that throws does not stop the others. */
export function createEventLog(
  capacity = 2_000,
  onListenerError: (error: unknown) => void = reportLater,
): EventLog {
  const listeners = new Set<(message: EventMessage) => void>()
  const kept: EventMessage[] = []
  let sequence = 0
  return {
    publish(event) {
      sequence += 1
      const message = { sequence, event }
      kept.push(message)
      if (kept.length > capacity) kept.shift()
      for (const listener of listeners) {
        try {
          listener(message)
        } catch (error) {
          onListenerError(error)
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    since(known) {
      const oldest = kept[0]?.sequence ?? sequence + 1
      const complete = known <= sequence && known >= oldest - 1
      return { sequence, events: complete ? kept.filter((message) => message.sequence > known) : null }
    },
  }
}

function reportLater(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
