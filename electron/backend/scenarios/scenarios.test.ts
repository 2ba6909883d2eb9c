import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SCENARIOS } from '../../../resources/scenarios/catalogue.ts'
import { type Desk, openDesk } from '../drift/testing/desk.ts'
import { generateScenario } from './generate.ts'

/** All on three seeds; the first at the size that is promised, the others small, so that they are quick. */
const TRIALS = [
  { seed: 1, rows: 20_000 },
  { seed: 2, rows: 12_000 },
  { seed: 3, rows: 12_000 },
]
const PATIENCE_MS = 600_000

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

test.each(TRIALS)(
  'the monitors say what is true, with seed $seed and $rows rows',
  { timeout: PATIENCE_MS },
  async ({ seed, rows }) => {
    const { scenarios, failed } = await desk.client.job('scenarios.run', { name: 'all', seed, rows }).result
    const wrong = scenarios.flatMap(({ name, expectations }) =>
      expectations.flatMap(({ passed, subject, expected, at, deadline, evidence }) =>
        passed ? [] : [{ name, subject, expected, at, deadline, evidence }],
      ),
    )
    expect(wrong).toEqual([])
    expect(failed).toBe(0)
    expect(scenarios.map(({ name }) => name)).toEqual(SCENARIOS.map(({ name }) => name))
    expect(scenarios.filter(({ expectations }) => expectations.length === 0)).toEqual([])
  },
)

test('the same seed and rows give the same bytes, another seed gives others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'driftdesk-scenarios-'))
  try {
    const hashOf = async (seed: number): Promise<string> => {
      const out = mkdtempSync(join(folder, 'out-'))
      const { files } = await generateScenario('night-playlist', out, { seed, rows: 8_000 })
      const hash = createHash('sha256')
      for (const { file } of files) hash.update(readFileSync(join(out, file)))
      return hash.digest('hex').slice(0, 16)
    }
    const first = await hashOf(1)
    expect(await hashOf(1)).toBe(first)
    expect(await hashOf(2)).not.toBe(first)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a scenario that is opened is there as models with baseline, labels and an armed breaker', async () => {
  const opened = await desk.client.job('scenarios.open', { name: 'night-playlist', rows: 8_000 }).result
  expect(opened.models).toEqual(['playlist'])
  const { models } = await desk.client.query('models.list', {})
  expect(models.map(({ name, rows, baseline }) => [name, rows, baseline?.rows])).toEqual([
    ['playlist', 8_000, 5_333],
  ])
  const { breakers } = await desk.client.query('breakers.list', {})
  expect(breakers.map(({ model, state }) => [model, state])).toEqual([['playlist', 'CLOSED']])
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
