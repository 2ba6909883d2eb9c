export type Interval = readonly [lower: number, upper: number]

/**
 * A number with its confidence interval, or null with the reason why there is none. `ci` is null, too, where the
 * number can be had but an interval cannot; `reason` then tells why.
 */
export interface Measure {
  readonly value: number | null
  readonly ci: Interval | null
  readonly reason: string | null
}

export const measured = (
  value: number,
  ci: Interval | null = null,
  reason: string | null = null,
): Measure => ({
  value,
  ci,
  reason,
})

export const unmeasured = (reason: string): Measure => ({ value: null, ci: null, reason })

/** A quotient, or null with `reason` where the denominator is not above zero. */
export function quotient(numerator: number, denominator: number, reason: string): Measure {
  return denominator > 0 ? measured(numerator / denominator) : unmeasured(reason)
}
