import { expect, test } from 'vitest'
import { createNumberFormats } from './numbers.ts'

const en = createNumberFormats('en')
const hi = createNumberFormats('hi')

test('statistics have three significant digits', () => {
  expect([0.1, 0.123456, 12.3456, 1234.5, 0, 0.00042].map(en.statistic)).toEqual([
    '0.100',
    '0.123',
    '12.3',
    '1,230',
    '0',
    '< 0.001',
  ])
})

test('a statistic in the units of the data keeps its digits', () => {
  expect([0.00042, 0.0000042, -12.345].map(en.measure)).toEqual(['0.000420', '4.2E-6', '-12.3'])
})

test('p-values stop at a thousandth', () => {
  expect([0, 0.0009, 0.001, 0.0312, 0.9999, 1].map(en.pValue)).toEqual([
    '< 0.001',
    '< 0.001',
    '0.00100',
    '0.0312',
    '1',
    '1',
  ])
})

test('a small share is not written as nothing', () => {
  expect([0, 0.00001, 0.0004, 0.12345, 1].map(en.share)).toEqual([
    '0%',
    '< 0.01%',
    '0.0400%',
    '12.3%',
    '100%',
  ])
})

test('a share is not written as all while something is left', () => {
  expect([0.9994, 0.9999999].map(en.share)).toEqual(['99.9%', '> 99.9%'])
})

test('a moment of the data is short and in UTC', () => {
  expect(en.moment('2026-03-10T14:00:00.000Z')).toBe('Mar 10, 14:00')
  expect(en.day('2026-03-10T23:59:00.000Z')).toBe('Mar 10')
  expect(en.moment('soon')).toBe('soon')
})

test('shares on an axis have no more digits than they need', () => {
  expect([0, 0.05, 0.125, 1].map(en.axisShare)).toEqual(['0%', '5%', '12.5%', '100%'])
})

test('durations are said as a person would', () => {
  expect([0.25, 40, 89, 150, 600, 4_800, 90_000, 864_000].map(en.duration)).toEqual([
    '250 milliseconds',
    '40 seconds',
    '89 seconds',
    '3 minutes',
    '10 minutes',
    '1 hour, 20 minutes',
    '1 day, 1 hour',
    '10 days',
  ])
})

test('bytes are in thousands', () => {
  expect([512, 12_345, 48_200_000].map(en.bytes)).toEqual(['512 bytes', '12.3 kB', '48.2 MB'])
})

test('what is not finite is a dash', () => {
  for (const write of [en.count, en.statistic, en.share, en.pValue, en.duration, en.bytes]) {
    expect([Number.NaN, Number.POSITIVE_INFINITY].map(write)).toEqual(['–', '–'])
  }
})

test('Hindi groups digits its own way', () => {
  expect(hi.count(1_234_567)).toBe('12,34,567')
  expect(hi.duration(180)).toBe('3 मिनट')
})

test('times of data are in UTC, and a text that is no time is shown as it is', () => {
  expect(en.time('2026-03-15T14:00:00Z', 'UTC')).toBe('Mar 15, 2026, 14:00')
  expect(en.time('soon')).toBe('soon')
})

test('how long ago is in words', () => {
  const now = Date.parse('2026-03-15T14:00:00Z')
  expect(en.ago('2026-03-15T13:57:00Z', now)).toBe('3 minutes ago')
  expect(en.ago('2026-03-15T13:59:58Z', now)).toBe('now')
})

test('a range of times says once what its ends share', () => {
  // ICU puts thin spaces around the dash.
  const plain = (text: string) => text.replace(/\s/g, ' ')
  expect(plain(en.timeRange('2026-01-01T00:00:00Z', '2026-01-01T00:39:00Z'))).toBe(
    'Jan 1, 2026, 00:00 – 00:39',
  )
})
