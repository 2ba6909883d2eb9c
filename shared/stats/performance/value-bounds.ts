import type { Interval } from './measure.ts'

export interface ValueBounds {
  readonly mae: Interval | null
  readonly rmse: Interval | null
  readonly bias: Interval | null
}

/**
 * Between which values mean absolute error, root mean squared error and bias (prediction − actual) of all predicted rows
 * lie, whatever the actual values that are not there (NaN) turn out to be within [lowest, highest]. Each row adds at
 * least its distance to that range and at most its distance to the further end, by itself, so that both ends can happen.
 * A value has no bounds without such a range. Null without predicted rows.
 */
export function valueBounds(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  [lowest, highest]: Interval,
): ValueBounds {
  let rows = 0
  const absolute = [0, 0]
  const squared = [0, 0]
  const signed = [0, 0]
  for (let i = 0; i < predicted.length; i++) {
    const guess = predicted[i]
    if (!Number.isFinite(guess)) continue
    rows += 1
    const known = Number.isFinite(actual[i])
    const from = known ? actual[i] : lowest
    const to = known ? actual[i] : highest
    const near = Math.max(0, from - guess, guess - to)
    const far = Math.max(Math.abs(guess - from), Math.abs(guess - to))
    absolute[0] += near
    absolute[1] += far
    squared[0] += near * near
    squared[1] += far * far
    signed[0] += guess - to
    signed[1] += guess - from
  }
  if (rows === 0) return { mae: null, rmse: null, bias: null }
  return {
    mae: [absolute[0] / rows, absolute[1] / rows],
    rmse: [Math.sqrt(squared[0] / rows), Math.sqrt(squared[1] / rows)],
    bias: [signed[0] / rows, signed[1] / rows],
  }
}
