import type { BackendChoice } from '#shared/contract/backend-choice.ts'
import type { Gpu } from '../../gpu/client.ts'
import type { GpuAdapter, GpuFault } from '../../gpu/protocol.ts'
import { cancelled } from '../../jobs/registry.ts'
import type { ComputePool } from '../pool.ts'
import { calibrate } from './calibrate.ts'
import type { CalibrationFile } from './calibration-file.ts'
import { type Calibration, secondsOf } from './cost.ts'
import { checkGpu } from './self-check.ts'
import type { DenseWork } from './work.ts'

export type Computed<T> = {
  readonly value: T
  readonly backend: 'cpu' | 'webgpu'
  /** Why the CPU computed what could have been computed elsewhere; null where nothing has to be said. */
  readonly fault: GpuFault | null
}

/** Of several computations: the device where it did all of them, and why it did not. */
export function backendOf(computed: readonly Omit<Computed<unknown>, 'value'>[]): {
  readonly name: Computed<unknown>['backend']
  readonly reason: string | null
} {
  return {
    name: computed.length > 0 && computed.every(({ backend }) => backend === 'webgpu') ? 'webgpu' : 'cpu',
    reason: computed.find(({ fault }) => fault !== null)?.fault?.detail ?? null,
  }
}

export type GpuReport = {
  readonly adapter: GpuAdapter | null
  /** Why the device is not used; null when it is. */
  readonly fault: GpuFault | null
  readonly calibration: Calibration | null
}

/** Arithmetic that is large for its input: on all cores, or on a graphics device where that is faster. */
export type DenseCompute = {
  /** Rejects with `CANCELLED`, and as the pool does. A fault of the device is no error: the CPU takes over. */
  readonly compute: <T>(
    work: DenseWork<T>,
    options: { readonly choice: BackendChoice; readonly cancelFlag: Int32Array },
  ) => Promise<Computed<T>>
  /** Looks for a device, checks and measures it, if that was not done yet. */
  readonly report: (choice: BackendChoice) => Promise<GpuReport>
  readonly close: () => Promise<void>
}

/** Work that the CPU surely ends sooner than a device is found. */
const SMALL_UNITS = 5e9
/** Losses of the device after which it is left alone. */
const MOST_LOSSES = 3

type Ready = { readonly adapter: GpuAdapter; readonly calibration: Calibration | null }
type Standing = { readonly ready: Ready } | { readonly fault: GpuFault; readonly adapter: GpuAdapter | null }

export function createDenseCompute({
  pool,
  gpu,
  calibrations,
}: {
  readonly pool: ComputePool
  readonly gpu: Gpu
  readonly calibrations: CalibrationFile
}): DenseCompute {
  const standings = new Map<boolean, Promise<Standing>>()
  let losses = 0

  /** Opens, checks and (where the choice is free) measures the device. */
  const prepare = async (forced: boolean): Promise<Standing> => {
    const opened = await gpu.open(forced)
    if (!opened.ok) return { fault: opened.fault, adapter: null }
    const adapter = opened.value
    const fault = await checkGpu(gpu)
    if (fault !== null) return { fault, adapter }
    if (forced) return { ready: { adapter, calibration: await calibrations.read(adapter.name) } }
    const known = await calibrations.read(adapter.name)
    if (known !== null) return { ready: { adapter, calibration: known } }
    const measured = await calibrate(pool, gpu)
    if ('fault' in measured) return { fault: measured.fault, adapter }
    await calibrations.write(adapter.name, measured.calibration)
    return { ready: { adapter, calibration: measured.calibration } }
  }
  const standing = (forced: boolean): Promise<Standing> => {
    const known = standings.get(forced) ?? prepare(forced)
    standings.set(forced, known)
    return known
  }

  /** A device that was lost is opened again for the next work, unless it was lost too often. */
  const afterFault = async (fault: GpuFault): Promise<void> => {
    switch (fault.kind) {
      case 'lost':
      case 'timeout':
        losses += 1
        await gpu.kill()
        if (losses < MOST_LOSSES) standings.clear()
        else {
          const left: Standing = { fault, adapter: null }
          for (const forced of [true, false]) standings.set(forced, Promise.resolve(left))
        }
        return
      default:
    }
  }

  const wanted = <T>(work: DenseWork<T>, choice: BackendChoice, ready: Ready): boolean => {
    if (choice === 'webgpu') return true
    const cost = ready.calibration?.[work.kind]
    return cost !== undefined && secondsOf(cost.gpu, work.units) < secondsOf(cost.cpu, work.units)
  }

  return {
    async compute(work, { choice, cancelFlag }) {
      const onCpu = async (fault: GpuFault | null) => ({
        value: await work.onCpu(pool, cancelFlag),
        backend: 'cpu' as const,
        fault,
      })
      const isSmall = work.units < (choice === 'auto' ? SMALL_UNITS : 1)
      if (choice === 'cpu' || isSmall) return onCpu(null)
      const found = await standing(choice === 'webgpu')
      if ('fault' in found) return onCpu(found.fault)
      if (!wanted(work, choice, found.ready)) return onCpu(null)
      const outcome = await work.onGpu(gpu, cancelFlag)
      if (outcome.ok) return { value: outcome.value, backend: 'webgpu', fault: null }
      if (outcome.fault.kind === 'cancelled') throw cancelled()
      await afterFault(outcome.fault)
      return onCpu(outcome.fault)
    },
    async report(choice) {
      if (choice === 'cpu') return { adapter: null, fault: null, calibration: null }
      const found = await standing(choice === 'webgpu')
      return 'fault' in found
        ? { adapter: found.adapter, fault: found.fault, calibration: null }
        : { ...found.ready, fault: null }
    },
    close: () => gpu.close(),
  }
}
