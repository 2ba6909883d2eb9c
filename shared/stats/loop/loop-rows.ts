export interface CodedColumn {
  /** Index into `values` by row, −1 where missing. */
  readonly codes: ArrayLike<number>
  readonly values: readonly string[]
}

/** An input that is only ever walked through, so that nobody has to hold all of its rows. */
export interface LoopFeature {
  readonly name: string
  /** Visits runs of neighbouring rows, `values[0]` being that of the row `from`; rows that are left out have none. */
  each(visit: (values: Float64Array, from: number) => void): void
}

/** Rows of one model's log; every array is as long as `rows`, NaN where a value is missing. */
export interface LoopRows {
  readonly rows: number
  /** UTC milliseconds; null where rows have no time and their order is time. */
  readonly times: Float64Array | null
  readonly score: Float64Array | null
  readonly label: Float64Array | null
  readonly servedBy: CodedColumn | null
  readonly propensity: Float64Array | null
  /** 1 where the model shaped the outcome, 0 where not. */
  readonly influenced: Float64Array | null
  readonly confidence: Float64Array | null
  /** 1 for a wrong prediction and 0 for a right one, or the absolute error of a value. */
  readonly error: Float64Array | null
  readonly shown: CodedColumn | null
  /** 1 where the row was selected (predicted positive, or shown). */
  readonly selected: Float64Array | null
  readonly version: CodedColumn | null
  readonly segments: readonly (CodedColumn & { readonly name: string })[]
  readonly features: readonly LoopFeature[]
}
