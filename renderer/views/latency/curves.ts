import type { LatencyCurve, LatencyDocument } from '#shared/contract/documents/latency.ts'

/** From this share of the trials on a shift counts as noticed. */
export const RELIABLE = 0.8
/** A detector that speaks on more of the windows, or values, without a shift is not believed. */
const MOST_FALSE = 0.05

export type Noticed = { readonly curve: LatencyCurve; readonly point: LatencyCurve['points'][number] }

/**
 * The smallest shift that a detector notices in four of five trials, by the fastest of those that notice it and seldom
 * speak without a shift; null where none does.
 */
export function smallestNoticed({ sizes, curves }: LatencyDocument): Noticed | null {
  const quiet = curves.filter(({ false_alarms: { rate, unit } }) =>
    rate === null ? false : rate <= (unit === 'windows' ? MOST_FALSE : 1_000 * MOST_FALSE),
  )
  for (const size of sizes) {
    const found = quiet.flatMap((curve): Noticed[] =>
      curve.points.flatMap((point) =>
        point.size === size && point.probability >= RELIABLE ? [{ curve, point }] : [],
      ),
    )
    if (found.length > 0) return found.reduce((a, b) => (delayOf(b.point) < delayOf(a.point) ? b : a))
  }
  return null
}

/** Median delay in seconds, or in rows where the log has no time. */
export function delayOf({ delay_seconds, delay_rows }: LatencyCurve['points'][number]): number {
  const median = delay_seconds === null ? delay_rows.median : delay_seconds.median
  return median ?? Number.POSITIVE_INFINITY
}
