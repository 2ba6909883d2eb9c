import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import golden from '../golden/drift.golden.json' with { type: 'json' }
import { adjustPValues, benjaminiHochberg, bonferroni, holm } from './adjust.ts'

describe('adjustments', () => {
  it('Benjamini–Hochberg as scipy.stats.false_discovery_control', () => {
    const adjusted = benjaminiHochberg(golden.adjust.p)
    golden.adjust.benjamini_hochberg.forEach((value, i) => {
      expect(adjusted[i]).toBeCloseTo(value, 14)
    })
  })
  it('Holm on the example of R p.adjust: 0.01, 0.02, 0.03 → 0.03, 0.04, 0.04', () => {
    expect(holm([0.01, 0.02, 0.03]).map((p) => Number(p.toFixed(12)))).toEqual([0.03, 0.04, 0.04])
  })
  it('Bonferroni multiplies and stops at 1', () => {
    expect(bonferroni([0.01, 0.5])).toEqual([0.02, 1])
  })
  it('an empty family stays empty', () => {
    expect(adjustPValues([], 'benjamini_hochberg')).toEqual([])
  })
  it('keeps the order of the p-values, and p ≤ BH ≤ Holm ≤ Bonferroni (property)', () => {
    const family = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(family, (p) => {
        const [bh, step, plain] = [benjaminiHochberg(p), holm(p), bonferroni(p)]
        for (let i = 0; i < p.length; i++) {
          expect(bh[i]).toBeGreaterThanOrEqual(p[i] * (1 - 1e-12))
          expect(step[i]).toBeGreaterThanOrEqual(bh[i] * (1 - 1e-12))
          expect(plain[i]).toBeGreaterThanOrEqual(step[i] * (1 - 1e-12))
          for (let j = 0; j < p.length; j++) if (p[i] < p[j]) expect(bh[i]).toBeLessThanOrEqual(bh[j])
        }
      }),
    )
  })
})
