import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bucketsOf,
  draggedSpan,
  labelledBuckets,
  movedSpan,
  positionOf,
  resizedSpan,
  spanAfterKey,
  spanOf,
} from './geometry.ts'

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T00:00:00.000Z`
const slots = {
  unit: 'time' as const,
  buckets: Array.from({ length: 10 }, (_, index) => ({ start: day(index + 1), end: day(index + 2) })),
}

test('a place lies in its bucket by its time, and at the ends beyond them', () => {
  expect(positionOf(slots, '2026-03-03T12:00:00.000Z')).toBe(2.5)
  expect(positionOf(slots, '2026-01-01T00:00:00.000Z')).toBe(0)
  expect(positionOf(slots, '2027-01-01T00:00:00.000Z')).toBe(10)
})

test('a span is the buckets that it touches', () => {
  expect(bucketsOf(slots, { start: day(2), end: day(4) })).toEqual({ start: 1, end: 3 })
  expect(bucketsOf(slots, { start: '2026-03-02T18:00:00Z', end: '2026-03-03T06:00:00Z' })).toEqual({
    start: 1,
    end: 3,
  })
  expect(bucketsOf(slots, { start: '2027-01-01T00:00:00Z', end: '2027-02-01T00:00:00Z' })).toBeNull()
  expect(bucketsOf({ ...slots, buckets: [] }, { start: day(1), end: day(2) })).toBeNull()
})

test('rows are places too', () => {
  const rows = {
    unit: 'rows' as const,
    buckets: [
      { start: '0', end: '100' },
      { start: '100', end: '150' },
    ],
  }
  expect(positionOf(rows, '125')).toBe(1.5)
  expect(bucketsOf(rows, { start: '0', end: '100' })).toEqual({ start: 0, end: 1 })
})

describe('spans', () => {
  const count = 10
  const span = fc
    .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
    .map(([a, b]) => draggedSpan(a, b, count))

  test('the span of the buckets of a span is the span', () => {
    fc.assert(
      fc.property(span, (one) => {
        expect(bucketsOf(slots, spanOf(slots.buckets, one))).toEqual(one)
      }),
    )
  })

  test('moving keeps the width, resizing the start, and neither leaves the buckets', () => {
    fc.assert(
      fc.property(span, fc.integer({ min: -30, max: 30 }), (one, by) => {
        const moved = movedSpan(one, by, count)
        expect(moved.end - moved.start).toBe(one.end - one.start)
        const resized = resizedSpan(one, by, count)
        expect(resized.start).toBe(one.start)
        for (const { start, end } of [moved, resized]) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeLessThanOrEqual(count)
          expect(end).toBeGreaterThan(start)
        }
      }),
    )
  })

  test('keys move, resize and clear; others do nothing', () => {
    const now = { start: 3, end: 5 }
    expect(spanAfterKey('ArrowRight', now, count)).toEqual({ start: 4, end: 6 })
    expect(spanAfterKey('[', now, count)).toEqual({ start: 3, end: 4 })
    expect(spanAfterKey(']', now, count)).toEqual({ start: 3, end: 6 })
    expect(spanAfterKey('Home', now, count)).toEqual({ start: 0, end: 2 })
    expect(spanAfterKey('End', now, count)).toEqual({ start: 8, end: 10 })
    expect(spanAfterKey('0', now, count)).toBeNull()
    expect(spanAfterKey('a', now, count)).toBeUndefined()
    expect(spanAfterKey('ArrowLeft', null, count)).toEqual({ start: 9, end: 10 })
    expect(spanAfterKey('ArrowLeft', null, 0)).toBeUndefined()
  })
})

test('labels on the axis do not touch', () => {
  expect(labelledBuckets(90, 8, 64)).toEqual([0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80])
  expect(labelledBuckets(1, 500, 64)).toEqual([0])
})
