import { expect, test } from 'vitest'
import { type Arrival, silentUntil } from './silence.ts'

const HOUR = 3_600_000
const NOW = Date.UTC(2026, 5, 1, 12)

/** A log that was imported so many hours before now, with rows up to `lagHours` before that. */
function log(hoursAgo: number, lagHours = 0): Arrival {
  const at = NOW - hoursAgo * HOUR
  return {
    createdAt: new Date(at).toISOString(),
    chunks: [{ timeMax: at - lagHours * HOUR }],
    columns: [{ name: 'x', role: 'feature' }],
  }
}

test('a log whose rows came every hour is silent once they have not for longer than that', () => {
  const hourly = [log(9), log(8), log(7), log(6)]
  expect(silentUntil(hourly, NOW)).toBe(NOW - HOUR)
  expect(silentUntil(hourly, NOW - 5.5 * HOUR)).toBeNull()
})

test('a log that comes once a day is not silent in the night, and is after a missed day', () => {
  const daily = [log(62, 1), log(38, 1), log(14, 1)]
  expect(silentUntil(daily, NOW)).toBeNull()
  expect(silentUntil(daily, NOW + 24 * HOUR)).toBe(NOW - HOUR)
})

test.each([
  ['one import tells nothing of the next', [log(5)]],
  ['a log that ended days ago is not silent, but over', [log(80), log(79)]],
  ['rows of last year that were imported today', [log(3, 9_000), log(2, 9_000)]],
])('%s', (_, logs) => {
  expect(silentUntil(logs, NOW)).toBeNull()
})
