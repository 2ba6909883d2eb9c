/** Fewest points for a slope, and the part of the stretch that they have to cover. */
const FEWEST = 6
const COVERED = 0.5
/** A slope counts where it is so many standard errors from none. */
const CLEAR = 3

/**
 * Where a straight line through the points (least squares) leads `withinMs` after the last one. The last value itself
 * where there are too few points, they cover less than half of `overMs`, or the slope is within 3 standard errors of none.
 */
export function projected(
  points: readonly (readonly [at: number, value: number])[],
  overMs: number,
  withinMs: number,
): number {
  const last = points.at(-1)
  if (last === undefined) return Number.NaN
  const n = points.length
  if (n < FEWEST || last[0] - points[0][0] < COVERED * overMs) return last[1]
  let meanX = 0
  let meanY = 0
  for (const [at, value] of points) {
    meanX += (at - last[0]) / n
    meanY += value / n
  }
  let xx = 0
  let xy = 0
  let yy = 0
  for (const [at, value] of points) {
    const x = at - last[0] - meanX
    const y = value - meanY
    xx += x * x
    xy += x * y
    yy += y * y
  }
  const slope = xy / xx
  const residual = Math.max(0, yy - slope * xy)
  const error = Math.sqrt(residual / (n - 2) / xx)
  if (Math.abs(slope) <= CLEAR * error) return last[1]
  return meanY + slope * (withinMs - meanX)
}
