import { describe, expect, it } from 'vitest'
import { createRandom } from '#shared/stats/random.ts'
import {
  csvOf,
  healthy,
  mapping,
  performanceDesk,
  ROLES,
  rowsOf,
  START,
  time,
} from './testing/performance-desk.ts'

const { run } = performanceDesk()

describe('segments and slices', () => {
  it('name the segment that is worse than the rest, and the pair that hides in two columns', async () => {
    const random = createRandom(4)
    const lines = Array.from({ length: 6_000 }, (_, i) => {
      const city = ['north', 'south', 'west'][i % 3]
      const device = random.uniform() < 0.5 ? 'phone' : 'web'
      const score = random.uniform()
      const noisy = city === 'south' && device === 'phone'
      const label = random.uniform() < (noisy ? 0.5 : score > 0.5 ? 0.95 : 0.05) ? 1 : 0
      return `${time(START + i * 600_000)},${city},${device},${score.toFixed(4)},${label}`
    })
    const { segments, slices } = await run(`timestamp,city,device,score,label\n${lines.join('\n')}\n`, {
      mapping: {
        task: 'binary',
        roles: { ...pick('timestamp', 'score', 'label'), city: 'segment', device: 'segment' },
      },
      by: ['city'],
      window: '1w',
    })
    const worst = segments.find(({ value }) => value === 'south')
    expect(worst?.against_rest).toMatchObject({ metric: 'roc_auc', verdict: 'high' })
    expect(segments.filter(({ verdict }) => verdict !== 'none').map(({ value }) => value)).toEqual(['south'])
    expect(slices.weakest[0].parts).toEqual([
      { column: 'city', value: 'south' },
      { column: 'device', value: 'phone' },
    ])
  })

  it('by a column that there is not is refused with the nearest name', async () => {
    await expect(run(csvOf(healthy), { mapping, by: ['scor'] })).rejects.toMatchObject({
      code: 'COLUMN_UNKNOWN',
      mend: 'Did you mean "score"?',
    })
  })
})

const pick = <Name extends keyof typeof ROLES>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, ROLES[name]])) as Pick<typeof ROLES, Name>

describe('costs and boundaries', () => {
  it('show the cheapest threshold and what crossed the one in use', async () => {
    const shifted = healthy.map((row) => ({ ...row, score: Math.min(1, row.score + 0.1) }))
    const { cost, flux } = await run(csvOf(shifted), {
      reference: csvOf(rowsOf(10, 300, undefined, 9)),
      mapping,
      window: '1d',
      thresholds: [0.5],
      costs: { false_positive: 1, false_negative: 9, currency: 'EUR' },
    })
    expect(cost).toMatchObject({ false_positive: 1, false_negative: 9, currency: 'EUR', rows: 3_000 })
    // Scores that mean p = score − 0.1 are best cut at 1/(1 + 9) + 0.1.
    expect(cost?.cheapest.threshold).toBeGreaterThan(0.12)
    expect(cost?.cheapest.threshold).toBeLessThan(0.3)
    expect(cost?.at[0].cost).toBeGreaterThan(cost?.cheapest.cost ?? 0)
    expect(flux[0].threshold).toBe(0.5)
    expect(flux[0].difference).toBeCloseTo(0.1, 1)
    expect(flux[0].rows / 3_000).toBeCloseTo(flux[0].difference, 3)
  })
})

describe('fairness', () => {
  it('shows rates by group, the four-fifths line, the trend, and what cannot hold together', async () => {
    const random = createRandom(8)
    const lines = Array.from({ length: 4_000 }, (_, i) => {
      const group = i % 2 === 0 ? 'a' : 'b'
      const score = group === 'a' ? 0.2 + 0.8 * random.uniform() : 0.7 * random.uniform()
      return `${time(START + i * 600_000)},${group},${score.toFixed(4)},${random.uniform() < score ? 1 : 0}`
    })
    const { fairness } = await run(`timestamp,sex,score,label\n${lines.join('\n')}\n`, {
      mapping: { task: 'binary', roles: { ...pick('timestamp', 'score', 'label'), sex: 'segment' } },
      protected: ['sex'],
      window: '1w',
    })
    const [sex] = fairness
    expect(sex.groups.map(({ group, rows }) => [group, rows])).toEqual([
      ['a', 2_000],
      ['b', 2_000],
    ])
    const selection = sex.criteria.find(({ criterion }) => criterion === 'selection_rate')
    expect(selection).toMatchObject({ highest: 'a', lowest: 'b', four_fifths: 'fails' })
    expect(selection?.ratio).toBeCloseTo(0.2857 / 0.625, 1)
    expect(sex.impossibility).toContain('While base rates differ')
    expect(sex.trend).toHaveLength(5)
  })
})
