import type { LoopTestSeen } from '#shared/policy/breaker/loop-tests.ts'

/** Confidences are whole multiples of 2⁻²⁰, so that their sums are exact and do not depend on the order. */
export const CONFIDENCE_UNIT = 2 ** -20

/** What is known of a row's `right` where its label is a number: not right nor wrong, but off by `errors`. */
export const MEASURED = 2

/**
 * Rows of one model in the order in which they were served, column by column, as windows over rows need them. Rows are
 * counted from `firstRow`; arrays from 0.
 */
export type RowFeed = {
  readonly rows: number
  /** Number of the row at place 0. */
  readonly firstRow: number
  /** UTC milliseconds, never falling, none missing. */
  readonly times: Float64Array
  /** Whether the times are recorded ones, or one row a second for want of any. */
  readonly timed: boolean
  /** 1 where the prediction was right, 0 where it was wrong, `MEASURED`, and −1 where no label is ever known. */
  readonly right: Int8Array
  /** Labels that came after their row, by when; null where every label came with its row. */
  readonly late: LateLabels | null
  /** Whether any label is there or may come. */
  readonly labelsExpected: boolean
  /** |prediction − label| / |label| in `CONFIDENCE_UNIT`; −1 where unknown. Null where nobody asks for it. */
  readonly errors: Int32Array | null
  /** In `CONFIDENCE_UNIT`; −1 where unknown. Null where the log has none. */
  readonly confidence: Int32Array | null
  /** The confidence after calibration on the baseline, in `CONFIDENCE_UNIT`: the chance of being right. */
  readonly expected: Int32Array | null
  /** 1 for an error, 0 for none, −1 for unknown. */
  readonly error: Int8Array | null
  /** Milliseconds, NaN where unknown. */
  readonly latency: Float64Array | null
  /** 1 where the model itself served the row; null where the log does not tell. */
  readonly byModel: Uint8Array | null
  readonly numbers: ReadonlyMap<string, Float64Array>
  /** Columns in the bins of their baseline. */
  readonly binned: ReadonlyMap<string, BinnedColumn>
  /** Columns of which each value has windows of its own. */
  readonly segments: ReadonlyMap<string, Coded>
  /** p99 of the baseline's latency, milliseconds. */
  readonly baselineP99: number | null
  /** Loop tests of the model, oldest first. */
  readonly loopTests: readonly LoopTestSeen[]
}

export type LateLabels = {
  /** Places of the rows, in the order in which their labels came. */
  readonly rows: Uint32Array
  /** When, UTC milliseconds, ascending. */
  readonly at: Float64Array
  /** 1 for each place whose label is in `rows`. */
  readonly isLate: Uint8Array
}

/** Texts of a column: an index into `values` for each row, −1 where missing. */
export type Coded = { readonly codes: Int32Array; readonly values: readonly string[] }

export type BinnedColumn = {
  /** Bin of each row, −1 where missing. */
  readonly bins: Int16Array
  /** Counts of the baseline by bin. */
  readonly reference: Float64Array
}

/** What a policy or a rule wants to see of rows. */
export type WantedColumns = {
  readonly numbers: ReadonlySet<string>
  readonly binned: ReadonlySet<string>
  readonly segments?: ReadonlySet<string>
  /** Whether predictions of numbers are held against their labels. */
  readonly errors?: boolean
}
