import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planTimeline, stepWords } from './timeline.ts'

const range = (first: string, last: string) => ({ first: Date.parse(first), last: Date.parse(last) })
const day = (time: number | undefined) => new Date(time ?? Number.NaN).toISOString()

describe('planTimeline', () => {
  test.each([
    ['40 minutes', '2026-03-02T10:05:00Z', '2026-03-02T10:45:00Z', '1 minute'],
    ['ten hours', '2026-03-02T00:00:00Z', '2026-03-02T10:00:00Z', '15 minutes'],
    ['three days', '2026-03-02T00:00:00Z', '2026-03-04T23:00:00Z', '1 hour'],
    ['four weeks', '2026-03-02T00:00:00Z', '2026-03-29T23:59:00Z', '1 day'],
    ['half a year', '2026-01-01T00:00:00Z', '2026-06-30T00:00:00Z', '1 week'],
    ['five years', '2021-01-01T00:00:00Z', '2025-12-31T00:00:00Z', '1 month'],
    ['20 years', '2001-01-01T00:00:00Z', '2020-12-31T00:00:00Z', '3 months'],
    ['60 years', '1961-01-01T00:00:00Z', '2020-12-31T00:00:00Z', '12 months'],
  ])('%s are cut by steps of a length that a person can read', (_, first, last, words) => {
    const timeline = planTimeline({ reference: null, current: range(first, last) })
    expect(timeline && stepWords(timeline.step)).toBe(words)
  })

  test('weeks begin on Monday, months on the first, both in UTC', () => {
    const weeks = planTimeline({
      reference: null,
      current: range('2026-01-01T12:00:00Z', '2026-06-30T00:00:00Z'),
    })
    expect(day(weeks?.current?.buckets[0].start)).toBe('2025-12-29T00:00:00.000Z')
    const months = planTimeline({
      reference: null,
      current: range('2021-02-10T12:00:00Z', '2025-12-31T00:00:00Z'),
    })
    expect(day(months?.current?.buckets[0].start)).toBe('2021-02-01T00:00:00.000Z')
    expect(day(months?.current?.buckets[0].end)).toBe('2021-03-01T00:00:00.000Z')
  })

  test('both sides have the same step, and a side without times has no grid', () => {
    const timeline = planTimeline({
      reference: range('2026-02-02T00:00:00Z', '2026-03-01T23:00:00Z'),
      current: range('2026-03-02T00:00:00Z', '2026-03-29T23:00:00Z'),
    })
    expect(timeline?.reference?.buckets).toHaveLength(28)
    expect(timeline?.current?.buckets).toHaveLength(28)
    expect(timeline && stepWords(timeline.fineStep)).toBe('1 hour')
    expect(planTimeline({ reference: null, current: null })).toBeNull()
  })

  test('one instant is one bucket', () => {
    const timeline = planTimeline({ reference: null, current: { first: 0, last: 0 } })
    expect(timeline?.current?.buckets).toHaveLength(1)
  })

  test('at most 90 buckets; the fine ones fill them without a gap', () => {
    const instant = fc.oneof(
      fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2100, 0) }),
      fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }),
    )
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        const wanted = { first: Math.min(a, b), last: Math.max(a, b) }
        const grid = planTimeline({ reference: null, current: wanted })?.current
        if (!grid) throw new Error('no grid')
        const { buckets, edges, bucketOf } = grid
        expect(buckets.length).toBeLessThanOrEqual(90)
        expect(buckets[0].start).toBeLessThanOrEqual(wanted.first)
        expect(buckets[buckets.length - 1].end).toBeGreaterThan(wanted.last)
        expect(edges.length).toBe(bucketOf.length + 1)
        for (let i = 0; i < bucketOf.length; i += 1) {
          expect(edges[i]).toBeGreaterThanOrEqual(buckets[bucketOf[i]].start)
          expect(edges[i + 1]).toBeLessThanOrEqual(buckets[bucketOf[i]].end)
          expect(edges[i + 1]).toBeGreaterThan(edges[i])
        }
      }),
      { numRuns: 300 },
    )
  })
})
