import type { LatencyDocument } from './latency.ts'

/**
 * A row a detector and size, for whoever takes the curves along: detector, size, trials, in how many of them it was
 * noticed, that share with the ends of its interval, median and 90% of the delay in rows, and the same in seconds.
 */
export function latencyCells({ curves }: LatencyDocument): (string | number | null)[][] {
  return curves.flatMap(({ detector, points }) =>
    points.map(({ size, trials, detected, probability, ci, delay_rows, delay_seconds }) => [
      detector,
      size,
      trials,
      detected,
      probability,
      ...ci,
      delay_rows.median,
      delay_rows.p90,
      delay_seconds?.median ?? null,
      delay_seconds?.p90 ?? null,
    ]),
  )
}
