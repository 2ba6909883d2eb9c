import { expect, test } from 'vitest'
import { endOfClockSpan, localTime } from './zoned-time.ts'

const at = (text: string) => Date.parse(text)
const NIGHT = [22 * 60, 8 * 60] as const

test('a night ends at eight by the local clock', () => {
  expect(endOfClockSpan(at('2026-01-05T17:00:00Z'), ...NIGHT, 'Asia/Kolkata')).toBe(
    at('2026-01-06T02:30:00Z'),
  )
})

test('a night in which clocks are set forward is an hour shorter, one in which they are set back an hour longer', () => {
  // Berlin: 29 March 2026 at 02:00, 25 October 2026 at 03:00.
  expect(endOfClockSpan(at('2026-03-28T21:00:00Z'), ...NIGHT, 'Europe/Berlin')).toBe(
    at('2026-03-29T06:00:00Z'),
  )
  expect(endOfClockSpan(at('2026-10-24T20:00:00Z'), ...NIGHT, 'Europe/Berlin')).toBe(
    at('2026-10-25T07:00:00Z'),
  )
})

test('hours that end within the hour that is left out end when it begins', () => {
  expect(endOfClockSpan(at('2026-03-29T00:30:00Z'), 60, 150, 'Europe/Berlin')).toBe(
    at('2026-03-29T01:00:00Z'),
  )
})

test('local days and minutes', () => {
  expect(localTime(at('2026-01-05T20:00:00Z'), 'Asia/Kolkata')).toEqual({
    day: 20_459,
    minute: 90,
    weekday: 1,
  })
})
