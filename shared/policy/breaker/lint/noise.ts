import { binomialCdf } from '../../../stats/special/binomial.ts'

/**
 * The chance that a healthy model reads under a threshold on `n` labelled rows: P(X < n · threshold), X binomial with the
 * healthy accuracy.
 */
export function chanceBelow(threshold: number, healthy: number, n: number): number {
  if (n <= 0) return 0
  const most = Math.ceil(n * threshold - 1e-9) - 1
  return most < 0 ? 0 : binomialCdf(Math.min(most, n), n, healthy)
}

/** The accuracy of a healthy model of which nothing is known: half way from the threshold to 1. */
export function assumedAccuracy(threshold: number): number {
  return threshold + (1 - threshold) / 2
}
