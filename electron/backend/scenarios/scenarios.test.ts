import { afterAll, beforeAll, expect, test } from 'vitest'
import { hear, hearList } from '#shared/words/hear.ts'
import { SCENARIOS } from '../../../resources/scenarios/catalogue.ts'
import { type Desk, openDesk } from '../drift/testing/desk.ts'
import { streamsOf } from './find-scenario.ts'

/** One of each kind of monitor, small; `npm run bench -- scenarios all` tries them all. */
const TRIALS = [
  { name: 'night-playlist', seed: 1 },
  { name: 'sentinel', seed: 2 },
  { name: 'retail-mape', seed: 3 },
  { name: 'memory-leak', seed: 1 },
  { name: 'surge-pricing', seed: 2 },
  { name: 'runaway-server', seed: 3 },
  { name: 'train-serve-skew', seed: 1 },
  { name: 'healthy-bank', seed: 2 },
]
const PATIENCE_MS = 120_000

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

test.each(TRIALS)(
  'the monitors say what is true of $name, with seed $seed',
  { timeout: PATIENCE_MS },
  async ({ name, seed }) => {
    const rows = Math.max(12_000, SCENARIOS.find((scenario) => scenario.name === name)?.leastRows ?? 0)
    const { scenarios, failed } = await desk.client.job('scenarios.run', { name, seed, rows }).result
    const [{ expectations, others, pending, truth }] = scenarios
    const wrong = expectations.flatMap(({ passed, subject, expected, at, deadline, evidence }) =>
      passed ? [] : [{ name, subject, expected, at, deadline, evidence }],
    )
    expect(wrong).toEqual([])
    expect([failed, pending]).toEqual([0, []])
    expect(expectations.length + others.length).toBeGreaterThan(8)
    const unheard = [
      truth.affected.where,
      ...[...expectations, ...others].flatMap(({ subject, evidence }) => [subject, evidence]),
      ...expectations.flatMap(({ miss }) => (miss === null ? [] : [miss])),
    ].filter((text) => hearList(text, '; ') === null && hear(text) === null)
    expect(unheard).toEqual([])
  },
)

test('what waits for a part that is not there is listed, and neither right nor wrong', async () => {
  const waiting = SCENARIOS.flatMap(({ name, make }) =>
    make(1_600, streamsOf({ name }, 1)).truth.expectations.flatMap(({ check, pending }) =>
      pending === null ? [] : [[name, check.monitor]],
    ),
  )
  expect(new Set(waiting.map(([, monitor]) => monitor))).toEqual(new Set(['rollout']))
})

test('a scenario that is opened is there as models with baseline, labels and an armed breaker', async () => {
  const opened = await desk.client.job('scenarios.open', { name: 'night-playlist', rows: 12_000 }).result
  expect(opened.models).toEqual(['playlist'])
  const { models } = await desk.client.query('models.list', {})
  expect(models.map(({ name, rows, baseline }) => [name, rows, baseline?.rows])).toEqual([
    ['playlist', 12_000, 8_000],
  ])
  const { breakers } = await desk.client.query('breakers.list', {})
  expect(breakers.map(({ model, state }) => [model, state])).toEqual([['playlist', 'CLOSED']])
})

test('a scenario with alert rules is opened with them in force', async () => {
  await desk.client.job('scenarios.open', { name: 'memory-leak', rows: 8_000 }).result
  const { own } = await desk.client.query('alerts.rules', { model: 'assistant' })
  expect(own.saved_at).not.toBeNull()
  expect(own.text).toContain('memory-slope')
})

test('a name that there is not is answered with the nearest', async () => {
  await expect(desk.client.job('scenarios.run', { name: 'sentinal' }).result).rejects.toMatchObject({
    code: 'NOT_FOUND',
    mend: expect.stringContaining('sentinel'),
  })
  await expect(desk.client.job('scenarios.run', { name: 'sentinel', rows: 10 }).result).rejects.toMatchObject(
    { code: 'BAD_PARAMS' },
  )
})
