import { afterAll, beforeAll, expect, it } from 'vitest'
import { scoreHistory } from '#shared/contract/documents/score-history.ts'
import { createRandom } from '#shared/stats/random.ts'
import { type Desk, openDesk } from '../../../drift/testing/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const START = Date.UTC(2026, 0, 1)
const mapping = {
  model: 'counted',
  task: 'binary' as const,
  roles: { at: 'timestamp' as const, score: 'score' as const, label: 'label' as const },
}

it('gives the metrics of each day as the rows do, within the bounds of the counts', async () => {
  const random = createRandom(6)
  const rows = 8_000
  const lines = Array.from({ length: rows }, (_, i) => {
    const score = random.uniform()
    const at = new Date(START + (i / rows) * 4 * 86_400_000).toISOString()
    return `${at},${score.toFixed(6)},${random.uniform() < score ? 1 : 0}`
  })
  const { client } = desk
  const file = await desk.grant('log.csv', `at,score,label\n${lines.join('\n')}\n`)
  await client.job('log.import', { files: [file], mapping }).result
  const { models } = await client.query('models.list', {})
  const dataset = models.find(({ name }) => name === 'counted')?.logs[0]?.dataset
  if (dataset === undefined) throw new Error('the log is not stored')
  const { baseline } = await client.job('baselines.create', {
    model: 'counted',
    source: { kind: 'logs', datasets: [dataset] },
  }).result
  await client.job('baselines.use', { model: 'counted', baseline }).result

  const history = scoreHistory.parse(await client.query('performance.history', { model: 'counted' }))
  const exact = await client.job('performance.run', {
    source: { kind: 'model', model: 'counted' },
  }).result
  expect([history.window, exact.window]).toEqual(['1d', '1d'])
  expect(history.points).toHaveLength(4)
  expect(history.baseline).toMatchObject({ rows, labelled: rows })
  for (const [day, { start, rows: counted, metrics }] of history.points.entries()) {
    const window = exact.windows[day]
    expect([start, counted]).toEqual([window.start, window.rows])
    for (const name of ['roc_auc', 'accuracy'] as const) {
      const value = window.metrics[name].value ?? Number.NaN
      const [lower, upper] = metrics[name].bounds ?? [1, 0]
      expect(lower).toBeLessThanOrEqual(value + 1e-12)
      expect(upper).toBeGreaterThanOrEqual(value - 1e-12)
      expect(upper - lower).toBeLessThan(0.02)
    }
    expect(metrics.brier.value).toBeCloseTo(window.metrics.brier.value ?? Number.NaN, 3)
  }
})

it('looks at the logs that the rows are read of, those beside the baseline, in windows that suit them', async () => {
  const { client } = desk
  const log = (from: number, hours: number): string => {
    const random = createRandom(from)
    const lines = Array.from({ length: 6_000 }, (_, i) => {
      const score = random.uniform()
      const at = new Date(START + (from + (i / 6_000) * hours) * 3_600_000).toISOString()
      return `${at},${score.toFixed(6)},${random.uniform() < score ? 1 : 0}`
    })
    return `at,score,label\n${lines.join('\n')}\n`
  }
  const own = { ...mapping, model: 'beside' }
  const datasets = []
  for (const [name, text] of [
    ['before.csv', log(0, 240)],
    ['after.csv', log(240, 20)],
  ]) {
    const { dataset } = await client.job('log.import', {
      files: [await desk.grant(name, text)],
      mapping: own,
    }).result
    datasets.push(dataset ?? '')
  }
  const { baseline } = await client.job('baselines.create', {
    model: 'beside',
    source: { kind: 'logs', datasets: [datasets[0]] },
  }).result
  await client.job('baselines.use', { model: 'beside', baseline }).result
  const history = await client.query('performance.history', { model: 'beside' })
  const exact = await client.job('performance.run', { source: { kind: 'model', model: 'beside' } }).result
  expect([history.window, history.points.length]).toEqual(['1h', 20])
  expect(history.points.map(({ start, rows }) => [start, rows])).toEqual(
    exact.windows.map(({ start, rows }) => [start, rows]),
  )
})

it.each([
  ['1', '-1'],
  ['yes', 'no'],
  ['TRUE', 'FALSE'],
])('counts labels of %s and %s as positives and negatives', async (positive, negative) => {
  const model = `written ${positive}`
  const lines = Array.from({ length: 400 }, (_, i) => {
    const at = new Date(START + i * 3_600_000).toISOString()
    return `${at},${(i % 10) / 10},${i % 4 === 0 ? positive : negative}`
  })
  const { client } = desk
  const file = await desk.grant('written.csv', `at,score,label\n${lines.join('\n')}\n`)
  const { dataset } = await client.job('log.import', {
    files: [file],
    mapping: { model, roles: mapping.roles },
  }).result
  const { baseline } = await client.job('baselines.create', {
    model,
    source: { kind: 'logs', datasets: [dataset ?? ''] },
  }).result
  await client.job('baselines.use', { model, baseline }).result
  const history = await client.query('performance.history', { model, window: '1mo' })
  expect(history.baseline).toMatchObject({ rows: 400, labelled: 400, positives: 100, observed_rate: 0.25 })
  expect(history.points.map(({ labelled, positives }) => [labelled, positives])).toEqual([[400, 100]])
  expect(history.baseline.metrics.brier.value).not.toBeNull()
})

it('is refused for windows of rows, and for a model without a baseline', async () => {
  await expect(
    desk.client.query('performance.history', { model: 'counted', window: '500r' }),
  ).rejects.toMatchObject({ code: 'BAD_PARAMS' })
  await expect(desk.client.query('performance.history', { model: 'nobody' })).rejects.toMatchObject({
    code: 'NOT_AVAILABLE',
  })
})
