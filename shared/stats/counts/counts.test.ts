import { describe, expect, it } from 'vitest'
import golden from '../golden/drift.golden.json' with { type: 'json' }
import { chiSquaredGoodnessOfFit, chiSquaredHomogeneity } from './chi-squared.ts'
import { fisherExact } from './fisher-exact.ts'
import { poolSparseBins } from './tables.ts'
import { twoProportionZ } from './two-proportion.ts'

describe('chiSquaredHomogeneity against SciPy', () => {
  it.each(Object.entries(golden.counts))('%s', (_, table) => {
    const pearson = chiSquaredHomogeneity(table.reference, table.current)
    expect(pearson?.statistic).toBeCloseTo(table.statistic, 9)
    expect(pearson?.df).toBe(table.df)
    expect(pearson?.pValue).toBeCloseTo(table.p, 10)
    expect(pearson?.cramersV).toBeCloseTo(table.v, 10)
    expect(pearson?.cramersVCorrected).toBeCloseTo(table.v_corrected, 10)
    const g = chiSquaredHomogeneity(table.reference, table.current, { statistic: 'g' })
    expect(g?.statistic).toBeCloseTo(table.g, 9)
    expect(g?.pValue).toBeCloseTo(table.g_p, 10)
    const unpooled = chiSquaredHomogeneity(table.reference, table.current, { smallestExpected: 0 })
    expect(unpooled?.statistic).toBeCloseTo(table.unpooled_statistic, 9)
    expect(unpooled?.pValue).toBeCloseTo(table.unpooled_p, 10)
  })
  it('trap: shares in place of counts lose the significance that counts have', () => {
    const counts = chiSquaredHomogeneity([5000, 5000], [5300, 4700])
    const shares = chiSquaredHomogeneity([0.5, 0.5], [0.53, 0.47], { smallestExpected: 0 })
    expect(counts?.pValue).toBeLessThan(1e-4)
    expect(shares?.pValue).toBeGreaterThan(0.9)
  })
  it('is null without rows or with a single bin', () => {
    expect(chiSquaredHomogeneity([0, 0], [3, 4])).toBeNull()
    expect(chiSquaredHomogeneity([30], [40])).toBeNull()
  })
})

describe('poolSparseBins', () => {
  it('pools what is small, takes one more bin when the pool is still small, and keeps the totals', () => {
    expect(poolSparseBins([100, 2, 90], [100, 1, 95])).toEqual({
      reference: [100, 92],
      current: [100, 96],
      pooled: 2,
    })
  })
  it('leaves out bins that are empty on both sides', () => {
    expect(poolSparseBins([50, 0, 50], [50, 0, 50]).reference).toEqual([50, 50])
  })
})

describe('other tests of counts', () => {
  it('goodness of fit as scipy.stats.chisquare', () => {
    const result = chiSquaredGoodnessOfFit([18, 22, 30, 30], [20, 20, 30, 30])
    expect(result?.statistic).toBeCloseTo(golden.gof.statistic, 12)
    expect(result?.pValue).toBeCloseTo(golden.gof.p, 12)
  })
  it.each(golden.fisher)('Fisher exact $table', ({ table: [[a, b], [c, d]], ...expected }) => {
    expect(fisherExact(a, b, c, d).pValue).toBeCloseTo(expected['two-sided'], 11)
    expect(fisherExact(a, b, c, d, 'less').pValue).toBeCloseTo(expected.less, 11)
    expect(fisherExact(a, b, c, d, 'greater').pValue).toBeCloseTo(expected.greater, 11)
  })
  it('two-proportion z squared is the 2 × 2 χ² without correction', () => {
    const z = twoProportionZ(30, 100, 45, 100)
    expect((z?.statistic ?? 0) ** 2).toBeCloseTo(golden.counts.two_by_two.statistic, 10)
    expect(z?.pValue).toBeCloseTo(golden.counts.two_by_two.p, 12)
    expect(z?.difference).toBeCloseTo(0.15, 15)
  })
})
