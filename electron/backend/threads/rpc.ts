import { extname } from 'node:path'
import { type ResourceLimits, Worker } from 'node:worker_threads'
import { fromErrorShape } from '#shared/contract/errors.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import type { Procedures, ProgressOf, WorkerMessage, WorkerRequest } from './protocol.ts'

export type CallOptions<Progress> = {
  readonly onProgress?: (progress: Progress) => void
  /** Buffers of the parameters to move instead of copy. */
  readonly transfer?: readonly ArrayBuffer[]
}

/** A worker thread as typed functions. */
export type RpcClient<P extends Procedures> = {
  /**
   * Rejects with the `AppError` that the procedure threw, with `WORKER_LOST` when the thread died before it
   * answered, with `CANCELLED` when the client was closed.
   */
  call<Name extends keyof P & string>(
    procedure: Name,
    params: P[Name]['params'],
    options?: CallOptions<ProgressOf<P, Name>>,
  ): Promise<P[Name]['result']>
  /** Calls that have not been answered yet. */
  readonly pending: number
  /** Ends the thread: its `onClose` runs, and it is killed when that takes longer than `graceMs`. */
  close(graceMs?: number): Promise<void>
  /** Kills the thread at once; its calls reject with `WORKER_LOST` and the next call starts a new one. */
  kill(): Promise<void>
}

export type RpcOptions = {
  readonly workerData?: unknown
  readonly resourceLimits?: ResourceLimits
  /** Wait before the first replacement of a dead thread; doubles with each death up to `backoffMaxMs`. */
  readonly backoffMs?: number
  readonly backoffMaxMs?: number
  /** Called when a thread died that nobody had closed. */
  readonly onLost?: (cause: string) => void
}

type PendingCall = {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: AppError) => void
  readonly onProgress: ((progress: never) => void) | undefined
}

/**
 * Where the module `name` beside the calling module is: with the caller's own extension, so that it is found
 * both in the sources (`.ts`) and in a build that preserves modules (`.js`).
 */
export function siblingModule(name: string, importMetaUrl: string): URL {
  return new URL(`./${name}${extname(new URL(importMetaUrl).pathname)}`, importMetaUrl)
}

/**
 * Starts a worker thread that called `exposeProcedures<P>`. A thread that dies rejects its calls with
 * `WORKER_LOST` and is replaced, after a growing wait, when it is called again; an answered call resets the wait.
 */
export function startRpcWorker<P extends Procedures>(module: URL, options: RpcOptions = {}): RpcClient<P> {
  const backoffMs = options.backoffMs ?? 100
  const backoffMaxMs = options.backoffMaxMs ?? 10_000
  const calls = new Map<number, PendingCall>()
  let worker: Worker | undefined
  let starting: Promise<Worker> | undefined
  let nextId = 1
  let deaths = 0
  let closed = false

  const settle = (message: WorkerMessage) => {
    const call = calls.get(message.id)
    if (call === undefined) return
    if (message.kind === 'progress') {
      call.onProgress?.(message.progress as never)
      return
    }
    deaths = 0
    calls.delete(message.id)
    if (message.kind === 'done') call.resolve(message.result)
    else call.reject(fromErrorShape(message.error))
  }

  const rejectAll = (error: () => AppError) => {
    const waiting = [...calls.values()]
    calls.clear()
    for (const call of waiting) call.reject(error())
  }

  const lose = (lost: Worker, cause: string) => {
    if (worker !== lost) return
    worker = undefined
    deaths += 1
    rejectAll(() => (closed ? closedError() : lostError(cause)))
    if (!closed) options.onLost?.(cause)
  }

  const spawn = (): Worker => {
    const fresh = new Worker(module, {
      workerData: options.workerData,
      ...(options.resourceLimits === undefined ? {} : { resourceLimits: options.resourceLimits }),
    })
    fresh.on('message', settle)
    fresh.on('error', (error: unknown) => lose(fresh, error instanceof Error ? error.message : String(error)))
    fresh.on('exit', (code) => lose(fresh, `it ended with code ${code}`))
    worker = fresh
    return fresh
  }

  const running = async (): Promise<Worker> => {
    if (closed) throw closedError()
    if (worker !== undefined) return worker
    starting ??= (
      deaths === 0 ? Promise.resolve() : wait(Math.min(backoffMaxMs, backoffMs * 2 ** (deaths - 1)))
    )
      .then(() => {
        if (closed) throw closedError()
        return spawn()
      })
      .finally(() => {
        starting = undefined
      })
    return starting
  }

  return {
    async call(procedure, params, callOptions = {}) {
      const target = await running()
      const id = nextId++
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      calls.set(id, { resolve, reject, onProgress: callOptions.onProgress })
      try {
        target.postMessage({ kind: 'call', id, procedure, params } satisfies WorkerRequest, [
          ...(callOptions.transfer ?? []),
        ])
      } catch (error) {
        calls.delete(id)
        throw error
      }
      // The protocol carries the result of exactly the procedure that was called.
      return (await promise) as P[typeof procedure]['result']
    },
    get pending() {
      return calls.size
    },
    async close(graceMs = 5_000) {
      closed = true
      const target = worker
      if (target === undefined) return
      const ended = new Promise<void>((resolve) => target.once('exit', () => resolve()))
      target.postMessage({ kind: 'close' } satisfies WorkerRequest)
      const timer = setTimeout(() => void target.terminate(), graceMs)
      await ended
      clearTimeout(timer)
    },
    async kill() {
      await worker?.terminate()
    },
  }
}

function wait(milliseconds: number): Promise<void> {
  return milliseconds === 0
    ? Promise.resolve()
    : new Promise((resolve) => {
        setTimeout(resolve, milliseconds)
      })
}

function lostError(cause: string): AppError {
  return new AppError('WORKER_LOST', say('error.worker.lost', { cause }), say('error.worker.lost.mend'))
}

function closedError(): AppError {
  return new AppError('CANCELLED', say('error.closing'), say('error.closing.mend'))
}
