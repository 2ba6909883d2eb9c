/**
 * The quantile of an ascending array by linear interpolation (Hyndman and Fan's type 7, NumPy's `linear`).
 *
 * `sorted` has at least one value, all finite; 0 ≤ share ≤ 1.
 */
export function sortedQuantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1)
  const below = Math.floor(position)
  if (below >= sorted.length - 1) return sorted[sorted.length - 1]
  const a = sorted[below]
  const b = sorted[below + 1]
  const t = position - below
  if (a === b) return a
  const step = b - a
  if (!Number.isFinite(step)) return a * (1 - t) + b * t
  return t >= 0.5 ? b - step * (1 - t) : a + step * t
}

const word = new DataView(new ArrayBuffer(8))

/** The smallest double above x; +Infinity stays. */
export function nextUp(x: number): number {
  if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x
  if (x === 0) return Number.MIN_VALUE
  word.setFloat64(0, x)
  word.setBigInt64(0, word.getBigInt64(0) + (x > 0 ? 1n : -1n))
  return word.getFloat64(0)
}
