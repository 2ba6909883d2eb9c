import type { SinkStore, StoredDelivery, TryResult } from '../../store/sink-types.ts'

type Queue = Pick<SinkStore, 'nextDeliveries' | 'endTry'>

/** A try that ended; `pauseMs`: how long its sink is better left alone. */
export type Tried = TryResult & { readonly pauseMs: number }

/** Takes what waits to its sink: one message at a time for each sink, sinks beside each other. */
export type Pump = {
  /** Looks for what is due; call after something was put in line. */
  wake(): void
  /** Waits a moment for what is on its way, then breaks it off; it stays in line. */
  close(): Promise<void>
}

/** What is looked for though nobody has called; timers cannot be set for longer than 24 days. */
const LONGEST_SLEEP_MS = 3_600_000
const AFTER_FAULT_MS = 5_000

export function createPump({
  queue,
  deliver,
  onFault,
  graceMs = 2_000,
}: {
  readonly queue: Queue
  /** Tries once; null for a sink that this process does not serve. Never rejects but for what breaks it off. */
  readonly deliver: (delivery: StoredDelivery, signal: AbortSignal) => Promise<Tried> | null
  readonly onFault: (error: unknown) => void
  readonly graceMs?: number
}): Pump {
  const closing = new AbortController()
  const busy = new Map<string, Promise<void>>()
  const pausedUntil = new Map<string, number>()
  let timer: NodeJS.Timeout | null = null
  let looking: Promise<void> | null = null
  let isAskedAgain = false
  let isClosing = false

  const sleep = (milliseconds: number) => {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(wake, Math.min(Math.max(0, milliseconds), LONGEST_SLEEP_MS))
    // A program that has nothing else to do may end: what waits is in the catalogue.
    timer.unref()
  }

  const take = async (delivery: StoredDelivery, work: Promise<Tried>) => {
    try {
      const { pauseMs, ...result } = await work
      // What was broken off counts as not tried.
      if (closing.signal.aborted && result.state !== 'delivered') return
      if (pauseMs > 0) pausedUntil.set(delivery.sink, Date.now() + pauseMs)
      else pausedUntil.delete(delivery.sink)
      await queue.endTry(delivery.key, result)
    } catch (error) {
      pausedUntil.set(delivery.sink, Date.now() + AFTER_FAULT_MS)
      if (!closing.signal.aborted) onFault(error)
    } finally {
      busy.delete(delivery.sink)
      wake()
    }
  }

  const look = async () => {
    const now = Date.now()
    // What ends while the list is fetched is still in it.
    const busyBefore = new Set(busy.keys())
    let soonest = Number.POSITIVE_INFINITY
    for (const delivery of await queue.nextDeliveries()) {
      if (busyBefore.has(delivery.sink) || busy.has(delivery.sink) || isClosing) continue
      const due = Math.max(delivery.nextAt ?? now, pausedUntil.get(delivery.sink) ?? 0)
      if (due > now) soonest = Math.min(soonest, due)
      else {
        const work = deliver(delivery, closing.signal)
        if (work !== null) busy.set(delivery.sink, take(delivery, work))
      }
    }
    if (Number.isFinite(soonest)) sleep(soonest - now)
  }

  const wake = () => {
    if (isClosing) return
    if (looking !== null) {
      isAskedAgain = true
      return
    }
    looking = look()
      .catch((error: unknown) => {
        onFault(error)
        sleep(AFTER_FAULT_MS)
      })
      .finally(() => {
        looking = null
        if (isAskedAgain) {
          isAskedAgain = false
          wake()
        }
      })
  }

  return {
    wake,
    async close() {
      isClosing = true
      await looking
      if (timer !== null) clearTimeout(timer)
      const inFlight = Promise.all(busy.values())
      await Promise.race([inFlight, new Promise((resolve) => setTimeout(resolve, graceMs).unref())])
      closing.abort()
      await Promise.all(busy.values())
    },
  }
}
