import fc from 'fast-check'
import { expect, test } from 'vitest'
import { psi } from '#shared/stats/divergence/psi.ts'
import { coin, feedOf } from '../breakers/testing/feeds.ts'
import { CONFIDENCE_UNIT, type RowFeed } from './feed.ts'
import { observationsOf, type Watched } from './observations.ts'

const COLUMN = 'amount'

/** A feed with late labels, latencies and a binned column. */
function drawn(seed: number, rows: number): RowFeed {
  const toss = coin(seed)
  const fill = (value: (row: number) => number) => Array.from({ length: rows }, (_, row) => value(row))
  const times = fill(() => Math.floor(toss() * rows * 1_000)).toSorted((a, b) => a - b)
  const feed = feedOf({
    right: fill(() => (toss() < 0.2 ? -1 : toss() < 0.7 ? 1 : 0)),
    times,
    confidence: fill(() => toss()),
    labelAt: times.map((at) => at + (toss() < 0.5 ? 0 : Math.floor(toss() * 60_000))),
  })
  const bins = Int16Array.from({ length: rows }, () => Math.floor(toss() * 5) - 1)
  return {
    ...feed,
    latency: Float64Array.from({ length: rows }, () => (toss() < 0.1 ? Number.NaN : toss() * 100)),
    binned: new Map([[COLUMN, { bins, reference: Float64Array.of(40, 30, 20, 10) }]]),
  }
}

/** A metric by its definition, of the rows that a window holds and the labels that have come. */
function byDefinition(
  metric: Watched['metric'],
  feed: RowFeed,
  places: readonly number[],
  labelled: Set<number>,
) {
  const known = places.filter((place) => labelled.has(place))
  switch (metric) {
    case 'accuracy':
      return known.length === 0
        ? Number.NaN
        : known.filter((place) => feed.right[place] === 1).length / known.length
    case 'ece': {
      const gaps = new Float64Array(15)
      for (const place of known) {
        const confidence = (feed.confidence?.[place] ?? 0) * CONFIDENCE_UNIT
        gaps[Math.min(14, Math.floor(confidence * 15))] += feed.right[place] - confidence
      }
      return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / known.length
    }
    case 'latency_p99': {
      const sorted = places
        .map((place) => feed.latency?.[place] ?? Number.NaN)
        .filter((ms) => !Number.isNaN(ms))
        .toSorted((a, b) => a - b)
      return sorted.length === 0 ? Number.NaN : sorted[Math.ceil(0.99 * sorted.length) - 1]
    }
    default: {
      const { bins, reference } = feed.binned.get(COLUMN) ?? { bins: [], reference: [] }
      const counts = new Float64Array(reference.length)
      for (const place of places) if (bins[place] >= 0) counts[bins[place]] += 1
      return counts.every((count) => count === 0) ? Number.NaN : psi(reference, counts)
    }
  }
}

test.each(['accuracy', 'ece', 'latency_p99', 'psi'] as const)(
  'a window has the value of its rows and labels, however it slid and was restarted: %s',
  (metric) => {
    const draws = fc.record({
      seed: fc.integer(),
      rows: fc.integer({ min: 1, max: 250 }),
      window: fc.oneof(
        fc.integer({ min: 1, max: 80 }).map((rows) => ({ kind: 'rows' as const, rows })),
        fc.integer({ min: 1, max: 60 }).map((s) => ({ kind: 'time' as const, ms: s * 1_000 })),
      ),
      restarts: fc.array(fc.nat(), { maxLength: 4 }),
    })
    fc.assert(
      fc.property(draws, ({ seed, rows, window, restarts }) => {
        const feed = drawn(seed, rows)
        const observations = observationsOf(feed)
        const { timeline } = observations
        const watched: Watched = {
          metric,
          column: metric === 'psi' ? COLUMN : null,
          comparison: 'above',
          threshold: 0,
          timesBaseline: false,
          window,
          minRows: 1,
          minLabelled: 1,
          confidenceUnder: 0.7,
        }
        // Another one has used the kept values before.
        observations.observe(watched).value(timeline.events - 1)
        const observer = observations.observe(watched)
        const at = new Set(restarts.map((place) => place % rows))
        const labelled = new Set<number>()
        let fresh = 0
        for (let event = 0; event < timeline.events; event++) {
          const late = timeline.isArrival(event) ? -1 : timeline.learned[event]
          const newest = timeline.rowsAfter[event] - 1
          if (late < 0 && at.delete(newest)) {
            observer.restart(event, newest)
            fresh = newest
          }
          if (late >= 0) labelled.add(late)
          else if (feed.right[newest] >= 0 && feed.late?.isLate[newest] !== 1) labelled.add(newest)
          const oldest =
            window.kind === 'rows'
              ? newest - window.rows + 1
              : feed.times.findIndex((time) => time > timeline.at[event] - window.ms)
          const first = oldest < 0 && window.kind === 'time' ? rows : Math.max(oldest, fresh)
          const places = Array.from({ length: Math.max(0, newest + 1 - first) }, (_, index) => first + index)
          const expected = byDefinition(metric, feed, places, labelled)
          const value = observer.value(event)
          if (Number.isNaN(expected)) expect(value).toBeNaN()
          // Latencies are read from cells one percent wide.
          else if (metric === 'latency_p99') expect(Math.abs(Math.log(value / expected))).toBeLessThan(0.0101)
          else expect(value).toBeCloseTo(expected, 9)
        }
      }),
      { numRuns: 60 },
    )
  },
)
