import type { LatencyPoint, Ramp } from '#shared/policy/latency/latency.ts'
import type { ShiftKind } from '#shared/stats/injection/shift.ts'
import type { StreamMethodName } from '#shared/stats/streams/detectors.ts'
import type { GivenMeaning, ScoredLogTask } from '../../monitors/scored-log/types.ts'

/** One size of a shift, tried many times. */
export type MeasureLatencyTask = {
  readonly log: ScoredLogTask
  /** Null where the first third of the log stands for a baseline. */
  readonly reference: ScoredLogTask | null
  readonly given: GivenMeaning
  readonly kind: ShiftKind
  readonly column: string | null
  readonly size: number
  readonly ramp: Ramp
  readonly slice: { readonly column: string; readonly value: string } | null
  /** Whether rows of log and baseline are mixed first, so that nothing but the shift differs. */
  readonly steady: boolean
  readonly sentinel: number | undefined
  readonly window: string | undefined
  readonly trials: number
  readonly streams: readonly StreamMethodName[]
  readonly seed: number
  /** Whether the log without a shift is looked at, too. */
  readonly withFalseAlarms: boolean
  readonly cancelFlag: Int32Array
}

export type MeasuredLatency = {
  readonly rows: number
  readonly referenceRows: number
  readonly window: string
  readonly windows: number
  readonly sliceRows: number | null
  readonly rules: readonly string[]
  readonly streams: readonly StreamMethodName[]
  /** Rules first, then streams. */
  readonly points: readonly LatencyPoint[]
  readonly falseAlarms: { readonly rules: readonly number[]; readonly streams: readonly number[] } | null
  readonly remarks: readonly string[]
}
