import { coin, feedOf } from '#backend/monitors/breakers/testing/feeds.ts'
import type { RowFeed } from '#backend/monitors/observations/feed.ts'

export const ROWS = 1_000_000
/** Every 200,000 rows the model fails for 50,000. */
const isFailing = (row: number) => row % 200_000 >= 150_000
const HOUR = 3_600_000

/** A million rows, five a second, with everything that a breaker can look at; labels with their rows, or up to an hour late. */
export function millionRows(labels: 'prompt' | 'late'): RowFeed {
  const toss = coin(1)
  const draw = (value: (row: number) => number) => Float64Array.from({ length: ROWS }, (_, row) => value(row))
  const times = draw((row) => row * 200)
  const feed = feedOf({
    right: draw((row) => (toss() < (isFailing(row) ? 0.5 : 0.95) ? 1 : 0)),
    times,
    confidence: draw(() => 0.5 + toss() / 2),
    error: draw(() => (toss() < 0.002 ? 1 : 0)),
    ...(labels === 'late' ? { labelAt: times.map((at) => at + toss() * HOUR) } : {}),
  })
  const bins = Int16Array.from({ length: ROWS }, (_, row) =>
    Math.min(9, Math.floor(toss() * (isFailing(row) ? 20 : 10))),
  )
  return {
    ...feed,
    latency: draw((row) => (20 + toss() * 80) * (isFailing(row) ? 3 : 1)),
    baselineP99: 99,
    binned: new Map([['amount', { bins, reference: new Float64Array(10).fill(1_000) }]]),
    numbers: new Map([['revenue', draw(() => toss())]]),
  }
}
