import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import golden from '../golden/drift.golden.json' with { type: 'json' }
import { createRandom, randomMultinomial } from '../random.ts'
import {
  bhattacharyya,
  hellinger,
  jensenShannon,
  klDivergence,
  lInfinity,
  totalVariation,
} from './divergences.ts'
import { expectedPsi, psi, psiInterval } from './psi.ts'
import { ZERO_RULES } from './zero-rules.ts'

const RULES = ['half-count', 'floor-1e-4', 'floor-0.01', 'epsilon-1e-5', 'epsilon-1e-6'] as const

describe('against written-out NumPy and SciPy', () => {
  it.each(Object.entries(golden.counts))('%s', (_, table) => {
    const { reference, current, divergences: expected } = table
    for (const rule of RULES) {
      expect(psi(reference, current, rule)).toBeCloseTo(expected[rule].psi, 11)
      expect(klDivergence(reference, current, rule)).toBeCloseTo(expected[rule].kl, 11)
    }
    const js = jensenShannon(reference, current)
    expect(js.distance ** 2).toBeCloseTo(expected.js_divergence, 11)
    expect(js.divergence).toBeCloseTo(expected.js_divergence, 11)
    expect(hellinger(reference, current)).toBeCloseTo(expected.hellinger, 11)
    expect(totalVariation(reference, current)).toBeCloseTo(expected.total_variation, 12)
    expect(lInfinity(reference, current)).toBeCloseTo(expected.l_infinity, 12)
    const distance = bhattacharyya(reference, current).distance
    if (typeof expected.bhattacharyya === 'string') expect(distance).toBe(Number.POSITIVE_INFINITY)
    else expect(distance).toBeCloseTo(expected.bhattacharyya, 11)
  })
  it('without a zero rule a bin empty on one side is infinite', () => {
    expect(psi([5, 0], [3, 2], 'none')).toBe(Number.POSITIVE_INFINITY)
    expect(klDivergence([3, 2], [5, 0], 'none')).toBe(Number.POSITIVE_INFINITY)
    expect(klDivergence([5, 0], [3, 2], 'none')).toBeCloseTo(Math.log(1 / 0.6), 12)
  })
  it('KL in bits is KL in nats over ln 2', () => {
    expect(klDivergence([5, 4], [3, 6], 'none', 2)).toBeCloseTo(
      klDivergence([5, 4], [3, 6], 'none') / Math.LN2,
      14,
    )
  })
})

const counts = (bins: number) =>
  fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: bins, maxLength: bins })
const pair = fc.integer({ min: 2, max: 12 }).chain((bins) => fc.tuple(counts(bins), counts(bins)))
const filled = pair.filter(([p, q]) => p.some((c) => c > 0) && q.some((c) => c > 0))

describe('laws', () => {
  it('PSI is at least 0, symmetric, 0 on itself and blind to the order of the bins', () => {
    fc.assert(
      fc.property(filled, fc.constantFrom(...ZERO_RULES), ([p, q], rule) => {
        const value = psi(p, q, rule)
        expect(value).toBeGreaterThanOrEqual(0)
        expect(psi(p, p, rule)).toBe(0)
        if (Number.isFinite(value)) {
          expect(psi(q, p, rule)).toBeCloseTo(value, 10)
          expect(psi([...p].reverse(), [...q].reverse(), rule)).toBeCloseTo(value, 10)
        }
      }),
    )
  })
  it('Jensen–Shannon is in [0, 1], symmetric and 0 on itself', () => {
    fc.assert(
      fc.property(filled, ([p, q]) => {
        const { divergence } = jensenShannon(p, q)
        expect(divergence).toBeGreaterThanOrEqual(0)
        expect(divergence).toBeLessThanOrEqual(1 + 1e-12)
        expect(jensenShannon(q, p).divergence).toBeCloseTo(divergence, 12)
        expect(jensenShannon(p, p).divergence).toBeCloseTo(0, 12)
      }),
    )
  })
  it('KL of normalised shares is at least 0', () => {
    fc.assert(
      fc.property(filled, ([p, q]) => {
        expect(klDivergence(p, q)).toBeGreaterThanOrEqual(-1e-12)
      }),
    )
  })
  it('Hellinger and total variation bound each other: H² ≤ TV ≤ √2 H', () => {
    fc.assert(
      fc.property(filled, ([p, q]) => {
        const h = hellinger(p, q)
        const tv = totalVariation(p, q)
        expect(tv).toBeGreaterThanOrEqual(h * h - 1e-12)
        expect(tv).toBeLessThanOrEqual(Math.SQRT2 * h + 1e-12)
      }),
    )
  })
  it('adding up counts of windows is associative, so any grouping gives the same PSI', () => {
    const add = (a: number[], b: number[]): number[] => a.map((x, i) => x + b[i])
    const four = fc.tuple(counts(6), counts(6), counts(6), counts(6))
    fc.assert(
      fc.property(four, ([reference, a, b, c]) => {
        expect(psi(reference, add(add(a, b), c))).toBe(psi(reference, add(a, add(b, c))))
      }),
    )
  })
})

describe('the sampling behaviour of PSI', () => {
  it('trap: identical data at n = 500 in 50 bins reads above 0.1 in most runs, as expectedPsi says', () => {
    const random = createRandom(21)
    const flat = new Float64Array(50).fill(1)
    let above = 0
    let sum = 0
    for (let run = 0; run < 200; run++) {
      const value = psi(randomMultinomial(random, 500, flat), randomMultinomial(random, 500, flat))
      sum += value
      if (value > 0.1) above++
    }
    expect(above).toBeGreaterThan(190)
    expect(sum / 200).toBeGreaterThan(0.8 * expectedPsi(50, 500, 500))
    expect(sum / 200).toBeLessThan(1.2 * expectedPsi(50, 500, 500))
  })
  it('trap: an epsilon dominates KL where a bin is empty', () => {
    const reference = [900, 100]
    const current = [1000, 0]
    expect(klDivergence(reference, current, 'epsilon-1e-6')).toBeGreaterThan(
      1.9 * klDivergence(reference, current),
    )
  })
  it('the interval holds the value, narrows with rows, repeats with its seed', () => {
    const small = psiInterval([50, 60, 40], [70, 50, 30])
    const large = psiInterval([5000, 6000, 4000], [7000, 5000, 3000])
    const value = psi([5000, 6000, 4000], [7000, 5000, 3000])
    expect(large?.[0]).toBeLessThan(value)
    expect(large?.[1]).toBeGreaterThan(value)
    expect((small?.[1] ?? 0) - (small?.[0] ?? 0)).toBeGreaterThan(3 * ((large?.[1] ?? 0) - (large?.[0] ?? 0)))
    expect(psiInterval([50, 60, 40], [70, 50, 30])).toEqual(small)
  })
  it('the interval covers the true PSI in about 95 of 100 runs', () => {
    const random = createRandom(5)
    const p = [0.2, 0.3, 0.5]
    const q = [0.3, 0.3, 0.4]
    const truth = p.reduce((sum, share, i) => sum + (q[i] - share) * Math.log(q[i] / share), 0)
    let covered = 0
    for (let run = 0; run < 300; run++) {
      const interval = psiInterval(randomMultinomial(random, 2000, p), randomMultinomial(random, 2000, q), {
        seed: run,
        replicates: 200,
      })
      if (interval && interval[0] <= truth && truth <= interval[1]) covered++
    }
    expect(covered).toBeGreaterThan(270)
  })
  it('is null where nothing can be resampled', () => {
    expect(psiInterval([0, 0], [1, 2])).toBeNull()
    expect(psiInterval([3, 0], [1, 2], { rule: 'none' })).toBeNull()
  })
})
