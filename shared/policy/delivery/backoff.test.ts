import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BACKOFF, retryAfterMs, waitAfter } from './backoff.ts'

test('waits double, with half of each drawn at random, and end after twelve tries', () => {
  expect([1, 2, 3, 4].map((tried) => waitAfter(tried, 0))).toEqual([2_500, 5_000, 10_000, 20_000])
  expect([1, 2, 3].map((tried) => waitAfter(tried, 0.5))).toEqual([3_750, 7_500, 15_000])
  expect(waitAfter(11, 0)).toBe(1_800_000)
  expect(waitAfter(12, 0)).toBeNull()
})

test('what the receiver asks for is waited for, but not longer than an hour', () => {
  expect(waitAfter(1, 0, 30_000)).toBe(30_000)
  expect(waitAfter(1, 0, 10)).toBe(2_500)
  expect(waitAfter(1, 0, 86_400_000)).toBe(3_600_000)
})

test('a wait is never shorter than half of its step nor longer than the longest', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: BACKOFF.tries - 1 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.option(fc.nat({ max: 1e9 })),
      (tried, random, asked) => {
        const wait = waitAfter(tried, random, asked) ?? Number.NaN
        expect(wait).toBeGreaterThanOrEqual(Math.min(BACKOFF.longest, BACKOFF.first * 2 ** (tried - 1)) / 2)
        expect(wait).toBeLessThanOrEqual(BACKOFF.longest)
      },
    ),
  )
})

test('Retry-After is seconds or a date', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  expect(retryAfterMs('120', now)).toBe(120_000)
  expect(retryAfterMs('Thu, 01 Jan 2026 00:00:30 GMT', now)).toBe(30_000)
  expect(retryAfterMs('Wed, 31 Dec 2025 23:00:00 GMT', now)).toBe(0)
  expect(retryAfterMs('soon', now)).toBeNull()
  expect(retryAfterMs(null, now)).toBeNull()
})
