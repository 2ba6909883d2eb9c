import { describe, expect, it } from 'vitest'
import golden from '../golden/drift.golden.json' with { type: 'json' }
import { createRandom, randomNormal } from '../random.ts'
import { measureCategoricalColumn, measureNumericColumn } from './column.ts'
import type { ColumnMeasures } from './measures.ts'

function sample(values: readonly number[], missing = 0): { values: Float64Array; missing: number } {
  return { values: Float64Array.from(values), missing }
}

function gaussian(seed: number, n: number, mean = 0, deviation = 1): number[] {
  const random = createRandom(seed)
  return Array.from({ length: n }, () => mean + deviation * randomNormal(random))
}

function counts(record: Record<string, number>, missing = 0) {
  return { counts: new Map(Object.entries(record)), missing }
}

function everyNumber(value: unknown, path = ''): [string, number][] {
  if (typeof value === 'number') return [[path, value]]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => everyNumber(inner, `${path}.${key}`))
}

function expectNoNaN(measures: ColumnMeasures): void {
  for (const [path, value] of everyNumber(measures)) {
    expect(Number.isNaN(value), path).toBe(false)
    if (!path.startsWith('.bins') && !path.startsWith('.ks.location'))
      expect(Number.isFinite(value), path).toBe(true)
  }
  for (const key of ['psi', 'kl', 'js', 'hellinger', 'ks', 'wasserstein', 'chi2'] as const) {
    if (measures[key] === null) expect(measures.reasons[key], key).toBeTruthy()
  }
}

describe('measureNumericColumn against SciPy and written-out NumPy', () => {
  it.each(Object.entries(golden.samples))('%s', (_, expected) => {
    const measures = measureNumericColumn(sample(expected.reference), sample(expected.current))
    expect(measures.bins.map((bin) => bin.reference)).toEqual(expected.column.reference)
    expect(measures.bins.map((bin) => bin.current)).toEqual(expected.column.current)
    expect(measures.psi?.value).toBeCloseTo(expected.column['half-count'].psi, 10)
    expect(measures.kl?.value).toBeCloseTo(expected.column['half-count'].kl, 10)
    expect(measures.js?.divergence).toBeCloseTo(expected.column.js_divergence, 10)
    expect(measures.hellinger?.value).toBeCloseTo(expected.column.hellinger, 10)
    expect(measures.ks?.statistic).toBeCloseTo(expected.ks, 12)
    expect(measures.ks?.pValue).toBeCloseTo(expected.ks_p, 9)
    expect((measures.wasserstein?.value ?? -1) / Math.max(1, expected.wasserstein)).toBeCloseTo(
      expected.wasserstein / Math.max(1, expected.wasserstein),
      10,
    )
    if (expected.deviation > 0) {
      expect((measures.wasserstein?.normalized ?? -1) * expected.deviation).toBeCloseTo(
        expected.wasserstein,
        8,
      )
    } else expect(measures.wasserstein?.normalized).toBeNull()
    expectNoNaN(measures)
  })
})

describe('missing and infinite rows', () => {
  it('NaN and nulls count as missing, in a bin of their own only where there are some', () => {
    const plain = measureNumericColumn(sample(gaussian(1, 300)), sample(gaussian(2, 300)))
    expect(plain.bins.some((bin) => bin.kind === 'missing')).toBe(false)
    const some = measureNumericColumn(
      sample(gaussian(1, 300), 5),
      sample([...gaussian(2, 300), Number.NaN, Number.NaN], 10),
    )
    expect(some.bins.at(-1)).toEqual({
      label: '(missing)',
      kind: 'missing',
      lower: null,
      upper: null,
      reference: 5,
      current: 12,
    })
    expect(some.missing.current).toEqual({ rows: 12, share: 12 / 312 })
    expect(some.rows).toEqual({ reference: 305, current: 312 })
  })
  it('trap: one NaN in the baseline does not poison the edges', () => {
    const values = gaussian(3, 500)
    const clean = measureNumericColumn(sample(values), sample(gaussian(4, 500)))
    const dirty = measureNumericColumn(sample([...values, Number.NaN]), sample(gaussian(4, 500)))
    expect(dirty.bins.slice(0, -1)).toEqual(clean.bins)
    expect(dirty.ks).toEqual(clean.ks)
  })
  it('±Infinity falls into the outer bins and is counted apart', () => {
    const current = [
      ...gaussian(5, 400),
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]
    const measures = measureNumericColumn(sample(gaussian(6, 400)), sample(current))
    expect(measures.infinite).toEqual({
      reference: { negative: 0, positive: 0 },
      current: { negative: 2, positive: 1 },
    })
    expect(measures.bins.reduce((sum, bin) => sum + bin.current, 0)).toBe(403)
    expect(measures.notes.join()).toContain('3 infinite rows of the current side')
    expectNoNaN(measures)
  })
})

describe('traps of common recipes', () => {
  it('a sentinel outside the baseline range keeps its rows: 15% of −999 reads 0.13 or more, not 0.025', () => {
    const reference = gaussian(7, 20_000)
    const moved = gaussian(8, 20_000).map((x, i) => (i % 20 < 3 ? -999 : x))
    const measures = measureNumericColumn(sample(reference), sample(moved))
    const edges = measures.bins.map((bin) => bin.upper ?? Number.POSITIVE_INFINITY)
    const least = Math.min(...reference)
    const inRange = moved.filter((x) => x >= least)
    const recipe = measureNumericColumn(sample(reference), sample(inRange))
    expect(measures.psi?.value).toBeGreaterThan(0.13)
    expect(recipe.psi?.value).toBeLessThan(0.03)
    expect(edges).toHaveLength(10)
  })
  it('pooled uniform bins with one outlier of 1e6 see nothing; the default binning does', () => {
    const reference = gaussian(9, 5000)
    const shifted = [...gaussian(10, 5000, 2.5), 1e6]
    const pooled = measureNumericColumn(sample(reference), sample(shifted), { binning: 'uniform-pooled' })
    const quantile = measureNumericColumn(sample(reference), sample(shifted))
    expect(pooled.psi?.value).toBeLessThan(0.01)
    expect(quantile.psi?.value).toBeGreaterThan(4)
  })
  it('"missing becomes 0" upstream: the new spike shows although the missing rate only falls', () => {
    const reference = gaussian(11, 4000, 50, 10)
    const zeros = [...gaussian(12, 4000, 50, 10), ...new Array<number>(500).fill(0)]
    const measures = measureNumericColumn(sample(reference, 500), sample(zeros))
    expect(measures.missing.current.share).toBe(0)
    expect(measures.bins[0].current - measures.bins[0].reference).toBeGreaterThan(400)
    expect(measures.psi?.value).toBeGreaterThan(0.1)
  })
})

describe('frozen bins', () => {
  it('give the same divergence whatever data comes later', () => {
    const reference = gaussian(13, 1000)
    const once = measureNumericColumn(sample(reference), sample(gaussian(14, 1000)))
    const again = measureNumericColumn(sample(reference), sample(gaussian(14, 1000)))
    expect(again).toEqual(once)
  })
  it('edges do not move with the current side', () => {
    const reference = gaussian(13, 1000)
    const near = measureNumericColumn(sample(reference), sample(gaussian(15, 1000)))
    const far = measureNumericColumn(sample(reference), sample(gaussian(15, 1000, 40)))
    expect(far.bins.map((bin) => bin.upper)).toEqual(near.bins.map((bin) => bin.upper))
  })
})

describe('degenerate numeric columns', () => {
  const cases: Record<string, [number[], number, number[], number]> = {
    'no rows': [[], 0, [], 0],
    'no reference rows': [[], 0, [1, 2, 3], 0],
    'no current rows': [[1, 2, 3], 0, [], 0],
    'all missing on both sides': [[Number.NaN], 4, [], 9],
    'all missing now': [gaussian(1, 300), 0, [], 300],
    'constant and equal': [new Array(300).fill(5), 0, new Array(300).fill(5), 0],
    'constant and moved': [new Array(300).fill(5), 0, new Array(300).fill(6), 0],
    'one row each': [[1], 0, [2], 0],
    'only infinities': [[Number.POSITIVE_INFINITY], 0, [Number.NEGATIVE_INFINITY], 0],
    'largest doubles': [[-Number.MAX_VALUE, Number.MAX_VALUE], 0, [Number.MAX_VALUE, Number.MAX_VALUE], 0],
    denormals: [[5e-324, 1e-323, 0, -0], 0, [5e-324, 0], 0],
  }
  it.each(Object.entries(cases))('%s: defined, never NaN', (_, [x, missingX, y, missingY]) => {
    expectNoNaN(measureNumericColumn(sample(x, missingX), sample(y, missingY)))
  })
  it('a constant that moves is seen by PSI and D', () => {
    const measures = measureNumericColumn(sample(new Array(300).fill(5)), sample(new Array(300).fill(6)))
    expect(measures.ks?.statistic).toBe(1)
    expect(measures.psi?.value).toBeGreaterThan(5)
    expect(measures.reasons.wasserstein_normalized).toContain('constant')
  })
})

describe('measureCategoricalColumn', () => {
  it('tells unseen categories and missing rows apart, and tests all bins', () => {
    const measures = measureCategoricalColumn(
      counts({ a: 60, b: 40 }, 10),
      counts({ a: 50, b: 30, c: 20 }, 5),
    )
    expect(measures.bins.map((bin) => [bin.label, bin.reference, bin.current])).toEqual([
      ['a', 60, 50],
      ['b', 40, 30],
      ['(unseen)', 0, 20],
      ['(missing)', 10, 5],
    ])
    expect(measures.chi2?.df).toBe(3)
    expect(measures.ks).toBeNull()
    expectNoNaN(measures)
  })
  it('equals SciPy on the same table', () => {
    const { reference, current, statistic, p, v, divergences } = golden.counts.plain
    const side = (list: readonly number[]) => counts(Object.fromEntries(list.map((n, i) => [`c${i}`, n])))
    const measures = measureCategoricalColumn(side(reference), side(current))
    expect(measures.chi2?.statistic).toBeCloseTo(statistic, 10)
    expect(measures.chi2?.pValue).toBeCloseTo(p, 12)
    expect(measures.chi2?.cramersV).toBeCloseTo(v, 12)
    expect(measures.psi?.value).toBeCloseTo(divergences['half-count'].psi, 12)
  })
  it.each([
    ['no rows', counts({}), counts({})],
    ['no current rows', counts({ a: 4 }), counts({})],
    ['all missing', counts({}, 300), counts({}, 300)],
    ['one category', counts({ a: 300 }), counts({ a: 400 })],
    ['nothing in common', counts({ a: 300 }), counts({ b: 300 })],
    ['too rare to test', counts({ a: 1, b: 1 }), counts({ a: 1, c: 1 })],
  ])('%s: defined, never NaN', (_, reference, current) => {
    expectNoNaN(measureCategoricalColumn(reference, current))
  })
})
