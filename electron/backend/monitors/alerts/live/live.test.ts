import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Mapping } from '#shared/contract/mapping.ts'
import { type Desk, openDesk } from '../../../drift/testing/desk.ts'
import { coin } from '../../breakers/testing/feeds.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const START = Date.UTC(2026, 0, 1)
const ROLES: Mapping['roles'] = { prediction: 'prediction', error: 'error', city: 'feature' }
const HEADER = 'timestamp,prediction_id,prediction,confidence,label,error,city'
const ignore = () => undefined
const PERSON = 'owner: eta, action: switch, runbook: docs/eta.md'
const RULES = `every: 10 min
reopen_within: 1 h
rules:
  - {name: acc, metric: accuracy, warning: 90%, critical: 70%, window: 2 h, min_rows: 50, for: 20 min, ${PERSON}}
  - {name: acc-city, metric: accuracy, by: city, critical: 60%, window: 3 h, min_rows: 30, ${PERSON}}
  - {name: errors, metric: error_rate, warning: 2%, critical: 8%, window: 1 h, min_rows: 20, ${PERSON}, escalate: [{after: 15 min, to: page}]}
  - {name: volume, metric: throughput, compare: rolling_7d, frozen_too: true, warning: 0.8, window: 2 h, ${PERSON}}
composite:
  - {name: both, when: [acc, errors], within: 6 h}
quiet_hours: {from: "22:00", to: "06:00", timezone: Asia/Kolkata, never: critical}
budget_per_day: 4
`

/** Rows a minute apart over three days: wrong for a day, with errors, and a stretch with few rows. */
function csvRows(): string[] {
  const toss = coin(3)
  return Array.from({ length: 3 * 1_440 }, (_, row) => {
    const label = toss() < 0.5 ? 1 : 0
    const isBad = row >= 1_500 && row < 2_700
    const isRight = toss() < (isBad ? 0.5 : 0.96)
    const isError = toss() < (row >= 1_800 && row < 2_000 ? 0.2 : 0.002)
    const time = new Date(START + row * MINUTE).toISOString()
    const keeps = row < 3_200 || row > 3_600 || toss() < 0.3
    return keeps
      ? [
          time,
          `p${row}`,
          isRight ? label : 1 - label,
          0.9,
          label,
          isError ? 1 : 0,
          row % 3 === 0 ? 'Pune' : 'Delhi',
        ].join(',')
      : ''
  }).filter((line) => line !== '')
}

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const importRows = async (model: string, rows: readonly string[], header = HEADER, roles = ROLES) => {
  const token = await desk.grant('rows.csv', [header, ...rows, ''].join('\n'))
  await desk.client.job('log.import', { files: [token], mapping: { model, roles } }).result
}
const save = (text = RULES) => desk.client.command('alerts.save', { model: null, text, by: 'Asha' })
/** What fired, as replay and the inbox both tell it. */
const liveOf = async (model: string) => {
  const { incidents } = await desk.client.query('alerts.inbox', { model, state: 'all', limit: 1_000 })
  const { entries } = await desk.client.query('alerts.ledger', { model, offset: 0, limit: 1_000 })
  const sent = incidents.flatMap(({ number, alerts }) =>
    alerts.flatMap(({ rule, segment, sent }) =>
      sent
        .filter(({ reason }) => reason === 'fired' || reason === 'raised' || reason === 'reopened')
        .map(({ at, reason }) => ({ rule, segment, at, reason, incident: number, suppressed_by: null })),
    ),
  )
  const kept = entries.map(({ rule, segment, at, incident, suppressed_by }) => ({
    rule,
    segment,
    at,
    reason: null,
    incident,
    suppressed_by,
  }))
  return [...sent, ...kept].map((one) => JSON.stringify({ ...one, reason: undefined })).toSorted()
}
const replayOf = async (model: string) => {
  const source = { kind: 'model' as const, model }
  const replay = await desk.client.job('alerts.replay', { source, text: RULES }).result
  return replay.alerts
    .map(({ rule, segment, at, incident, suppressed_by }) =>
      JSON.stringify({ rule, segment, at, incident, suppressed_by }),
    )
    .toSorted()
}

test('imports in any parts, also out of order, tell what replay of all rows tells', async () => {
  await save()
  const rows = csvRows()
  await importRows('whole', rows)
  const replayed = await replayOf('whole')
  expect(replayed.length).toBeGreaterThan(6)
  expect(new Set(replayed.map((text) => (JSON.parse(text) as { rule: string }).rule)).size).toBeGreaterThan(3)
  expect(await liveOf('whole')).toEqual(replayed)
  for (const [from, to] of [
    [0, 700],
    [700, 705],
    [705, 2_000],
    [2_000, 2_950],
    [2_950, rows.length],
  ]) {
    await importRows('parts', rows.slice(from, to))
  }
  expect(await liveOf('parts')).toEqual(replayed)
  for (const [from, to] of [
    [0, 1_700],
    [2_100, 3_000],
    [1_700, 2_100],
    [3_000, rows.length],
  ]) {
    await importRows('late', rows.slice(from, to))
  }
  const late = await desk.client.query('alerts.inbox', { model: 'late', state: 'all', limit: 1_000 })
  const found = late.incidents.flatMap(({ alerts }) => alerts).filter(({ late }) => late !== 'withdrawn')
  const told = new Set(replayed.map((text) => (JSON.parse(text) as { rule: string }).rule))
  expect(new Set(found.map(({ rule }) => rule))).toEqual(told)
  const { entries } = await desk.client.query('audit.list', { offset: 0, limit: 200 })
  expect(entries.some(({ action, subject }) => action === 'alerts.reopened' && subject === 'late')).toBe(true)
  expect(await desk.client.query('audit.chain', {})).toEqual({ broken: null })
}, 120_000)

test('labels that come in a file of their own open their windows again', async () => {
  await save()
  const header = 'timestamp,prediction_id,prediction,confidence'
  const at = (row: number) => new Date(START + row * MINUTE).toISOString()
  const rows = Array.from({ length: 600 }, (_, row) => `${at(row)},p${row},1,0.9`)
  await importRows('labels', rows, header, { prediction: 'prediction' })
  const before = await desk.client.query('alerts.inbox', { model: 'labels', state: 'all', limit: 10 })
  expect(before.incidents).toEqual([])
  const labels = Array.from({ length: 600 }, (_, row) => `p${row},${row < 300 ? 1 : 0}`)
  await importRows('labels', labels, 'prediction_id,label', { label: 'label' })
  const { incidents } = await desk.client.query('alerts.inbox', { model: 'labels', state: 'open', limit: 10 })
  expect(incidents).toMatchObject([{ severity: 'critical', alerts: [{ rule: 'acc', state: 'firing' }] }])
}, 60_000)

test('people acknowledge, snooze and resolve, with who and why in the audit chain', async () => {
  const rows = csvRows()
  await importRows('people', rows.slice(0, 1_440))
  await save()
  await importRows('people', rows.slice(1_440, 2_400))
  const inbox = async () => (await desk.client.query('alerts.inbox', { model: 'people' })).incidents
  const [incident] = await inbox()
  expect(incident.state).toBe('firing')
  const act = { model: 'people', incident: incident.number, by: 'Asha' }
  const taken = await desk.client.command('alerts.act', { ...act, action: 'acknowledge', reason: 'on it' })
  expect(taken).toMatchObject({ state: 'acknowledged', acknowledged_by: 'Asha' })
  await desk.client.command('alerts.act', { ...act, action: 'snooze', reason: 'known', seconds: 3_600 })
  const over = await desk.client.command('alerts.act', {
    ...act,
    action: 'resolve',
    reason: 'a test',
    was_false: true,
  })
  expect(over).toMatchObject({
    state: 'resolved',
    history: [{ action: 'acknowledge' }, {}, { was_false: true }],
  })
  await expect(
    desk.client.command('alerts.act', { ...act, action: 'acknowledge', reason: 'again' }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const { entries } = await desk.client.query('audit.list', { offset: 0, limit: 50 })
  expect(entries.filter(({ action }) => action === 'alerts.acted')).toHaveLength(3)
  const { months } = await desk.client.query('alerts.quality', { model: 'people' })
  expect(months).toMatchObject([{ month: '2026-01', false_share: 1 }])
}, 60_000)

test('rules that the linter refuses are not saved, nor is the default pack before it is filled in', async () => {
  const { own } = await desk.client.query('alerts.rules', { model: null })
  expect(own.saved_at).toBeNull()
  await expect(save(own.text)).rejects.toMatchObject({ code: 'BAD_PARAMS' })
  const filled = own.text.replaceAll(/^( +(?:owner|action|runbook)): ""/gm, '$1: somebody')
  expect((await save(filled)).saved_at).not.toBeNull()
  await expect(save('rules:\n  - {nme: x, metric: accuracy, critical: 1}\n')).rejects.toMatchObject({
    message: expect.stringContaining('did you mean "name"?') as string,
  })
})

const VOLUME = `every: 10 min
rules:
  - {name: volume, metric: throughput, compare: rolling_7d, warning: 0.8, critical: 0.5, window: 1 h, ${PERSON}}
`
const minutely = (from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / MINUTE) }, (_, row) => {
    const at = from + row * MINUTE
    return `${new Date(at).toISOString()},p${at},1,0.9,1,0,Pune`
  })
/** A row a minute, the last of them ten minutes ago, in two imports. */
const startStream = async (now: number) => {
  await desk.client.command('alerts.save', { model: null, text: VOLUME, by: 'Asha' })
  await importRows('stream', minutely(now - 3 * DAY, now - 20 * MINUTE))
  await importRows('stream', minutely(now - 20 * MINUTE, now - 10 * MINUTE))
}
const openSeverities = async () => {
  const asked = { model: 'stream', state: 'open', limit: 10 } as const
  return (await desk.client.query('alerts.inbox', asked)).incidents.map(({ severity }) => severity)
}

test('rows that cease are a drop of throughput though nothing comes, and rows that come late take it back', async () => {
  const now = Date.now()
  await startStream(now)
  expect(await openSeverities()).toEqual([])
  vi.useFakeTimers({ toFake: ['Date'], now: now + 3 * HOUR })
  // Any look will do; here it is a row of the past that brings it about.
  await importRows('stream', [`${new Date(now - 2 * DAY + 1).toISOString()},past,1,0.9,1,0,Pune`])
  vi.useRealTimers()
  expect(await openSeverities()).toEqual(['critical'])
  await importRows('stream', [...minutely(now - 10 * MINUTE, now - MINUTE), ...minutely(now, now + 4 * HOUR)])
  expect(await openSeverities()).toEqual([])
})

test('who watches a folder to which nothing comes is told of the silence', async () => {
  const now = Date.now()
  await startStream(now)
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: now + 3 * HOUR })
  const folder = mkdtempSync(join(tmpdir(), 'driftdesk-watched-'))
  const watching = desk.watchFolder({ folder, model: 'stream', onImport: ignore, onError: ignore })
  try {
    vi.advanceTimersByTime(10_000)
    await vi.waitUntil(async () => (await openSeverities()).length > 0, { timeout: 60_000, interval: 20 })
    expect(await openSeverities()).toEqual(['critical'])
  } finally {
    vi.useRealTimers()
    await watching.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('rules that need no prediction are evaluated for a model that logs none', async () => {
  const text = `every: 10 min
rules:
  - {name: errors, metric: error_rate, critical: 10%, window: 1 h, min_rows: 10, ${PERSON}}
`
  await desk.client.command('alerts.save', { model: null, text, by: 'Asha' })
  const rows = Array.from({ length: 200 }, (_, row) => {
    return `${new Date(START + row * MINUTE).toISOString()},${row > 150 ? 1 : 0}`
  })
  await importRows('served', rows, 'timestamp,error', { error: 'error' })
  const { incidents } = await desk.client.query('alerts.inbox', {
    model: 'served',
    state: 'all',
    limit: 10,
  })
  expect(incidents.flatMap(({ alerts }) => alerts.map(({ rule }) => rule))).toEqual(['errors'])
})
