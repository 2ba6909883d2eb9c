import { describe, expect, it } from 'vitest'
import { measureCategoricalColumn, measureNumericColumn } from '../stats/drift/column.ts'
import type { ColumnMeasures } from '../stats/drift/measures.ts'
import { createRandom, randomNormal } from '../stats/random.ts'
import { judgeRun } from './severity.ts'
import { SEVERITY_POLICIES } from './severity-policy.ts'

function numeric(seed: number, n: number, shift: number, missing = 0): ColumnMeasures {
  const random = createRandom(seed)
  const draw = (mean: number) => Float64Array.from({ length: n }, () => mean + randomNormal(random))
  return measureNumericColumn(
    { values: draw(0), missing: 0 },
    { values: draw(shift), missing },
    { interval: false },
  )
}

function categorical(reference: Record<string, number>, current: Record<string, number>): ColumnMeasures {
  const side = (counts: Record<string, number>) => ({ counts: new Map(Object.entries(counts)), missing: 0 })
  return measureCategoricalColumn(side(reference), side(current), { interval: false })
}

function verdictOf(measures: ColumnMeasures) {
  return judgeRun([{ name: 'x', measures }]).columns[0]
}

describe('the policy default', () => {
  it('says none without change', () => {
    expect(verdictOf(numeric(1, 2000, 0)).verdict).toBe('none')
  })
  it('says insufficient, never none, under 200 rows a side', () => {
    const judged = verdictOf(numeric(1, 199, 3))
    expect(judged.verdict).toBe('insufficient')
    expect(judged.reasons[0]).toBe('199 and 199 rows with a number; 200 a side are needed')
    expect(judged.pAdjusted).toBeNull()
  })
  it('says high for a shift of one deviation, moderate for a third, and names the effects', () => {
    expect(verdictOf(numeric(2, 5000, 1)).verdict).toBe('high')
    const third = verdictOf(numeric(3, 5000, 0.33))
    expect(third.verdict).toBe('moderate')
    expect(third.reasons.join('; ')).toContain('Wasserstein')
  })
  it('needs an effect: at 400,000 rows a shift of 0.02 is significant and still none', () => {
    const judged = verdictOf(numeric(4, 400_000, 0.02))
    expect(judged.pAdjusted).toBeLessThan(0.001)
    expect(judged.verdict).toBe('none')
    expect(judged.reasons[0]).toContain('below every effect floor')
  })
  it('needs significance: an effect that chance explains is none', () => {
    const judged = verdictOf(categorical({ a: 120, b: 80 }, { a: 110, b: 92 }))
    expect(judged.verdict).toBe('none')
    const table = categorical(
      Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`c${i}`, 7])),
      Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`c${i}`, i % 2 === 0 ? 5 : 9])),
    )
    expect(table.psi?.value).toBeGreaterThan(0.05)
    const noisy = verdictOf(table)
    expect(noisy.verdict).toBe('none')
    expect(noisy.reasons[0]).toContain('within what chance gives')
  })
  it('judges categories by χ² and Cramér’s V', () => {
    const judged = verdictOf(categorical({ a: 600, b: 400 }, { a: 300, b: 700 }))
    expect(judged.primary?.test).toBe('chi2')
    expect(judged.verdict).toBe('high')
  })
  it('says none for a column of one category', () => {
    expect(verdictOf(categorical({ a: 600 }, { a: 700 })).verdict).toBe('none')
  })
  it('adjusts over the columns of the run: one p-value of 0.03 among 30 quiet columns is none', () => {
    const quiet = Array.from({ length: 29 }, (_, i) => ({
      name: `q${i}`,
      measures: numeric(100 + i, 300, 0),
    }))
    const base = numeric(5, 300, 0)
    const ks = { statistic: 0.12, pValue: 0.03, method: 'exact', location: 0, sign: 1 } as const
    const odd = { name: 'odd', measures: { ...base, ks } }
    expect(judgeRun([odd]).columns[0].verdict).toBe('moderate')
    expect(judgeRun([odd, ...quiet]).columns[0].verdict).toBe('none')
  })
})

describe('the run', () => {
  it('takes the worst verdict and weighs the drifted share by importance', () => {
    const { summary } = judgeRun([
      { name: 'a', measures: numeric(1, 2000, 0), importance: 3 },
      { name: 'b', measures: numeric(2, 2000, 1), importance: 1 },
      { name: 'c', measures: numeric(3, 50, 1) },
    ])
    expect(summary).toEqual({ verdict: 'high', columns: 3, drifted: 1, insufficient: 1, driftedShare: 0.25 })
  })
  it('is insufficient when no column could be judged', () => {
    expect(judgeRun([{ name: 'a', measures: numeric(1, 50, 0) }]).summary.verdict).toBe('insufficient')
    expect(judgeRun([]).summary.verdict).toBe('insufficient')
  })
})

describe('missing rows', () => {
  it('have a finding of their own, with a floor of one point', () => {
    const judged = verdictOf(numeric(6, 2000, 0, 600))
    expect(judged.missing?.severity).toBe('high')
    expect(judged.missing?.reason).toContain('missing rows rose from 0% to 23%')
    const slight = verdictOf(numeric(6, 20_000, 0, 100))
    expect(slight.missing?.severity).toBe('none')
  })
  it('are not judged where nothing is missing', () => {
    expect(verdictOf(numeric(6, 2000, 0)).missing).toBeNull()
  })
})

function by(name: string, measures: ColumnMeasures, baselineChunks?: readonly number[]) {
  const policy = SEVERITY_POLICIES.find((candidate) => candidate.name === name)
  return judgeRun([{ name: 'x', measures, ...(baselineChunks ? { baselineChunks } : {}) }], policy).columns[0]
}

describe('presets', () => {
  const psiOf = (value: number): ColumnMeasures => {
    const base = numeric(7, 500, 0)
    return { ...base, psi: base.psi && { ...base.psi, value } }
  }
  it('psi-only and psi-0.25 differ between 0.2 and 0.25', () => {
    expect(by('psi-only', psiOf(0.22)).verdict).toBe('high')
    expect(by('psi-0.25', psiOf(0.22)).verdict).toBe('moderate')
    expect(by('psi-only', psiOf(0.0999)).verdict).toBe('none')
    expect(by('psi-only', psiOf(0.1)).verdict).toBe('moderate')
  })
  it('or-rule takes any limit: at 400,000 rows a tiny shift is high by its p-value alone', () => {
    const judged = by('or-rule', numeric(4, 400_000, 0.02))
    expect(judged.verdict).toBe('high')
    expect(judged.reasons.join()).toContain('not adjusted')
    expect(by('or-rule', psiOf(0.25)).verdict).toBe('moderate')
  })
  it('evidently-auto tests up to 1,000 reference rows and measures above', () => {
    expect(by('evidently-auto', numeric(8, 1000, 0.3)).reasons[0]).toContain('Kolmogorov–Smirnov test')
    const large = by('evidently-auto', numeric(8, 1001, 0.3))
    expect(large.reasons[0]).toContain('Wasserstein')
    expect(large.verdict).toBe('moderate')
  })
  it('evidently-auto takes categories by z, χ² and, above 1,000 rows, Jensen–Shannon', () => {
    expect(by('evidently-auto', categorical({ a: 300, b: 300 }, { a: 350, b: 250 })).reasons[0]).toContain(
      'z test',
    )
    expect(
      by('evidently-auto', categorical({ a: 300, b: 300, c: 9 }, { a: 350, b: 250, c: 9 })).reasons[0],
    ).toContain('χ²')
    expect(by('evidently-auto', categorical({ a: 900, b: 300 }, { a: 800, b: 400 })).reasons[0]).toContain(
      'Jensen–Shannon',
    )
  })
  it('evidently-auto takes a numeric column of five values as categories', () => {
    const sample = (offset: number) => ({
      values: Float64Array.from({ length: 600 }, (_, i) => (i * 7 + (i % 3) * offset) % 5),
      missing: 0,
    })
    const measures = measureNumericColumn(sample(0), sample(1), { interval: false })
    expect(by('evidently-auto', measures).reasons[0]).toContain('χ²')
  })
  it('nannyml compares with the baseline’s chunks, given or drawn', () => {
    const quiet = numeric(9, 3000, 0)
    expect(by('nannyml', quiet).verdict).toBe('none')
    expect(by('nannyml', numeric(9, 3000, 0.8)).verdict).toBe('moderate')
    expect(by('nannyml', quiet, [0.001, 0.001, 0.001]).verdict).toBe('moderate')
    expect(by('nannyml', quiet, [0.3, 0.31, 0.29]).reasons[0]).toContain('the baseline’s chunks')
  })
  it('every preset keeps to the least rows', () => {
    for (const policy of SEVERITY_POLICIES) {
      expect(judgeRun([{ name: 'x', measures: numeric(1, 150, 5) }], policy).summary.verdict).toBe(
        'insufficient',
      )
    }
  })
})
