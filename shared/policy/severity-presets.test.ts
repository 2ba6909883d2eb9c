import { describe, expect, it } from 'vitest'
import { measureCategoricalColumn, measureNumericColumn } from '../stats/drift/column.ts'
import type { ColumnMeasures } from '../stats/drift/measures.ts'
import { judgeRun } from './severity.ts'
import { chunkThreshold } from './severity-chunks.ts'
import { SEVERITY_POLICIES, type SeverityPolicy } from './severity-policy.ts'

function verdict(policy: string, measures: ColumnMeasures, baselineChunks?: readonly number[]): string {
  const found = SEVERITY_POLICIES.find(({ name }) => name === policy)
  return judgeRun([{ name: 'x', measures, ...(baselineChunks ? { baselineChunks } : {}) }], found).columns[0]
    .verdict
}

const quietNumeric = measureNumericColumn(
  { values: Float64Array.from({ length: 600 }, (_, i) => i), missing: 0 },
  { values: Float64Array.from({ length: 600 }, (_, i) => i), missing: 0 },
  { interval: false },
)
const quietCategorical = categories({ a: 300, b: 300 }, { a: 300, b: 300 })

function categories(reference: Record<string, number>, current: Record<string, number>): ColumnMeasures {
  const side = (counts: Record<string, number>) => ({ counts: new Map(Object.entries(counts)), missing: 0 })
  return measureCategoricalColumn(side(reference), side(current), { interval: false })
}

type Stated = {
  readonly psi?: number
  readonly js?: number
  readonly p?: number
  readonly ks?: number
  readonly wasserstein?: number
}

/** A numeric column without any change but for the measures that are stated. */
function numeric({ psi = 0, js = 0, p = 1, ks = 0, wasserstein = 0 }: Stated): ColumnMeasures {
  const base = quietNumeric
  return {
    ...base,
    psi: base.psi && { ...base.psi, value: psi },
    js: { divergence: js, distance: Math.sqrt(js), base: 2 },
    ks: base.ks && { ...base.ks, statistic: ks, pValue: p },
    wasserstein: { value: wasserstein, normalized: wasserstein },
  }
}

function withCramersV(cramersV: number, pValue: number): ColumnMeasures {
  const base = quietCategorical
  return { ...base, chi2: base.chi2 && { ...base.chi2, cramersV, pValue } }
}

describe('default: adjusted p < 0.05 and an effect at or above its floor', () => {
  it.each<[Stated, string]>([
    [{ p: 0.01, psi: 0.0499 }, 'none'],
    [{ p: 0.01, psi: 0.05 }, 'low'],
    [{ p: 0.01, psi: 0.0999 }, 'low'],
    [{ p: 0.01, psi: 0.1 }, 'moderate'],
    [{ p: 0.01, psi: 0.1999 }, 'moderate'],
    [{ p: 0.01, psi: 0.2 }, 'high'],
    [{ p: 0.01, ks: 0.0999 }, 'none'],
    [{ p: 0.01, ks: 0.1 }, 'moderate'],
    [{ p: 0.01, ks: 0.1999 }, 'moderate'],
    [{ p: 0.01, ks: 0.2 }, 'high'],
    [{ p: 0.01, wasserstein: 0.0999 }, 'none'],
    [{ p: 0.01, wasserstein: 0.1 }, 'moderate'],
    [{ p: 0.01, wasserstein: 3 }, 'moderate'],
    [{ p: 0.0499, psi: 0.3 }, 'high'],
    [{ p: 0.05, psi: 0.3 }, 'none'],
    [{ p: 0.01, js: 0.9 }, 'none'],
  ])('%j is %s', (stated, expected) => {
    expect(verdict('default', numeric(stated))).toBe(expected)
  })
  it.each([
    [0.0999, 0.01, 'none'],
    [0.1, 0.01, 'moderate'],
    [0.1999, 0.01, 'moderate'],
    [0.2, 0.01, 'high'],
    [0.2, 0.05, 'none'],
  ])('Cramér’s V of %d at p = %d is %s', (v, p, expected) => {
    expect(verdict('default', withCramersV(v, p))).toBe(expected)
  })
})

describe('psi-only and psi-0.25: a limit that is reached by its own value, whatever chance gives', () => {
  it.each([
    [0.0999, 'none', 'none'],
    [0.1, 'moderate', 'moderate'],
    [0.1999, 'moderate', 'moderate'],
    [0.2, 'high', 'moderate'],
    [0.2499, 'high', 'moderate'],
    [0.25, 'high', 'high'],
  ])('PSI %d', (psi, only, quarter) => {
    const measures = numeric({ psi, p: 1 })
    expect([verdict('psi-only', measures), verdict('psi-0.25', measures)]).toEqual([only, quarter])
  })
})

describe('or-rule: beyond any limit, the limit itself is not', () => {
  it.each<[Stated, string]>([
    [{ psi: 0.05 }, 'none'],
    [{ psi: 0.0501 }, 'low'],
    [{ psi: 0.1 }, 'low'],
    [{ psi: 0.1001 }, 'moderate'],
    [{ psi: 0.25 }, 'moderate'],
    [{ psi: 0.2501 }, 'high'],
    [{ js: 0.02 }, 'none'],
    [{ js: 0.0201 }, 'low'],
    [{ js: 0.05 }, 'low'],
    [{ js: 0.0501 }, 'moderate'],
    [{ js: 0.1 }, 'moderate'],
    [{ js: 0.1001 }, 'high'],
    [{ p: 0.05 }, 'none'],
    [{ p: 0.0499 }, 'low'],
    [{ p: 0.01 }, 'low'],
    [{ p: 0.0099 }, 'moderate'],
    [{ p: 0.001 }, 'moderate'],
    [{ p: 0.00099 }, 'high'],
    [{ psi: 0.06, js: 0.06, p: 0.04 }, 'moderate'],
  ])('%j is %s', (stated, expected) => {
    expect(verdict('or-rule', numeric(stated))).toBe(expected)
  })
})

describe('a policy of one’s own with the usual bands of KL, 0.05 and 0.1', () => {
  const policy: SeverityPolicy = {
    rule: 'bands',
    name: 'kl',
    summary: '',
    binning: 'quantile',
    minRows: 200,
    alpha: 0.05,
    adjustment: 'none',
    inclusive: true,
    low: null,
    moderate: { kl: 0.05 },
    high: { kl: 0.1 },
  }
  it.each([
    [0.0499, 'none'],
    [0.05, 'moderate'],
    [0.0999, 'moderate'],
    [0.1, 'high'],
  ])('KL %d is %s', (value, expected) => {
    const base = numeric({})
    const measures = { ...base, kl: base.kl && { ...base.kl, value } }
    expect(judgeRun([{ name: 'x', measures }], policy).columns[0].verdict).toBe(expected)
  })
})

describe('evidently-auto, a column of numbers', () => {
  /** A baseline with a standard deviation of 2. */
  const sized = (rows: number, stated: Stated): ColumnMeasures => {
    const measures = numeric(stated)
    const { reference } = measures.summary
    return {
      ...measures,
      present: { ...measures.present, reference: rows },
      summary: { ...measures.summary, reference: reference && { ...reference, standardDeviation: 2 } },
    }
  }
  it.each<[number, Stated, string]>([
    [1000, { p: 0.05, wasserstein: 9 }, 'none'],
    [1000, { p: 0.0499, wasserstein: 0 }, 'moderate'],
    [1001, { p: 0.0001, wasserstein: 0.1999 }, 'none'],
    [1001, { p: 1, wasserstein: 0.2 }, 'moderate'],
  ])('of %d baseline rows with %j is %s', (rows, stated, expected) => {
    expect(verdict('evidently-auto', sized(rows, stated))).toBe(expected)
  })

  /** 600 rows of each of the values, and of the values and `more` on the current side. */
  const values = (distinct: number, more: readonly number[] = []) => {
    const side = (of: readonly number[]) => ({
      values: Float64Array.from({ length: 600 }, (_, i) => of[i % of.length]),
      missing: 0,
    })
    const known = Array.from({ length: distinct }, (_, i) => i)
    return measureNumericColumn(side(known), side([...known, ...more]), { interval: false })
  }
  it.each([
    [values(2), 'z test'],
    [values(3), 'χ² test'],
    [values(5), 'χ² test'],
    [values(4, [9]), 'χ² test'],
    [values(5, [9]), 'Kolmogorov–Smirnov test'],
    [values(6), 'Kolmogorov–Smirnov test'],
  ])('takes up to five distinct values of both sides as categories (%#)', (measures, test) => {
    const policy = SEVERITY_POLICIES.find(({ name }) => name === 'evidently-auto')
    expect(judgeRun([{ name: 'x', measures }], policy).columns[0].reasons[0]).toContain(test)
  })
})

describe('evidently-auto, categories', () => {
  it.each([
    // z = 0.043 / √(0.5215 · 0.4785 · 2/1000) = 1.925, p = 0.054; 544 of 1,000: z = 1.970, p = 0.049.
    [{ a: 500, b: 500 }, { a: 543, b: 457 }, 'none'],
    [{ a: 500, b: 500 }, { a: 544, b: 456 }, 'moderate'],
    // χ² = 2 · 29² / 300 = 5.61, p = exp(−χ²/2) = 0.061; 30: χ² = 6, p = 0.0498.
    [{ a: 300, b: 300, c: 400 }, { a: 329, b: 271, c: 400 }, 'none'],
    [{ a: 300, b: 300, c: 400 }, { a: 330, b: 270, c: 400 }, 'moderate'],
    // The same shares on either side of 1,000 rows: z = 3.6 there, a distance of 0.057 here.
    [{ a: 500, b: 500 }, { a: 580, b: 420 }, 'moderate'],
    [{ a: 501, b: 500 }, { a: 580, b: 420 }, 'none'],
    // scipy.spatial.distance.jensenshannon([0.5, 0.5], [0.639, 0.361]) = 0.09943, of 0.640 and 0.360 = 0.10016.
    [{ a: 1000, b: 1000 }, { a: 639, b: 361 }, 'none'],
    [{ a: 1000, b: 1000 }, { a: 640, b: 360 }, 'moderate'],
  ])('%j against %j is %s', (reference, current, expected) => {
    expect(verdict('evidently-auto', categories(reference, current))).toBe(expected)
  })
})

describe('nannyml', () => {
  // Mean 0.2 and σ = √((0.1² + 0 + 0.1²) / 3) = 0.0816497, so mean + 3 σ = 0.4449490.
  const chunks = [0.1, 0.2, 0.3]
  it.each([
    [0.44494, 'none'],
    [0.44495, 'moderate'],
  ])('a Jensen–Shannon distance of %d against chunks of 0.1, 0.2 and 0.3 is %s', (distance, expected) => {
    expect(verdict('nannyml', numeric({ js: distance ** 2 }), chunks)).toBe(expected)
  })
  it('needs more than the threshold itself', () => {
    const policy = SEVERITY_POLICIES.find(({ name }) => name === 'nannyml')
    if (policy?.rule !== 'baseline-chunks') return expect.fail('nannyml compares with chunks')
    const limit = chunkThreshold(quietNumeric, policy, [0.25, 0.25])
    expect(limit).toEqual({ mean: 0.25, deviation: 0, threshold: 0.25, simulated: false })
    expect(verdict('nannyml', numeric({ js: 0.25 ** 2 }), [0.25, 0.25])).toBe('none')
  })
  it('cuts the baseline by Doane’s rule', () => {
    const binning = SEVERITY_POLICIES.find(({ name }) => name === 'nannyml')?.binning ?? 'values'
    // 0 to 999 has no skewness: 1 + log₂ 1,000 = 10.97, so 11 equal widths of 999 / 11.
    const side = () => ({ values: Float64Array.from({ length: 1000 }, (_, i) => i), missing: 0 })
    const { bins } = measureNumericColumn(side(), side(), { binning, interval: false })
    expect(bins).toHaveLength(11)
    expect(bins[0].upper).toBeCloseTo(999 / 11, 10)
    expect(bins[10].lower).toBeCloseTo(9990 / 11, 10)
  })
})
