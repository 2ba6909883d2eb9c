import { expect } from 'vitest'
import type { Talk } from './talk.ts'

/** A model with its baseline, windows and manifest: its name. */
export async function talkOfModels({ noted }: Talk) {
  const { models } = await noted.query('models.list', {})
  const model = models[0]?.name ?? ''
  expect(models[0]?.logs.map((log) => log.rows)).toEqual([200, 200])
  const { baseline } = await noted.job('baselines.create', {
    model,
    source: { kind: 'logs', datasets: [models[0]?.logs[0]?.dataset ?? ''] },
  }).result
  expect((await noted.job('baselines.use', { model, baseline }).result).used_since).not.toBeNull()
  const { baselines } = await noted.query('baselines.list', { model })
  expect(baselines.map((one) => one.baseline)).toEqual([baseline])
  const counted = await noted.query('profiles.window', { model, window: { kind: 'all' } })
  expect(counted.rows).toEqual({ reference: 200, current: 400 })
  const exact = await noted.job('profiles.exact', { model, window: { kind: 'all' } }).result
  expect(exact.columns.map(({ psi }) => psi)).toEqual(counted.columns.map(({ psi }) => psi))

  const all = { kind: 'all' } as const
  expect((await noted.query('models.overview', {})).models).toMatchObject([{ model, rows: 400 }])
  const spine = await noted.query('models.spine', { model })
  expect(spine.rows.reduce((sum, rows) => sum + rows, 0)).toBe(400)
  const { buckets } = await noted.query('models.labelled', { model })
  expect(buckets).toHaveLength(spine.buckets.length)
  const course = await noted.query('models.heatmap', { model })
  expect(course.psi).toHaveLength(course.columns.length * course.buckets.length)
  const counts = await noted.query('models.column', { model, window: all, column: 'amount' })
  expect(counts.window.rows).toEqual({ reference: 200, current: 400 })
  const examined = await noted.job('models.examine', { model, window: all, column: 'amount' }).result
  expect(examined.column.psi?.value).toBeCloseTo(counts.window.psi?.value ?? Number.NaN, 12)
  expect((await noted.job('models.onsets', { model }).result).onsets).toBeInstanceOf(Array)
  const slices = await noted.query('models.segments', { model })
  expect(slices.columns.map(({ column }) => column)).toContain('channel')
  const segment = { column: 'channel', value: 'web' }
  expect((await noted.job('models.count_segment', { model, segment }).result).rows).toBeGreaterThan(0)
  expect((await noted.query('log.rows', { model, window: all, offset: 0, limit: 3 })).rows).toHaveLength(3)
  expect(
    await noted.query('manifests.check', { model, text: `model: ${model}\nownr: a team` }),
  ).toMatchObject({
    faults: [{ line: 2 }],
  })
  expect(await noted.command('manifests.set', { model, text: `model: ${model}\nowner: a team\n` })).toEqual({
    before: null,
  })
  expect((await noted.query('manifests.get', { model })).text).toBe(`model: ${model}\nowner: a team\n`)
  const used = await noted.job('models.use_rows', { model, window: { kind: 'rows', start: 0, end: 200 } })
    .result
  expect(used.rows).toBe(200)
  return model
}
