import type { FleetMember } from '#shared/contract/documents/fleet.ts'
import type { DriftOnset } from '#shared/stats/fleet/onsets.ts'
import type { RowSample } from '#shared/stats/fleet/shared-values.ts'
import type { LoopVerdict } from '#shared/stats/loop/evidence.ts'
import type { GivenMeaning, ScoredLogTask } from '../scored-log/types.ts'

/** Evenly spaced buckets of time that all models of a fleet are counted in. */
export type FleetGrid = { readonly start: number; readonly widthMs: number; readonly count: number }

export type MeasureMemberTask = {
  readonly log: ScoredLogTask
  readonly given: GivenMeaning
  readonly model: string
  /** Keep only rows whose column of the role model says so. */
  readonly only: string | null
  /** Null where no log has times. */
  readonly grid: FleetGrid | null
  /** Columns and named metrics whose course is wanted. */
  readonly metrics: readonly string[]
  /** Columns whose mean by bucket is wanted: outputs of other models. */
  readonly columns: readonly string[]
  readonly seed: number
  readonly cancelFlag: Int32Array
}

/** What rows of two models are recognised by. */
export const SAMPLE_KEYS = ['prediction_id', 'entity_id'] as const
export type SampleKey = (typeof SAMPLE_KEYS)[number]

export type Disagreement = {
  readonly row: number
  readonly at: number | null
  readonly id: string | null
  readonly prediction: string
  readonly human: string
  readonly confidence: number | null
}

/** What one model brings to the fleet. */
export type MeasuredMember = {
  readonly model: string
  readonly rows: number
  readonly labelled: number
  readonly loop: { readonly verdict: LoopVerdict; readonly gain: number | null; readonly found: string }
  readonly onsets: readonly DriftOnset[]
  /** PSI of each step of the timeline against its first tenth; NaN where a step has too few rows. */
  readonly drift: Float64Array
  /** Mean of the output and of columns by bucket, NaN where there are no rows. */
  readonly output: Float64Array | null
  readonly columns: Readonly<Record<string, Float64Array>>
  /** Mean error by bucket of the timeline. */
  readonly errors: Float64Array
  readonly metrics: Readonly<Record<string, Float64Array>>
  readonly retrains: readonly number[]
  /** By prediction and by entity; null where the log has no such key. */
  readonly samples: Readonly<Record<SampleKey, RowSample | null>>
  readonly disagreements: readonly Disagreement[]
  readonly disagreementRows: number
  readonly dissent: FleetMember['dissent']
  /** Whether the log has times, and a score or a decision whose drift can be seen. */
  readonly hasTimes: boolean
  readonly hasOutput: boolean
  readonly notes: readonly string[]
}
