import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Mapping } from '#shared/contract/mapping.ts'
import { type Desk, openDesk } from '../../../drift/testing/desk.ts'
import { coin } from '../testing/feeds.ts'

const POLICY = `any:
  - {metric: accuracy, below: 0.85, window: 300 rows, min_labelled: 60}
  - {metric: error_rate, above: 0.05, window: 30 min, for: 5 min}
cooldown: 15 min
half_open: {share: 0.2, min_labelled: 40, close_above: 0.87}
fallback: rules
on_no_labels: hold
max_label_silence: 2 d
`
const HEADER = 'timestamp,prediction_id,prediction,confidence,label,error'
const START = Date.UTC(2026, 0, 1)

/** Rows a minute apart: right, wrong from 700 on, right again from 1,200 on; errors in a stretch of their own. */
function csvRows(count: number): string[] {
  const toss = coin(5)
  return Array.from({ length: count }, (_, row) => {
    const label = toss() < 0.5 ? 1 : 0
    const isRight = row >= 700 && row < 1_200 ? toss() < 0.4 : toss() < 0.97
    const time = new Date(START + row * 60_000).toISOString()
    const isError = row > 2_600 && row < 2_700 && toss() < 0.3
    return [time, `p${row}`, isRight ? label : 1 - label, 0.9, label, isError ? 1 : 0].join(',')
  })
}

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const ROLES: Mapping['roles'] = { prediction: 'prediction', error: 'error' }
const importRows = async (
  model: string,
  header: string,
  rows: readonly string[],
  roles: Mapping['roles'] = ROLES,
) => {
  const token = await desk.grant('rows.csv', [header, ...rows, ''].join('\n'))
  await desk.client.job('log.import', { files: [token], mapping: { model, roles } }).result
}
/** A model that exists and whose breaker has seen one row. */
const armedModel = async (model: string, first: string) => {
  await importRows(model, HEADER, [first])
  await desk.client.command('breakers.arm', { model, text: POLICY })
}
const movesOf = async (model: string) => {
  const { transitions } = await desk.client.query('breakers.get', { model })
  return transitions.toReversed().map(({ at, row, from, to, cause }) => ({ at, row, from, to, cause }))
}

test('imports in any parts move the breaker as replay of all rows says', async () => {
  const rows = csvRows(3_000)
  const [first, ...rest] = rows
  await armedModel('parts', first)
  for (const [from, to] of [
    [0, 650],
    [650, 800],
    [800, 810],
    [810, 1_900],
    [1_900, 2_999],
  ]) {
    await importRows('parts', HEADER, rest.slice(from, to))
  }
  await armedModel('whole', first)
  await importRows('whole', HEADER, rest)
  const { replays } = await desk.client.query('breakers.whatIf', {
    model: 'whole',
    policies: [{ name: 'p', text: POLICY }],
  })
  const replayed = replays[0].document.transitions
  expect(replayed.length).toBeGreaterThan(4)
  expect(await movesOf('parts')).toEqual(await movesOf('whole'))
  expect(await movesOf('whole')).toEqual(replayed)
})

test('labels that come in a file of their own trip the breaker when they come', async () => {
  const header = 'timestamp,prediction_id,prediction,confidence'
  const at = (row: number) => new Date(START + row * 60_000).toISOString()
  await importRows('late', header, [`${at(0)},p0,1,0.9`], { prediction: 'prediction' })
  await desk.client.command('breakers.arm', { model: 'late', text: POLICY })
  const rows = Array.from({ length: 200 }, (_, row) => `${at(row + 1)},p${row + 1},1,0.9`)
  await importRows('late', header, rows, { prediction: 'prediction' })
  expect(await movesOf('late')).toEqual([])
  const labels = Array.from({ length: 200 }, (_, row) => `p${row + 1},${row < 40 ? 1 : 0}`)
  await importRows('late', 'prediction_id,label', labels, { label: 'label' })
  expect(await movesOf('late')).toMatchObject([{ from: 'CLOSED', to: 'OPEN', row: 200 }])
})

test('a force stands above what is imported, and an audit entry tells of each', async () => {
  const [first, ...rest] = csvRows(1_000)
  await armedModel('forced', first)
  const word = { model: 'forced', by: 'Asha', reason: 'known fault upstream' }
  await desk.client.command('breakers.override', { ...word, action: 'force_close' })
  await importRows('forced', HEADER, rest)
  const { breaker } = await desk.client.query('breakers.get', { model: 'forced' })
  expect(breaker).toMatchObject({ state: 'FORCED_CLOSED', served_by: 'model' })
  expect(breaker?.underneath).not.toBe('CLOSED')
  const released = await desk.client.command('breakers.override', { ...word, action: 'release' })
  expect(released.state).toBe(breaker?.underneath)
  const { entries } = await desk.client.query('audit.list', { offset: 0, limit: 20 })
  const actions = entries.map(({ action }) => action)
  expect(actions.filter((action) => action === 'breaker.overridden')).toHaveLength(2)
  expect(actions.filter((action) => action === 'breaker.moved')).toHaveLength(2)
  expect(await desk.client.query('audit.chain', {})).toEqual({ broken: null })
})

test('a policy with an unknown fallback does not save', async () => {
  await importRows('saved', HEADER, csvRows(1))
  const text = POLICY.replace('rules', 'ruels')
  await expect(desk.client.command('breakers.arm', { model: 'saved', text })).rejects.toMatchObject({
    code: 'BAD_PARAMS',
    message: 'There is no fallback "ruels".',
  })
  expect((await desk.client.query('breakers.get', { model: 'saved' })).breaker).toBeNull()
})

test('a drill that is acknowledged in time passes', async () => {
  await importRows('drilled', HEADER, csvRows(1))
  const asked = { model: 'drilled', by: 'Asha' }
  await expect(
    desk.client.command('breakers.drill', { ...asked, step: 'acknowledge' }),
  ).rejects.toMatchObject({
    message: 'No drill is running.',
  })
  await desk.client.command('breakers.drill', { ...asked, step: 'start' })
  const ended = await desk.client.command('breakers.drill', { ...asked, step: 'acknowledge' })
  expect(ended).toMatchObject({ by: 'Asha', passed: true })
  expect(ended.seconds).toBeLessThan(60)
})

const WATCHED: readonly (readonly [name: string, condition: string])[] = [
  ['PSI', '{metric: psi, column: amount, above: 0.25, window: 200 rows, min_rows: 100}'],
  ['p99', '{metric: latency_p99, above: 2 x baseline, window: 200 rows, min_rows: 100}'],
  [
    'drift verdict',
    '{metric: drift_verdict, column: amount, at_least: high, window: 200 rows, min_rows: 100}',
  ],
]

test.each(WATCHED)('what is live is compared with the baseline as replay is: %s', async (name, condition) => {
  const toss = coin(11)
  const header = 'timestamp,prediction_id,prediction,amount,latency'
  const roles = { prediction: 'prediction', amount: 'feature', latency: 'latency_ms' } as const
  /** Amounts and latencies are off from the first live row on, so that the start of the log is no baseline. */
  const row = (at: number, isOff: boolean) => {
    const time = new Date(START + at * 60_000).toISOString()
    const amount = toss() * 10 + (isOff ? 8 : 0)
    return `${time},p${at},1,${amount.toFixed(4)},${((20 + toss() * 80) * (isOff ? 3 : 1)).toFixed(3)}`
  }
  const first = Array.from({ length: 400 }, (_, at) => row(at, false))
  const rest = Array.from({ length: 1_200 }, (_, at) => row(at + 400, at < 400 || (at >= 800 && at < 1_000)))
  await importRows(name, header, first, roles)
  const { models } = await desk.client.query('models.list', {})
  const datasets = (models.find((model) => model.name === name)?.logs ?? []).map(({ dataset }) => dataset)
  const source = { kind: 'logs' as const, datasets }
  const { baseline } = await desk.client.job('baselines.create', { model: name, source }).result
  await desk.client.job('baselines.use', { model: name, baseline }).result
  const text = `any: [${condition}]\ncooldown: 15 min\nhalf_open: {share: 0.5, min_labelled: 20, close_above: 0.8}\nfallback: rules\n`
  await desk.client.command('breakers.arm', { model: name, text })
  for (const [from, to] of [
    [0, 150],
    [150, 520],
    [520, 1_200],
  ]) {
    await importRows(name, header, rest.slice(from, to), roles)
  }
  const { replays } = await desk.client.query('breakers.whatIf', {
    model: name,
    policies: [{ name: 'p', text }],
  })
  const replayed = replays[0].document.transitions
  expect(replayed[0]).toMatchObject({ row: 99, to: 'OPEN' })
  const moves = (await movesOf(name)).map((move) => ({ ...move, row: move.row - first.length }))
  expect(moves).toEqual(replayed)
})
