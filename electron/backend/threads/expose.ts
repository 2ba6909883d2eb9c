import { parentPort } from 'node:worker_threads'
import { toErrorShape } from '#shared/contract/errors.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { Procedures, ProgressOf, WorkerMessage, WorkerRequest } from './protocol.ts'

/** The implementation of a worker's procedures; they may run interleaved when they wait. */
export type ProcedureHandlers<P extends Procedures> = {
  readonly [Name in keyof P]: (
    params: P[Name]['params'],
    report: (progress: ProgressOf<P, Name>) => void,
  ) => P[Name]['result'] | Promise<P[Name]['result']>
}

const transferLists = new WeakMap<object, readonly ArrayBuffer[]>()

/** Marks buffers of a result to be moved to the client instead of copied; they are unusable here afterwards. */
export function withTransfer<T extends object>(result: T, buffers: readonly ArrayBuffer[]): T {
  transferLists.set(result, buffers)
  return result
}

/**
 * Answers the calls that `startRpcWorker` sends to this worker thread. `onClose` runs before the thread ends
 * by `close()`; it does not run when the thread is killed.
 */
export function exposeProcedures<P extends Procedures>(
  handlers: ProcedureHandlers<P>,
  onClose: () => void | Promise<void> = () => {},
): void {
  const port = parentPort
  if (port === null) throw new Error('exposeProcedures must run in a worker thread')
  const byName = new Map(Object.entries(handlers))
  const send = (message: WorkerMessage, transfer: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, transfer)

  const answer = async (id: number, procedure: string, params: unknown) => {
    try {
      const handler = byName.get(procedure)
      if (handler === undefined) {
        throw new AppError(
          'UNKNOWN_OPERATION',
          `A worker has no procedure "${procedure}".`,
          'Restart Driftdesk.',
        )
      }
      const result: unknown = await handler(params, (progress: unknown) =>
        send({ kind: 'progress', id, progress }),
      )
      const transfer = typeof result === 'object' && result !== null ? transferLists.get(result) : undefined
      send({ kind: 'done', id, result }, transfer)
    } catch (error) {
      send({ kind: 'failed', id, error: toErrorShape(error) })
    }
  }

  port.on('message', (request: WorkerRequest) => {
    if (request.kind === 'call') {
      void answer(request.id, request.procedure, request.params)
      return
    }
    void Promise.resolve()
      .then(onClose)
      .finally(() => port.close())
  })
}
