/** Series of equal length side by side: the value of series `s` at `t` is `values[s * length + t]`. */
export interface SeriesTable {
  readonly series: number
  readonly length: number
  readonly values: Float64Array
}

/** Series of one length as a table. @throws RangeError where lengths differ. */
export function stackSeries(series: readonly Float64Array[]): SeriesTable {
  const length = series[0]?.length ?? 0
  const values = new Float64Array(series.length * length)
  for (const [s, own] of series.entries()) {
    if (own.length !== length) throw new RangeError('series have different lengths')
    values.set(own, s * length)
  }
  return { series: series.length, length, values }
}

/**
 * Each series less its mean and divided by its norm, so that an inner product is a correlation; a constant series
 * becomes zeros, and correlates with nothing.
 * @throws RangeError where a value is missing or infinite.
 */
export function toUnitSeries({ series, length, values }: SeriesTable): SeriesTable {
  const unit = new Float64Array(series * length)
  for (let s = 0; s < series; s++) {
    const own = values.subarray(s * length, (s + 1) * length)
    let mean = 0
    for (let t = 0; t < length; t++) mean += own[t] / length
    let squares = 0
    let largest = 0
    for (let t = 0; t < length; t++) {
      const gap = own[t] - mean
      unit[s * length + t] = gap
      squares += gap * gap
      largest = Math.max(largest, Math.abs(own[t]))
    }
    if (!Number.isFinite(squares)) throw new RangeError(`series ${s} has a missing or infinite value`)
    // Rounding alone leaves a constant series with gaps of this size.
    const constant = squares <= length * (largest * 1e-15) ** 2
    const factor = constant ? 0 : 1 / Math.sqrt(squares)
    for (let t = 0; t < length; t++) unit[s * length + t] *= factor
  }
  return { series, length, values: unit }
}

/** Number of unordered pairs, the pair (a, b) with a < b at `pairIndex`. */
export const pairsOf = (series: number): number => (series * (series - 1)) / 2

/** Place of the pair (a, b), a < b, in the order (0, 1), (0, 2), …, (1, 2), … */
export const pairIndex = (series: number, a: number, b: number): number =>
  a * series - (a * (a + 1)) / 2 + b - a - 1
