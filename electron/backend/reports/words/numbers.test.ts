import { expect, it } from 'vitest'
import { formatNumber, formatPValue, formatSeconds, formatShare, formatTime } from './numbers.ts'

it.each([
  [0.123456, '0.123'],
  [-1234.5, '−1,230'],
  [0, '0'],
  [2.5e-9, '2.50 × 10⁻⁹'],
  [3e15, '3.00 × 10¹⁵'],
  [Number.NaN, '–'],
  [Number.POSITIVE_INFINITY, '–'],
  [null, '–'],
])('writes %d as %s', (value, expected) => {
  expect(formatNumber(value)).toBe(expected)
})

it.each([
  [0, '0%'],
  [0.0004, '< 0.1%'],
  [0.1234, '12.3%'],
  [0.9999, '> 99.9%'],
  [1, '100%'],
])('writes the share %d as %s', (share, expected) => {
  expect(formatShare(share)).toBe(expected)
})

it('writes p-values to three decimals and no smaller', () => {
  expect([0.0312, 0.00099, null].map(formatPValue)).toEqual(['0.031', '< 0.001', '–'])
})

it('writes durations as a person says them', () => {
  expect([0.02, 4.321, 125].map(formatSeconds)).toEqual(['under 0.1 s', '4.32 s', '2 min 5 s'])
})

it('writes times in UTC and leaves other text alone', () => {
  expect(formatTime('2026-03-12T15:00:00+01:00')).toBe('2026-03-12 14:00 UTC')
  expect(formatTime('2026-03-12T15:00:30Z')).toBe('2026-03-12 15:00:30 UTC')
  expect(formatTime('row 12000')).toBe('row 12000')
})
