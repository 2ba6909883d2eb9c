import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, openDesk } from '../../../drift/testing/desk.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const PERSON = 'owner: eta, action: switch, runbook: docs/eta.md'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

/** Rows two minutes apart, right but in the stretches that are told. */
const logOf = (start: number, hours: number, isBad: (at: number, row: number) => boolean) =>
  Array.from({ length: hours * 30 }, (_, row) => {
    const at = start + row * 2 * MINUTE
    return `${new Date(at).toISOString()},${isBad(at, row) ? 0 : 1},1`
  })

const replay = async (text: string, rows: readonly string[], onset?: number) => {
  const token = await desk.grant('log.csv', ['timestamp,prediction,label', ...rows, ''].join('\n'))
  const model = `m${start++}`
  const given = onset === undefined ? {} : { onset }
  return desk.client.job('alerts.replay', {
    source: { kind: 'files', log: [token] },
    mapping: { model, roles: { timestamp: 'timestamp', prediction: 'prediction', label: 'label' } },
    text,
    ...given,
  }).result
}
let start = 0

test('a step fires in the log when the calculator had said so', async () => {
  const text = `every: 10 min
rules:
  - {name: acc, metric: accuracy, warning: 90%, critical: 50%, window: 2 h, reach: 2 h, min_rows: 10, for: 20 min, promised_delay: 3 h, ${PERSON}}
`
  // From 100% the accuracy falls to 80%: every fifth row is wrong. The calculator starts a constant at a tenth over its limit.
  const begin = Date.UTC(2026, 0, 5)
  for (const phase of [0, 4, 8]) {
    const onset = begin + 12 * HOUR + phase * MINUTE
    const rows = logOf(begin, 18, (at, row) => at >= onset && row % 5 === 0)
    const { alerts } = await replay(text, rows, onset)
    const { rules } = await desk.client.query('alerts.check', { text, step: 0.2 })
    const [{ delay }] = rules
    expect(alerts).toHaveLength(1)
    const after = (Date.parse(alerts[0].at) - onset) / 1_000
    // 1 → 0.8 is under 0.9 once half of the window is bad; the calculator's 0.9 / 0.9 = 1 falls the same way.
    expect(after).toBeGreaterThanOrEqual((delay.earliest_seconds ?? 0) - 600)
    expect(after).toBeLessThanOrEqual((delay.latest_seconds ?? 0) + 600)
  }
})

test('quiet hours end by the local clock in nights in which it changes, and a day of the budget has 23 or 25 hours', async () => {
  const text = `every: 10 min
timezone: Europe/Berlin
rules:
  - {name: acc, metric: accuracy, warning: 90%, window: 1 h, reach: 1 h, min_rows: 10, ${PERSON}}
quiet_hours: {from: "22:00", to: "08:00", timezone: Europe/Berlin, never: critical}
`
  const nights = [
    // The clock goes from 02:00 to 03:00, and from 03:00 back to 02:00.
    { begin: '2026-03-28T18:00:00Z', bad: '2026-03-29T00:30:00Z', end: '2026-03-29T06:00:00.000Z' },
    { begin: '2026-10-24T18:00:00Z', bad: '2026-10-25T00:30:00Z', end: '2026-10-25T07:00:00.000Z' },
  ]
  for (const { begin, bad, end } of nights) {
    const rows = logOf(Date.parse(begin), 18, (at) => at >= Date.parse(bad))
    const { alerts } = await replay(text, rows)
    expect(alerts).toMatchObject([{ suppressed_by: 'quiet_hours', sent_later_at: end }])
  }
})

test('rows that cease in the middle of a log are a drop of throughput', async () => {
  const text = `every: 10 min
rules:
  - {name: volume, metric: throughput, compare: rolling_7d, warning: 0.8, critical: 0.5, window: 1 h, ${PERSON}}
`
  const begin = Date.UTC(2026, 0, 5)
  const quiet = [begin + 48 * HOUR, begin + 54 * HOUR] as const
  const rows = logOf(begin, 72, () => false).filter((line) => {
    const at = Date.parse(line.slice(0, 24))
    return at < quiet[0] || at >= quiet[1]
  })
  const { alerts } = await replay(text, rows)
  expect(alerts.map(({ severity, value }) => [severity, value]).at(-1)?.[0]).toBe('critical')
  expect(Date.parse(alerts[0].at) - quiet[0]).toBeLessThanOrEqual(HOUR)
})
