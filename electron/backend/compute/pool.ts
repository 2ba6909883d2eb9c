import { availableParallelism } from 'node:os'
import { cancelled } from '../jobs/registry.ts'
import type { ProgressOf } from '../threads/protocol.ts'
import { type RpcClient, siblingModule, startRpcWorker } from '../threads/rpc.ts'
import type { ComputeProcedures } from './procedures.ts'

const MOST_WORKERS = 8
/** How often the flag is looked at, and how long a worker may take to stop by itself once it is up. */
const WATCH_MS = 20
const GRACE_MS = 50

type Client = RpcClient<ComputeProcedures>

export type MapSignals<Name extends keyof ComputeProcedures & string> = {
  readonly cancelFlag: Int32Array
  readonly onResult?: (index: number, result: ComputeProcedures[Name]['result']) => void
  readonly onProgress?: (index: number, progress: ProgressOf<ComputeProcedures, Name>) => void
}

/** Worker threads that measure columns; each works on one task at a time. */
export type ComputePool = {
  readonly workers: number
  /**
   * Runs a procedure once for each of `tasks`, as many at a time as there are workers, and returns the results in
   * the order of the tasks. Rejects with the first error (the tasks that have not begun are dropped). Rejects with
   * `CANCELLED` within 100 ms of the flag: tasks poll it between chunks, and a worker that is in the middle of
   * something longer is replaced by a fresh one.
   */
  map<Name extends keyof ComputeProcedures & string>(
    procedure: Name,
    tasks: readonly ComputeProcedures[Name]['params'][],
    signals: MapSignals<Name>,
  ): Promise<ComputeProcedures[Name]['result'][]>
  close(): Promise<void>
}

/** A pool of `workers` threads (default: one for each core, at most 8), started when they are first needed. */
export function createComputePool(workers = Math.min(MOST_WORKERS, availableParallelism())): ComputePool {
  const clients = Array.from({ length: workers }, () =>
    startRpcWorker<ComputeProcedures>(siblingModule('worker', import.meta.url)),
  )
  const idle = [...clients]
  const waiting: PromiseWithResolvers<Client>[] = []

  const acquire = async (mine: Set<PromiseWithResolvers<Client>>): Promise<Client> => {
    const client = idle.pop()
    if (client !== undefined) return client
    const turn = Promise.withResolvers<Client>()
    waiting.push(turn)
    mine.add(turn)
    try {
      return await turn.promise
    } finally {
      mine.delete(turn)
    }
  }
  const release = (client: Client): void => {
    const next = waiting.shift()
    if (next === undefined) idle.push(client)
    else next.resolve(client)
  }

  return {
    workers,
    async map(procedure, tasks, { cancelFlag, onResult, onProgress }) {
      const isCancelled = () => Atomics.load(cancelFlag, 0) === 1
      const busy = new Set<Client>()
      const stopped = Promise.withResolvers<never>()
      stopped.promise.catch(() => {})
      const turns = new Set<PromiseWithResolvers<Client>>()
      let failed = false
      const runOne = async (params: (typeof tasks)[number], index: number) => {
        const client = await acquire(turns)
        try {
          if (failed || isCancelled()) throw cancelled()
          busy.add(client)
          const result = await client.call(procedure, params, {
            onProgress: (progress) => onProgress?.(index, progress),
          })
          onResult?.(index, result)
          return result
        } catch (error) {
          failed = true
          throw isCancelled() ? cancelled() : error
        } finally {
          busy.delete(client)
          release(client)
        }
      }
      const stopWatching = watch(isCancelled, {
        onCancel() {
          for (const turn of turns) {
            waiting.splice(waiting.indexOf(turn), 1)
            turn.reject(cancelled())
          }
        },
        afterGrace() {
          for (const client of busy) void client.kill()
          stopped.reject(cancelled())
        },
      })
      // A failure makes the other tasks give up with CANCELLED; the first rejection is the cause, so it is kept.
      const running = tasks.map(runOne)
      const allEnded = Promise.allSettled(running)
      try {
        // A thread that is killed may take a while to give its memory back; nobody waits for that.
        return await Promise.race([Promise.all(running), stopped.promise])
      } finally {
        await Promise.race([allEnded, stopped.promise.catch(() => {})])
        stopWatching()
      }
    },
    async close() {
      await Promise.all(clients.map((client) => client.close(1_000)))
    },
  }
}

/** Looks at the flag until it is up, then once more after the grace; returns what ends the watch. */
function watch(
  isCancelled: () => boolean,
  { onCancel, afterGrace }: { readonly onCancel: () => void; readonly afterGrace: () => void },
): () => void {
  let grace: NodeJS.Timeout | undefined
  const timer = setInterval(() => {
    if (!isCancelled()) return
    clearInterval(timer)
    onCancel()
    grace = setTimeout(afterGrace, GRACE_MS)
  }, WATCH_MS)
  return () => {
    clearInterval(timer)
    clearTimeout(grace)
  }
}
