import type { BackendChoice } from '#shared/contract/backend-choice.ts'
import type { Gpu } from '../../gpu/client.ts'
import type { GpuAdapter, GpuFault } from '../../gpu/protocol.ts'
import { cancelled } from '../../jobs/registry.ts'
import type { ComputePool } from '../pool.ts'
import { calibrate } from './calibrate.ts'
import type { CalibrationFile } from './calibration-file.ts'
import { type Calibration, DENSE_KINDS, type DenseKind, SMALL_UNITS, secondsOf } from './cost.ts'
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

/** Arithmetic that is large for its input: on all cores, or on a graphics device where that is faster. */
export type DenseCompute = {
  /** Rejects with `CANCELLED`, and as the pool does. A fault of the device is no error: the CPU takes over. */
  readonly compute: <T>(
    work: DenseWork<T>,
    options: { readonly choice: BackendChoice; readonly cancelFlag: Int32Array },
  ) => Promise<Computed<T>>
  readonly close: () => Promise<void>
}

/** Losses of the device after which it is left alone. */
const MOST_LOSSES = 3

type Ready = {
  readonly adapter: GpuAdapter
  readonly calibration: Calibration | null
  /** Kinds of arithmetic that were held against the CPU, as they were first needed. */
  readonly checked: Map<DenseKind, Promise<GpuFault | null>>
}
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

  /** Opens the device; where the choice is free and it is not known yet, checks and measures it. */
  const prepare = async (forced: boolean): Promise<Standing> => {
    const opened = await gpu.open(forced)
    if (!opened.ok) return { fault: opened.fault, adapter: null }
    const adapter = opened.value
    const checked: Ready['checked'] = new Map()
    const known = await calibrations.read(adapter.name)
    if (forced || known !== null) return { ready: { adapter, calibration: known, checked } }
    const fault = await checkGpu(gpu)
    if (fault !== null) return { fault, adapter }
    for (const kind of DENSE_KINDS) checked.set(kind, Promise.resolve(null))
    const measured = await calibrate(pool, gpu)
    if ('fault' in measured) return { fault: measured.fault, adapter }
    await calibrations.write(adapter.name, measured.calibration)
    return { ready: { adapter, calibration: measured.calibration, checked } }
  }
  const standing = (forced: boolean): Promise<Standing> => {
    const known = standings.get(forced) ?? prepare(forced)
    standings.set(forced, known)
    return known
  }

  /**
   * A device that was lost or hung is left alone until it is destroyed, then opened again for the next work, unless that
   * happened too often. Its thread stays: one that is ended while its device computes takes the process with it.
   */
  const afterFault = async (fault: GpuFault): Promise<void> => {
    if (fault.kind !== 'lost' && fault.kind !== 'timeout') return
    losses += 1
    const left: Standing = { fault, adapter: null }
    for (const forced of [true, false]) standings.set(forced, Promise.resolve(left))
    const destroyed = gpu.destroy().then(
      () => {
        if (losses < MOST_LOSSES) standings.clear()
      },
      () => {},
    )
    // A device that hangs is destroyed once it has ended what it does.
    if (fault.kind === 'lost') await destroyed
  }

  /** Holds the device against the CPU before it first does work of a kind; one that differs is left alone. */
  const check = async (kind: DenseKind, { adapter, checked }: Ready): Promise<GpuFault | null> => {
    const known = checked.get(kind) ?? checkGpu(gpu, [kind])
    checked.set(kind, known)
    const fault = await known
    if (fault?.kind === 'difference') {
      for (const forced of [true, false]) standings.set(forced, Promise.resolve({ fault, adapter }))
    } else if (fault !== null) {
      checked.delete(kind)
      await afterFault(fault)
    }
    return fault
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
      const isSmall = work.units < (choice === 'auto' ? SMALL_UNITS[work.kind] : 1)
      if (choice === 'cpu' || isSmall) return onCpu(null)
      const found = await standing(choice === 'webgpu')
      if ('fault' in found) return onCpu(found.fault)
      if (!wanted(work, choice, found.ready)) return onCpu(null)
      const differs = await check(work.kind, found.ready)
      if (differs !== null) return onCpu(differs)
      const outcome = await work.onGpu(gpu, cancelFlag)
      if (outcome.ok) return { value: outcome.value, backend: 'webgpu', fault: null }
      if (outcome.fault.kind === 'cancelled') throw cancelled()
      await afterFault(outcome.fault)
      return onCpu(outcome.fault)
    },
    close: () => gpu.close(),
  }
}
