import { CONFIDENCE_UNIT, type RowFeed } from './feed.ts'

/**
 * A share or a mean over any window: `unit · Σ numerator / Σ denominator`, from running sums. `numerator[n]` is the sum
 * over the first `n` rows, and so on; all sums are of whole numbers, so that a window has one value however it is reached.
 */
export type RunningRatio = {
  readonly numerator: Float64Array | Int32Array
  readonly denominator: Int32Array
  readonly unit: number
}

/** Right predictions among those with a label; all labels come with their rows. */
export function accuracyRatio({ right }: RowFeed): RunningRatio {
  return flagRatio(right)
}

/** Mean of the relative errors of predicted numbers; all labels come with their rows. */
export function mapeRatio({ errors, rows }: RowFeed): RunningRatio {
  return confidenceRatio(errors, rows)
}

/** Errors among the rows of which it is known. */
export function errorRatio({ error, rows }: Pick<RowFeed, 'error' | 'rows'>): RunningRatio {
  return flagRatio(error ?? new Int8Array(rows).fill(-1))
}

/** Mean of confidences in `CONFIDENCE_UNIT`. */
export function confidenceRatio(units: Int32Array | null, rows: number): RunningRatio {
  const numerator = new Float64Array(rows + 1)
  const denominator = new Int32Array(rows + 1)
  for (let place = 0; place < rows; place++) {
    const unit = units === null ? -1 : units[place]
    numerator[place + 1] = numerator[place] + Math.max(unit, 0)
    denominator[place + 1] = denominator[place] + (unit < 0 ? 0 : 1)
  }
  return { numerator, denominator, unit: CONFIDENCE_UNIT }
}

/** Rows under a confidence among those that have one. */
export function lowConfidenceRatio(
  { confidence, rows }: Pick<RowFeed, 'confidence' | 'rows'>,
  under: number,
): RunningRatio {
  const limit = Math.round(under / CONFIDENCE_UNIT)
  const numerator = new Int32Array(rows + 1)
  const denominator = new Int32Array(rows + 1)
  for (let place = 0; place < rows; place++) {
    const unit = confidence === null ? -1 : confidence[place]
    numerator[place + 1] = numerator[place] + (unit >= 0 && unit < limit ? 1 : 0)
    denominator[place + 1] = denominator[place] + (unit < 0 ? 0 : 1)
  }
  return { numerator, denominator, unit: 1 }
}

/** A guard's values are summed as whole multiples of this. */
const GUARD_UNIT = 2 ** -16

/** Mean of a numeric column, its values taken to 2⁻¹⁶. */
export function guardRatio({ numbers, rows }: RowFeed, column: string | null): RunningRatio {
  const values = column === null ? undefined : numbers.get(column)
  const numerator = new Float64Array(rows + 1)
  const denominator = new Int32Array(rows + 1)
  for (let place = 0; place < rows; place++) {
    const value = values === undefined ? Number.NaN : values[place]
    const isKnown = Number.isFinite(value)
    numerator[place + 1] = numerator[place] + (isKnown ? Math.round(value / GUARD_UNIT) : 0)
    denominator[place + 1] = denominator[place] + (isKnown ? 1 : 0)
  }
  return { numerator, denominator, unit: GUARD_UNIT }
}

function flagRatio(flags: Int8Array): RunningRatio {
  const numerator = new Int32Array(flags.length + 1)
  const denominator = new Int32Array(flags.length + 1)
  for (let place = 0; place < flags.length; place++) {
    numerator[place + 1] = numerator[place] + (flags[place] === 1 ? 1 : 0)
    denominator[place + 1] = denominator[place] + (flags[place] === 0 || flags[place] === 1 ? 1 : 0)
  }
  return { numerator, denominator, unit: 1 }
}
