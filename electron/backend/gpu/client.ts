import { AppError } from '#shared/domain/errors.ts'
import { siblingModule, startRpcWorker } from '../threads/rpc.ts'
import type { GpuAdapter, GpuFault, GpuOutcome, GpuProcedures, GpuWorkerData } from './protocol.ts'

/** The graphics processor as the rest of the backend sees it: every call ends in a value or a fault, none throws. */
export type Gpu = {
  readonly open: (allowSoftware: boolean) => Promise<GpuOutcome<GpuAdapter>>
  readonly call: <Name extends Exclude<keyof GpuProcedures & string, 'open' | 'destroy'>>(
    procedure: Name,
    params: GpuProcedures[Name]['params'],
  ) => Promise<GpuProcedures[Name]['result'] | { readonly ok: false; readonly fault: GpuFault }>
  /** Destroys the device in the middle of whatever it does; ends when the device has stopped. */
  readonly destroy: () => Promise<void>
  readonly close: () => Promise<void>
}

/** The thread starts with the first call. */
export function createGpu(data: GpuWorkerData): Gpu {
  const worker = startRpcWorker<GpuProcedures>(siblingModule('gpu-worker', import.meta.url), {
    workerData: data,
  })
  const asFault = (error: unknown): { readonly ok: false; readonly fault: GpuFault } => {
    if (!(error instanceof AppError)) throw error
    return {
      ok: false,
      fault: { kind: error.code === 'CANCELLED' ? 'cancelled' : 'lost', detail: error.message },
    }
  }
  return {
    open: (allowSoftware) => worker.call('open', { allowSoftware }).catch(asFault),
    call: (procedure, params) => worker.call(procedure, params).catch(asFault),
    async destroy() {
      await worker.call('destroy', null)
    },
    close: () => worker.close(),
  }
}
