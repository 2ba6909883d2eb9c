/** A bar on an axis that has room for both signs, as shares of its width. */
export type SignedBar = { readonly left: number; readonly width: number; readonly zero: number }

/** Bars of values on one axis from the least (or 0) to the greatest (or 0). */
export function signedBars(values: readonly number[]): readonly SignedBar[] {
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  const span = high - low
  if (!(span > 0)) return values.map(() => ({ left: 0, width: 0, zero: 0 }))
  const zero = -low / span
  return values.map((value) => ({
    left: value < 0 ? (value - low) / span : zero,
    width: Math.abs(value) / span,
    zero,
  }))
}
