import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calibrationDocument } from '#shared/contract/documents/calibration.ts'
import type { Params } from '#shared/contract/operations.ts'
import { createRandom } from '#shared/stats/random.ts'
import { type Desk, openDesk } from '../../drift/testing/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

async function run(csv: string, options: Omit<Params<'calibration.run'>, 'source'> = {}) {
  const source = { kind: 'files' as const, log: [await desk.grant('log.csv', csv)] }
  const document = await desk.client.job('calibration.run', { source, ...options }).result
  return calibrationDocument.parse(JSON.parse(JSON.stringify(document)))
}

const START = Date.UTC(2026, 0, 1)
const mapping = {
  task: 'binary',
  roles: { score: 'score', label: 'label', timestamp: 'timestamp', city: 'segment' },
} as const

/** Rows of four days; `shown` is what the model says where the truth is p. */
function csvOf(shown: (p: number, i: number) => number, rows = 4_000, seed = 1): string {
  const random = createRandom(seed)
  const lines = Array.from({ length: rows }, (_, i) => {
    const p = random.uniform()
    const at = new Date(START + (i / rows) * 4 * 86_400_000).toISOString()
    return `${at},${i % 2 === 0 ? 'north' : 'south'},${shown(p, i).toFixed(5)},${random.uniform() < p ? 1 : 0}`
  })
  return `timestamp,city,score,label\n${lines.join('\n')}\n`
}

const weighted = (weight: number) => (p: number) => (weight * p) / (weight * p + 1 - p)

describe('calibration', () => {
  it('of honest scores is none, with an error that chance explains', async () => {
    const found = await run(
      csvOf((p) => p),
      { mapping, window: '1d' },
    )
    expect(found.verdict).toBe('none')
    expect(found.rows).toBe(4_000)
    expect(found.curve).toHaveLength(15)
    expect(found.ece).toMatchObject({ bins: 15, binning: 'equal_mass', norm: 'l1' })
    expect(found.ece_debiased ?? 1).toBeLessThan((found.ece.value ?? 0) - 0.004)
    expect(found.slope).toBeCloseTo(1, 1)
    expect(found.spiegelhalter.p_value).toBeGreaterThan(0.05)
    expect(found.signatures).toEqual([])
    const { reliability, resolution, uncertainty, within_bin, value, corp } = found.brier
    expect((reliability ?? 0) - (resolution ?? 0) + (uncertainty ?? 0) + (within_bin ?? 0)).toBeCloseTo(
      value ?? 1,
      12,
    )
    expect((corp?.miscalibration ?? 0) - (corp?.discrimination ?? 0) + (corp?.uncertainty ?? 0)).toBeCloseTo(
      value ?? 1,
      12,
    )
    expect(found.over_time.map(({ verdict }) => verdict)).toEqual(['none', 'none', 'none', 'none'])
    for (const { rate, band } of found.corp.slice(5, -5)) {
      expect(rate).toBeGreaterThan(band[0] - 0.1)
      expect(rate).toBeLessThan(band[1] + 0.1)
    }
  })

  it('of a model trained with class weights names the weight, and what recalibration gains', async () => {
    const found = await run(csvOf(weighted(10)), { mapping })
    expect(found.verdict).toBe('high')
    const [signature] = found.signatures
    expect(signature.code).toBe('class_weights')
    expect(signature.detail.weight).toBeCloseTo(10, -0.5)
    expect(found.intercept).toBeCloseTo(-Math.log(10), 0)
    expect(found.recalibration?.platt.brier ?? 1).toBeLessThan((found.recalibration?.as_is.brier ?? 0) - 0.02)
  })

  it('of a constant that somebody wrote down names it', async () => {
    const found = await run(
      csvOf((p, i) => (i % 10 === 0 ? 0.99 : p)),
      { mapping },
    )
    expect(found.signatures.map(({ code }) => code)).toContain('constant_confidence')
    expect(found.signatures.find(({ code }) => code === 'constant_confidence')?.detail.score).toBe(0.99)
  })

  it('of scores that are blended above a point names the bend', async () => {
    const squeezed = (p: number) => (p > 0.6 ? 0.6 + (p - 0.6) * 0.15 : p)
    const found = await run(csvOf(squeezed, 20_000), { mapping })
    const kink = found.signatures.find(({ code }) => code === 'blended_scores')
    expect(kink?.detail.score).toBeGreaterThan(0.5)
    expect(kink?.detail.score).toBeLessThan(0.66)
  })

  it('by segment tells the one that is off', async () => {
    const found = await run(
      csvOf((p, i) => (i % 2 === 1 ? weighted(6)(p) : p)),
      { mapping, by: ['city'] },
    )
    expect(found.segments.map(({ value, verdict }) => [value, verdict])).toEqual([
      ['north', 'none'],
      ['south', 'high'],
    ])
  })

  it('takes the bins, the binning and the norm that were asked for', async () => {
    const csv = csvOf(weighted(3))
    const all = { mapping, bins: 10, binning: 'equal_width' } as const
    const [l1, l2, max] = await Promise.all(
      (['l1', 'l2', 'max'] as const).map((norm) => run(csv, { ...all, norm })),
    )
    expect(l1.ece).toMatchObject({ bins: 10, binning: 'equal_width', norm: 'l1' })
    expect(l1.ece.value ?? 1).toBeLessThan(l2.ece.value ?? 0)
    expect(l2.ece.value ?? 1).toBeLessThan(max.ece.value ?? 0)
    expect(max.ece.value).toBe(max.mce)
    expect(max.ece_debiased).toBeNull()
  })

  it.each([
    ['three labelled rows', csvOf((p) => p, 3), 'Too few labelled rows to say (3 of 100).'],
    [
      'no labels',
      csvOf((p) => p, 300).replaceAll(/,[01]$/gm, ','),
      'Nothing can be said: no row has both a label and a score.',
    ],
  ])('of %s is insufficient, and says why', async (_name, csv, reason) => {
    const found = await run(csv, { mapping })
    expect(found.verdict).toBe('insufficient')
    expect(found.reasons).toEqual([reason])
  })

  it('of scores that are no probabilities is null with the reason', async () => {
    const found = await run(
      csvOf((p) => p * 10 - 5),
      { mapping },
    )
    expect(found.verdict).toBe('insufficient')
    expect(found.ece.value).toBeNull()
    expect(found.ece.reason).toContain('no probabilities')
    expect(found.counts.outside_range).toBeGreaterThan(3_000)
  })

  it('of one class only has errors but no line', async () => {
    const found = await run(csvOf((p) => p, 300).replaceAll(/,[01]$/gm, ',0'), { mapping })
    expect(found.ece.value).not.toBeNull()
    expect(found.slope).toBeNull()
    expect(found.notes.join()).toContain('No recalibration line: no row is of the positive class.')
  })

  it('of a regression is refused with the reason', async () => {
    const random = createRandom(3)
    const csv = `prediction,label\n${Array.from({ length: 200 }, () => `${random.uniform()},${random.uniform()}`).join('\n')}\n`
    const found = await run(csv, { mapping: { roles: { prediction: 'prediction', label: 'label' } } })
    expect(found.ece).toMatchObject({ value: null, reason: 'a regression predicts no probabilities' })
  })
})
