/** A straight map of values onto pixels, for axes. */
export type Scale = (value: number) => number

/** Maps [low, high] onto [from, to]; a range without extent goes to the middle. */
export function linearScale(low: number, high: number, from: number, to: number): Scale {
  const span = high - low
  return (value) => (span > 0 ? from + ((value - low) / span) * (to - from) : (from + to) / 2)
}

/** The range of some values with a margin on both sides; null where none is finite. */
export function rangeWithMargin(
  values: Iterable<number | null>,
  margin = 0.06,
): readonly [number, number] | null {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low > high) return null
  const span = high - low || Math.abs(high) || 1
  return [low - span * margin, high + span * margin]
}

/** An SVG path through points; it breaks where a value is missing. */
export function pathThrough(points: readonly (readonly [x: number, y: number] | null)[]): string {
  let drawing = false
  let path = ''
  for (const point of points) {
    if (point === null) {
      drawing = false
      continue
    }
    path += `${drawing ? 'L' : 'M'}${point[0].toFixed(1)} ${point[1].toFixed(1)}`
    drawing = true
  }
  return path
}
