import { workerData } from 'node:worker_threads'
import { say } from '#shared/words/say.ts'
import { exposeProcedures } from '../threads/expose.ts'
import { laggedOnGpu, pairwiseOnGpu } from './correlations.ts'
import { type OpenDevice, openDevice } from './device.ts'
import { GpuFaultError } from './fault.ts'
import { kernelSumsOnGpu } from './kernel-sums.ts'
import type { Pacer } from './pacer.ts'
import { createPrograms, type Programs } from './programs.ts'
import type { DispatchTimes, GpuOutcome, GpuProcedures, GpuWorkerData } from './protocol.ts'
import { resampleOnGpu } from './resampling.ts'
import { type GpuSession, NO_DISPATCH, openSession } from './session.ts'

const { kernels, memoryBytes, hungMs = 20_000, without } = workerData as GpuWorkerData

type Opened = { readonly open: OpenDevice; readonly programs: Programs; readonly pacers: Map<string, Pacer> }
let opened: Opened | undefined
let before: Promise<unknown> = Promise.resolve()

exposeProcedures<GpuProcedures>(
  {
    open: ({ allowSoftware }) =>
      inTurn(async () => {
        if (opened === undefined || opened.open.lost() !== null) {
          const open = await openDevice(allowSoftware, without)
          opened = { open, programs: createPrograms(open.device, kernels), pacers: new Map() }
        }
        return { value: opened.open.adapter, dispatches: NO_DISPATCH }
      }),
    kernelSums: ({ plan, cancelFlag }) => compute(cancelFlag, (session) => kernelSumsOnGpu(session, plan)),
    pairwiseCorrelations: ({ unit, cancelFlag }) =>
      compute(cancelFlag, (session) => pairwiseOnGpu(session, unit)),
    laggedProducts: ({ table, pairs, reach, cancelFlag }) =>
      compute(cancelFlag, (session) => laggedOnGpu(session, table, pairs, reach)),
    resampleCounts: ({ task, cancelFlag }) => compute(cancelFlag, (session) => resampleOnGpu(session, task)),
    destroy: () => {
      opened?.open.device.destroy()
      opened = undefined
      return null
    },
  },
  async () => {
    await before
    opened?.open.device.destroy()
    opened = undefined
  },
)

/** One device, one computation at a time; a fault becomes a value. */
function inTurn<T>(
  work: () => Promise<{ readonly value: T; readonly dispatches: DispatchTimes }>,
): Promise<GpuOutcome<T>> {
  const own = before.then(async (): Promise<GpuOutcome<T>> => {
    const started = performance.now()
    try {
      const done = await work()
      return { ok: true, ...done, seconds: (performance.now() - started) / 1_000 }
    } catch (error) {
      if (error instanceof GpuFaultError) return { ok: false, fault: error.fault }
      return {
        ok: false,
        fault: { kind: 'invalid', detail: error instanceof Error ? error.message : String(error) },
      }
    }
  })
  before = own
  return own
}

function compute<T>(
  cancelFlag: Int32Array,
  work: (session: GpuSession) => Promise<T>,
): Promise<GpuOutcome<T>> {
  return inTurn(async () => {
    if (opened === undefined) throw new GpuFaultError('lost', say('device.closed'))
    const { open, programs, pacers } = opened
    const session = openSession(open, programs, pacers, { memoryBytes, hungMs, cancelFlag })
    let failed = false
    let value: T
    try {
      value = await work(session)
    } catch (error) {
      failed = true
      throw error
    } finally {
      // What the driver complained of is the cause of whatever else went wrong.
      await session.close().catch((error: unknown) => {
        if (!failed || error instanceof GpuFaultError) throw error
      })
    }
    session.throwIfStopped()
    return { value, dispatches: session.dispatches() }
  })
}
