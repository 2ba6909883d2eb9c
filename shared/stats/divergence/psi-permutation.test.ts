import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { psiPermutationPValue } from './psi-permutation.ts'

describe('the permutation p-value of the PSI', () => {
  it('is the least possible for sides without a bin in common', () => {
    const sides = { reference: [50, 0], current: [0, 50] }
    expect(psiPermutationPValue({ ...sides, permutations: 99 })).toBe(0.01)
    expect(psiPermutationPValue({ ...sides, rule: 'none', permutations: 99 })).toBe(0.01)
  })

  it('is 1 for equal shares and for a single bin', () => {
    expect(psiPermutationPValue({ reference: [20, 30], current: [20, 30], permutations: 99 })).toBe(1)
    expect(psiPermutationPValue({ reference: [7], current: [9], permutations: 99 })).toBe(1)
  })

  it('of two bins and equal rows is that of Fisher’s exact test', () => {
    // scipy.stats.fisher_exact([[8, 2], [3, 7]]).pvalue; its standard error over 20,000 permutations is 0.0018.
    const p = psiPermutationPValue({ reference: [8, 2], current: [3, 7], permutations: 20_000, seed: 3 })
    expect(Math.abs(p - 0.06977851869492735)).toBeLessThan(4 * 0.0018)
  })

  it('is the same whichever side is the baseline, and for the same seed', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(counts, counts, (reference, current) => {
        fc.pre(reference.some(Boolean) && current.some(Boolean))
        fc.pre(
          reference.reduce((sum, count) => sum + count, 0) !== current.reduce((sum, count) => sum + count, 0),
        )
        const there = psiPermutationPValue({ reference, current, permutations: 40, seed: 5 })
        const back = psiPermutationPValue({
          reference: current,
          current: reference,
          permutations: 40,
          seed: 5,
        })
        expect(back).toBe(there)
        expect(there * 41).toBeCloseTo(Math.round(there * 41), 9)
      }),
      { numRuns: 40 },
    )
  })
})
