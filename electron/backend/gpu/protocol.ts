import type { KernelPlan, KernelSums } from '#shared/stats/multivariate/kernel-sums.ts'
import type { ResampledCounts, ResamplingTask } from '#shared/stats/resampling/resample-counts.ts'
import type { SeriesTable } from '#shared/stats/series/unit-series.ts'
import type { UsefulFeature } from './device.ts'

/** Why a graphics processor did not compute something; the CPU then does. */
export const GPU_FAULTS = [
  'not_installed',
  'no_adapter',
  'software_adapter',
  'no_device',
  'difference',
  'memory',
  'lost',
  'timeout',
  'invalid',
  'cancelled',
] as const
export type GpuFaultKind = (typeof GPU_FAULTS)[number]
export type GpuFault = { readonly kind: GpuFaultKind; readonly detail: string }

/** How long dispatches took, by the device's clock where it has one, and how many longer than `LONGEST_DISPATCH_MS`. */
export type DispatchTimes = { readonly count: number; readonly longestMs: number; readonly tooLong: number }

export type GpuOutcome<T> =
  | {
      readonly ok: true
      readonly value: T
      readonly seconds: number
      readonly dispatches: DispatchTimes
    }
  | { readonly ok: false; readonly fault: GpuFault }

export type GpuAdapter = {
  /** Vendor, architecture and description, as far as the driver tells. */
  readonly name: string
  /** Whether it is a program rather than a device. */
  readonly software: boolean
  readonly subgroups: boolean
  readonly limits: {
    readonly maxBufferSize: number
    readonly maxStorageBufferBindingSize: number
    readonly maxComputeWorkgroupStorageSize: number
    readonly maxComputeInvocationsPerWorkgroup: number
  }
}

export type GpuWorkerData = {
  /** Folder with the `.wgsl` files. */
  readonly kernels: string
  /** At most so many bytes of buffers at a time. */
  readonly memoryBytes: number
  /** A dispatch that takes longer has hung, and the device is given up; 20 s unless told. */
  readonly hungMs?: number
  /** Features that are not used even where the device has them; none unless told. */
  readonly without?: readonly UsefulFeature[]
}

/** Set to 1 by the caller to stop; looked at between dispatches. */
type Cancellable = { readonly cancelFlag: Int32Array }

/** What the thread that owns the device offers. Calls run one after the other. */
export type GpuProcedures = {
  /** Makes the device, if there is none, and says what it is. */
  readonly open: {
    readonly params: { readonly allowSoftware: boolean }
    readonly result: GpuOutcome<GpuAdapter>
  }
  readonly kernelSums: {
    readonly params: Cancellable & { readonly plan: KernelPlan }
    readonly result: GpuOutcome<KernelSums>
  }
  readonly pairwiseCorrelations: {
    readonly params: Cancellable & { readonly unit: SeriesTable }
    readonly result: GpuOutcome<Float64Array>
  }
  readonly laggedProducts: {
    readonly params: Cancellable & {
      readonly table: SeriesTable
      readonly pairs: Uint32Array
      readonly reach: number
    }
    readonly result: GpuOutcome<Float64Array>
  }
  readonly resampleCounts: {
    readonly params: Cancellable & { readonly task: ResamplingTask }
    readonly result: GpuOutcome<ResampledCounts>
  }
  /** Destroys the device at once, also in the middle of a computation; `open` makes another. */
  readonly destroy: { readonly params: null; readonly result: null }
}
