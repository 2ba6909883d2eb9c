import type { Asymmetry } from './asymmetry.ts'

/** Past predictions against later values of one series, at one length of step. */
export type Lead = {
  /** Name of the input; null for the outcome. */
  readonly input: string | null
  /** Buckets a step. */
  readonly merge: number
  readonly prediction: Float64Array
  readonly followed: Float64Array
  /** What the prediction of the same step leaves of it. */
  readonly rest: Float64Array
  readonly ahead: Asymmetry
  /** Most that another input explains alike of an input, or it of that; null where that was not looked at. */
  readonly rival: number | null
}
