import { availableParallelism } from 'node:os'
import { cancelled } from '../jobs/registry.ts'
import { type RpcClient, siblingModule, startRpcWorker } from '../threads/rpc.ts'
import type { ComputeProcedures } from './procedures.ts'

const MOST_WORKERS = 8

/** Worker threads that measure columns; each works on one task at a time. */
export type ComputePool = {
  readonly workers: number
  /**
   * Runs a procedure once for each of `tasks`, as many at a time as there are workers, and returns the results in
   * the order of the tasks. Rejects with the first error (the tasks that have not begun are dropped), with
   * `CANCELLED` when the flag goes up.
   */
  map<Name extends keyof ComputeProcedures & string>(
    procedure: Name,
    tasks: readonly ComputeProcedures[Name]['params'][],
    signals: { readonly cancelFlag: Int32Array; readonly onResult?: (index: number) => void },
  ): Promise<ComputeProcedures[Name]['result'][]>
  close(): Promise<void>
}

/** A pool of `workers` threads (default: one for each core, at most 8), started when they are first needed. */
export function createComputePool(workers = Math.min(MOST_WORKERS, availableParallelism())): ComputePool {
  const clients = Array.from({ length: workers }, () =>
    startRpcWorker<ComputeProcedures>(siblingModule('worker', import.meta.url)),
  )
  const idle = [...clients]
  const waiting: ((client: RpcClient<ComputeProcedures>) => void)[] = []

  const acquire = (): Promise<RpcClient<ComputeProcedures>> => {
    const client = idle.pop()
    return client === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(client)
  }
  const release = (client: RpcClient<ComputeProcedures>): void => {
    const next = waiting.shift()
    if (next === undefined) idle.push(client)
    else next(client)
  }

  return {
    workers,
    async map(procedure, tasks, { cancelFlag, onResult }) {
      let failed = false
      const runOne = async (params: (typeof tasks)[number], index: number) => {
        const client = await acquire()
        try {
          if (failed || Atomics.load(cancelFlag, 0) === 1) throw cancelled()
          const result = await client.call(procedure, params)
          onResult?.(index)
          return result
        } catch (error) {
          failed = true
          throw error
        } finally {
          release(client)
        }
      }
      // A failure makes the other tasks give up with CANCELLED; the first rejection is the cause, so it is kept.
      const running = tasks.map(runOne)
      try {
        return await Promise.all(running)
      } finally {
        await Promise.allSettled(running)
      }
    },
    async close() {
      await Promise.all(clients.map((client) => client.close(1_000)))
    },
  }
}
