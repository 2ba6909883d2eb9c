import type { PerformanceDocument } from '#shared/contract/documents/performance.ts'
import type { DecisionCostsInput } from '#shared/contract/performance-operations.ts'
import type { GivenMeaning, ScoredLogTask } from '../scored-log/types.ts'

/** What is measured of a model's scored rows. */
export type MeasurePerformanceTask = {
  readonly log: ScoredLogTask
  readonly reference: ScoredLogTask | null
  readonly given: GivenMeaning
  readonly window: string | undefined
  readonly by: readonly string[] | undefined
  readonly estimate: boolean
  readonly costs: DecisionCostsInput | undefined
  readonly thresholds: readonly number[]
  readonly protectedColumns: readonly string[]
  readonly k: number
  readonly tolerance: number | undefined
  readonly seed: number
  readonly cancelFlag: Int32Array
}

/** The document without what the main thread knows. */
export type MeasuredPerformance = Omit<PerformanceDocument, 'schema' | 'model' | 'assumptions' | 'engine'>

/** Windows done of all. */
export type PerformanceProgress = { readonly done: number; readonly total: number }
