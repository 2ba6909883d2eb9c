import { MONITOR_ALPHA } from '../multiplicity/levels.ts'
import { binomialCdf, binomialSf, wilsonInterval } from '../special/binomial.ts'

export interface RateChange {
  /** Shares; null for a side without rows. */
  readonly reference: number | null
  readonly current: number | null
  /** current − reference. */
  readonly change: number | null
  /** Wilson interval of the current share. */
  readonly ci: readonly [lower: number, upper: number] | null
  /** Two-sided binomial p-value of the current rows at the baseline's rate. */
  readonly pValue: number | null
  /** P-value of how all events fall to the two sides, which knows that the baseline's rate is an estimate, too. */
  readonly pSplit: number | null
  /** Whether the change is significant by both p-values and at least the floor. */
  readonly fired: boolean
}

export interface RateChangeOptions {
  readonly alpha?: number
  /** Least absolute change that matters, as a share: 0.01 is one point. */
  readonly floor?: number
  /** Whether falls fire too, or only rises. */
  readonly direction?: 'both' | 'rise'
}

/**
 * Change of a rate against the baseline: the exact binomial test of `current` in `currentRows` at the baseline's
 * rate, (reference + ½)/(referenceRows + 1) so that a baseline that never saw the event does not forbid it, with an
 * effect floor of one point. p is twice the smaller tail, at most 1 (one tail for `direction` rise).
 *
 * That test takes the baseline's rate as known, which four events against none would abuse. So how the events of both
 * sides fall to them has to be significant as well: of r + c events, c are current by Binomial(r + c, n/(m + n)) where
 * the rates are equal. It is exact for rare events (what is rarer is counted, events or their absence) and too careful
 * for frequent ones.
 *
 * Source: Przyborowski and Wilenski (1940), the conditional test of two Poisson rates.
 */
export function rateChange(
  reference: number,
  referenceRows: number,
  current: number,
  currentRows: number,
  options: RateChangeOptions = {},
): RateChange {
  const { alpha = MONITOR_ALPHA, floor = 0.01, direction = 'both' } = options
  const before = referenceRows > 0 ? reference / referenceRows : null
  const after = currentRows > 0 ? current / currentRows : null
  const ci = currentRows > 0 ? wilsonInterval(current, currentRows) : null
  if (before === null || after === null) {
    return { reference: before, current: after, change: null, ci, pValue: null, pSplit: null, fired: false }
  }
  const rate = (reference + 0.5) / (referenceRows + 1)
  const tailOf = (upper: number, lower: number): number =>
    direction === 'rise' ? upper : Math.min(1, 2 * Math.min(upper, lower))
  const pValue = tailOf(binomialSf(current - 1, currentRows, rate), binomialCdf(current, currentRows, rate))
  const pSplit = splitP(reference, referenceRows, current, currentRows, tailOf)
  const change = after - before
  const far = direction === 'rise' ? change >= floor : Math.abs(change) >= floor
  return {
    reference: before,
    current: after,
    change,
    ci,
    pValue,
    pSplit,
    fired: far && Math.max(pValue, pSplit) < alpha,
  }
}

function splitP(
  reference: number,
  referenceRows: number,
  current: number,
  currentRows: number,
  tailOf: (upper: number, lower: number) => number,
): number {
  const events = reference + current
  const share = currentRows / (referenceRows + currentRows)
  if (events <= (referenceRows + currentRows) / 2) {
    return tailOf(binomialSf(current - 1, events, share), binomialCdf(current, events, share))
  }
  // More events are fewer rows without.
  const absent = currentRows - current
  const all = referenceRows + currentRows - events
  return tailOf(binomialCdf(absent, all, share), binomialSf(absent - 1, all, share))
}

/** Change of a column's missing rate: binomial with a floor of one point, in both directions. */
export const missingRateChange = (
  referenceMissing: number,
  referenceRows: number,
  currentMissing: number,
  currentRows: number,
  alpha = MONITOR_ALPHA,
): RateChange => rateChange(referenceMissing, referenceRows, currentMissing, currentRows, { alpha })

/** Rise of the share of failed requests, with a floor of a tenth of a point. */
export const errorRateChange = (
  referenceErrors: number,
  referenceRows: number,
  currentErrors: number,
  currentRows: number,
  options: RateChangeOptions = {},
): RateChange =>
  rateChange(referenceErrors, referenceRows, currentErrors, currentRows, {
    floor: 0.001,
    direction: 'rise',
    ...options,
  })
