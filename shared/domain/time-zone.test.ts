import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromWallTime, isTimeZone, zoneOffset } from './time-zone.ts'

const at = (text: string) => Date.parse(`${text}Z`)

test('a zone is one of the IANA list', () => {
  expect(['UTC', 'Asia/Kolkata', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, true, false, false])
})

test('offsets follow the seasons, and before quarters of an hour the seconds', () => {
  expect(zoneOffset(at('2026-07-01T00:00:00'), 'America/New_York')).toBe(-4 * 3_600_000)
  expect(zoneOffset(at('2026-01-01T00:00:00'), 'America/New_York')).toBe(-5 * 3_600_000)
  expect(zoneOffset(at('2026-01-01T00:00:00'), 'Asia/Kathmandu')).toBe(5.75 * 3_600_000)
  // Local mean time of New York, up to noon of 18 November 1883.
  expect(zoneOffset(at('1883-11-18T16:59:59'), 'America/New_York')).toBe(-(4 * 3600 + 56 * 60 + 2) * 1000)
})

// What DuckDB 1.5 (ICU) makes of the same times: CAST(… AS TIMESTAMPTZ) after SET TimeZone.
test.each([
  ['Europe/Zurich', '2021-07-01T12:00:00', '2021-07-01T10:00:00', 'in summer'],
  ['Europe/Zurich', '2021-03-28T02:30:00', '2021-03-28T01:30:00', 'left out'],
  ['Europe/Zurich', '2021-10-31T02:30:00', '2021-10-31T01:30:00', 'shown twice'],
  ['America/New_York', '2021-03-14T02:30:00', '2021-03-14T07:30:00', 'left out'],
  ['America/New_York', '2021-11-07T01:30:00', '2021-11-07T06:30:00', 'shown twice'],
  ['Australia/Lord_Howe', '2021-04-04T01:45:00', '2021-04-03T15:15:00', 'shown twice, half an hour apart'],
  ['Australia/Lord_Howe', '2021-10-03T02:15:00', '2021-10-02T15:45:00', 'left out, half an hour'],
  ['Pacific/Apia', '2011-12-30T12:00:00', '2011-12-30T22:00:00', 'left out, a whole day'],
])('in %s %s is %s (%s)', (zone, wall, instant) => {
  expect(fromWallTime(at(wall), zone)).toBe(at(instant))
})

test('what clocks show at an instant is that instant or a later one that they show alike (property)', () => {
  const zones = ['Europe/Zurich', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Cairo']
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: at('1990-01-01T00:00:00'), max: at('2035-01-01T00:00:00') }),
      (zone, instant) => {
        const wall = instant + zoneOffset(instant, zone)
        const found = fromWallTime(wall, zone)
        expect(found).toBeGreaterThanOrEqual(instant)
        expect(found + zoneOffset(found, zone)).toBe(wall)
      },
    ),
  )
})
