import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { createRandom, randomNormal } from '../random.ts'
import { pairwiseCorrelations as innerProducts } from '../series/many-correlations.ts'
import { stackSeries } from '../series/unit-series.ts'
import { type CascadeNode, type Dependency, findCascade } from './cascade.ts'
import { concentration } from './concentration.ts'
import { ensembleSurvival, errorCorrelation } from './error-correlation.ts'
import { errorPairSums, planErrorProducts, sumsOfProducts } from './error-sums.ts'
import { type Trace, traceOnsets } from './onsets.ts'
import { proxyGaming } from './proxy-gaming.ts'
import { seriesLink } from './series-link.ts'
import { equalColumns, keyHash, smallestKeys } from './shared-values.ts'
import { synchronousDrift } from './synchronous.ts'
import {
  CHAIN_LAGS,
  chainTraces,
  followingSeries,
  independentTraces,
  names,
  SPAN,
  sharedStepTraces,
} from './testing/generate-fleet.ts'

// Seeded simulations of many logs: seconds alone, minutes on a machine that does much else.
vi.setConfig({ testTimeout: 300_000 })

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1)
const HOUR = 3_600_000

const nodesOf = (traces: readonly Trace[]): CascadeNode[] =>
  traces.map((trace, i) => ({ name: names(traces.length)[i], onsets: traceOnsets(trace, i) }))

const chain = (count: number): Dependency[] =>
  names(count)
    .slice(1)
    .map((to, i) => ({ from: names(count)[i], to, column: 'upstream', source: 'manifest', course: null }))

describe('cascade of six models with lags of an hour to a month', () => {
  it('has its root, its order and its lags found', () => {
    let right = 0
    let lagsRight = 0
    for (const seed of SEEDS) {
      const { edges, root, order } = findCascade(nodesOf(chainTraces(seed)), chain(6), SPAN, seed)
      if (root === 'model 1' && order.join() === names(6).join()) right += 1
      const lags = edges.map(({ lagMs }) => lagMs / HOUR)
      if (lags.length === 5 && lags.every((lag, i) => Math.abs(lag - CHAIN_LAGS[i]) <= 2)) lagsRight += 1
    }
    expect(right).toBeGreaterThanOrEqual(18)
    expect(lagsRight).toBeGreaterThanOrEqual(16)
  })

  it('is not seen in independent drifts of the same fleet', () => {
    const withEdges = SEEDS.filter(
      (seed) => findCascade(nodesOf(independentTraces(seed)), chain(6), SPAN, seed).edges.length > 0,
    )
    expect(withEdges.length).toBeLessThanOrEqual(2)
  })

  it('is not seen in a step that all share, though the dependencies are there', () => {
    for (const seed of SEEDS.slice(0, 5)) {
      expect(findCascade(nodesOf(sharedStepTraces(seed)), chain(7), SPAN, seed).edges).toEqual([])
    }
  })

  it('is not proven by one pair in order', () => {
    const onset = (at: number) => ({ at, low: at, high: at, psi: 0.3, pValue: 0.001 })
    const day = 24 * HOUR
    const nodes = [
      { name: 'model 1', onsets: [onset(SPAN[0] + 20 * day)] },
      { name: 'model 2', onsets: [onset(SPAN[0] + 50 * day)] },
    ]
    expect(findCascade(nodes, chain(2), SPAN).edges).toEqual([])
  })
})

describe('course of two series', () => {
  it('tells the lag at which one follows the other', () => {
    for (const lag of [1, 24, 300]) {
      const { first, second } = followingSeries(lag, lag, 0.6)
      expect(seriesLink(first, second, HOUR, 744)).toMatchObject({ lagSteps: lag })
      expect(seriesLink(first, second, HOUR, 744)?.pValue).toBeLessThan(1e-4)
      expect(seriesLink(second, first, HOUR, 744)).toBeNull()
    }
  })

  it('is not linked by one shock each, by trends or by the hours of the day', () => {
    let fired = 0
    for (const seed of SEEDS) {
      const { first, second } = followingSeries(seed, 1, 0)
      for (let t = 500; t < first.length; t++) first[t] += 30
      for (let t = 900; t < first.length; t++) second[t] += 30
      if ((seriesLink(first, second, HOUR, 744)?.pValue ?? 1) < 0.01) fired += 1
    }
    expect(fired).toBeLessThanOrEqual(1)
  })
})

describe('synchronous drift', () => {
  it('of seven models with a shared step is one finding, not seven', () => {
    for (const seed of SEEDS) {
      const onsets = sharedStepTraces(seed).flatMap((trace, i) =>
        traceOnsets(trace, i).map(({ at }) => ({ model: names(7)[i], at })),
      )
      const found = synchronousDrift(onsets, SPAN, seed)
      expect(found.length).toBe(1)
      expect(found[0].models.toSorted()).toEqual(names(7))
    }
  })

  it('is not seen in independent drifts', () => {
    const fired = SEEDS.filter((seed) => {
      const random = createRandom(seed)
      const onsets = names(7).flatMap((model) =>
        [1, 2].map(() => ({ model, at: SPAN[0] + (SPAN[1] - SPAN[0]) * random.uniform() })),
      )
      return synchronousDrift(onsets, SPAN, seed).length > 0
    })
    expect(fired.length).toBeLessThanOrEqual(1)
  })
})

describe('onsets of a trace', () => {
  it('are placed within two hours of the truth, and not found where nothing changes', () => {
    let near = 0
    for (const seed of SEEDS) {
      const [first] = traceOnsets(sharedStepTraces(seed, 1)[0], seed)
      const random = createRandom(seed, 7)
      const truth = SPAN[0] + (24 * 20 + Math.floor(random.uniform() * 24 * 80)) * HOUR
      if (first !== undefined && Math.abs(first.at - truth) <= 2 * HOUR) near += 1
    }
    expect(near).toBeGreaterThanOrEqual(19)
    const still = SEEDS.filter((seed) => {
      const random = createRandom(seed, 9)
      const buckets = Array.from({ length: 2_000 }, () =>
        Float64Array.from([0, 0, 0], () => 20 + Math.floor(5 * random.uniform())),
      )
      return traceOnsets({ start: SPAN[0], widthMs: HOUR, buckets }, seed).length > 0
    })
    expect(still.length).toBeLessThanOrEqual(1)
  })
})

describe('error correlation', () => {
  const shared = (rho: number, members: number, rows = 20_000): Float64Array[] => {
    const random = createRandom(3)
    const errors = Array.from({ length: members }, () => new Float64Array(rows))
    for (let i = 0; i < rows; i++) {
      const common = random.uniform() < 0.2 ? 1 : 0
      for (const own of errors)
        own[i] = random.uniform() < Math.sqrt(rho) ? common : random.uniform() < 0.2 ? 1 : 0
    }
    return errors
  }

  it('of errors that share a cause is what was built in, and so many models are worth fewer', () => {
    const { mean, effectiveModels, amplification, pairs } = errorCorrelation(stackSeries(shared(0.5, 4)))
    expect(mean).toBeCloseTo(0.5, 1)
    expect(effectiveModels).toBeCloseTo(4 / 2.5, 1)
    expect(amplification).toBeCloseTo(2, 0)
    expect(pairs.every(({ pAdjusted }) => pAdjusted !== null && pAdjusted < 1e-6)).toBe(true)
    expect(pairs[0].jointFailure).toBeGreaterThan(2 * (pairs[0].independent ?? 1))
  })

  it('of independent errors is none', () => {
    const { effectiveModels, pairs } = errorCorrelation(stackSeries(shared(0, 5)))
    expect(effectiveModels).toBeGreaterThan(4.8)
    expect(pairs.some(({ pAdjusted }) => pAdjusted !== null && pAdjusted < 0.01)).toBe(false)
  })

  it('has sums that products of whole series give too, with what is missing left out', () => {
    const random = createRandom(5)
    const errors = stackSeries(
      Array.from({ length: 4 }, (_, m) =>
        Float64Array.from({ length: 300 }, () =>
          random.uniform() < 0.3
            ? Number.NaN
            : m < 2
              ? Number(random.uniform() < 0.4)
              : 50 + random.uniform(),
        ),
      ),
    )
    const plan = planErrorProducts(errors)
    const sums = errorPairSums(errors)
    const fromProducts = sumsOfProducts(plan.means, innerProducts(plan.table))
    expect(sums.every((sum, at) => Math.abs(sum - fromProducts[at]) <= 1e-9 * Math.abs(sum))).toBe(true)
    const parts = [errorPairSums(errors, 0, 100), errorPairSums(errors, 100)]
    expect(sums.every((sum, at) => Math.abs(sum - parts[0][at] - parts[1][at]) <= 1e-12 * sum)).toBe(true)
  })

  it('is null where models share no rows', () => {
    const none = new Float64Array(100).fill(Number.NaN)
    expect(errorCorrelation(stackSeries([none, none]))).toMatchObject({ mean: null, effectiveModels: null })
  })

  it('counts who survives the removal of members', () => {
    // Three members: row 1 all right, row 2 only A wrong, row 3 A and B wrong, row 4 only C wrong.
    const survival = ensembleSurvival(
      stackSeries([Float64Array.of(0, 1, 1, 0), Float64Array.of(0, 0, 1, 0), Float64Array.of(0, 0, 0, 1)]),
    )
    expect(survival?.map(({ mean, worst }) => [mean, worst])).toEqual([
      [0.75, 0.75],
      // A and B 1, 0.5, 0, 1; A and C 1, 0.5, 0.5, 0.5; B and C 1, 1, 0.5, 0.5.
      [(2.5 + 2.5 + 3) / 12, 0.625],
      [(2 + 3 + 3) / 12, 0.5],
    ])
    expect(survival?.[2].worstRemoved).toEqual([1, 2])
    expect(ensembleSurvival(stackSeries([Float64Array.of(0)]))).toBeNull()
  })
})

describe('proxy gaming', () => {
  const series = (seed: number, slope: number): Float64Array => {
    const random = createRandom(seed)
    return Float64Array.from({ length: 40 }, (_, i) => slope * Math.max(0, i - 10) + randomNormal(random))
  }

  it('is an objective that rises while a guard falls, since they go apart', () => {
    const [falls, still] = proxyGaming(series(1, 0.2), [
      { name: 'satisfaction', values: series(2, -0.2), worse: 'fall' },
      { name: 'complaints', values: series(3, 0), worse: 'rise' },
    ])
    expect(falls.fired).toBe(true)
    expect(Math.abs(falls.since - 25)).toBeLessThan(8)
    expect(still.fired).toBe(false)
  })

  it('is not an objective that rises with its guard', () => {
    expect(
      proxyGaming(series(1, 0.2), [{ name: 'guard', values: series(2, 0.2), worse: 'fall' }])[0].fired,
    ).toBe(false)
    const fired = SEEDS.filter(
      (seed) =>
        proxyGaming(series(seed, 0), [{ name: 'guard', values: series(seed + 100, 0), worse: 'fall' }])[0]
          .fired,
    )
    expect(fired.length).toBeLessThanOrEqual(1)
  })
})

describe('values that two models share', () => {
  const encoder = new TextEncoder()
  const hashOf = (i: number): number => keyHash(encoder.encode(`row-${i}`))
  const sample = (name: string, value: (i: number) => number, from: number, to: number) => {
    const hashes = Float64Array.from({ length: to - from }, (_, i) => hashOf(from + i))
    const rows = smallestKeys(hashes, 500)
    return {
      keys: Float64Array.from(rows, (row) => hashes[row]),
      columns: [{ name, values: Float64Array.from(rows, (row) => value(from + row)) }],
    }
  }

  it('are found on the rows that both have, up to one in twenty that differ', () => {
    const first = sample('output', (i) => i / 7, 0, 1_000)
    const same = sample('input', (i) => i / 7, 0, 1_000)
    const nearly = sample('input', (i) => (i % 25 === 0 ? -1 : i / 7), 0, 1_000)
    const other = sample('input', (i) => (i % 10 === 0 ? -1 : i / 7), 0, 1_000)
    const elsewhere = sample('input', (i) => i / 7, 1_000, 2_000)
    expect(equalColumns(first, 'output', same)).toEqual(['input'])
    expect(equalColumns(first, 'output', nearly)).toEqual(['input'])
    expect(equalColumns(first, 'output', other)).toEqual([])
    expect(equalColumns(first, 'output', elsewhere)).toEqual([])
  })

  it('are chosen by the smallest hashes, the first row of each', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(40).map(hashOf), fc.constant(Number.POSITIVE_INFINITY)), { maxLength: 200 }),
        fc.integer({ min: 1, max: 30 }),
        (hashes, most) => {
          const different = [...new Set(hashes)].filter(Number.isFinite).sort((a, b) => a - b)
          expect([...smallestKeys(Float64Array.from(hashes), most)]).toEqual(
            different.slice(0, most).map((hash) => hashes.indexOf(hash)),
          )
        },
      ),
    )
    // Far more rows than are kept, so that a limit is guessed before.
    const many = Float64Array.from({ length: 30_000 }, (_, i) => hashOf(i % 20_000))
    const sorted = Float64Array.from(new Set(many)).sort()
    const kept = smallestKeys(many, 40)
    expect([...kept].map((row) => many[row])).toEqual([...sorted.slice(0, 40)])
    expect(Math.max(...kept)).toBeLessThan(20_000)
  })

  it('are told by hashes of 53 bits that differ where the keys do, wherever the bytes stand', () => {
    const hashes = new Set(Array.from({ length: 200_000 }, (_, i) => hashOf(i)))
    expect(hashes.size).toBe(200_000)
    expect([...hashes].every(Number.isSafeInteger)).toBe(true)
    const bytes = encoder.encode('..row-7..')
    expect(keyHash(bytes, 2, 7)).toBe(hashOf(7))
  })
})

describe('concentration', () => {
  it('is 1/n for equal shares, and counts effective models', () => {
    expect(concentration([10, 10, 10, 10])).toMatchObject({ hhi: 0.25, effective: 4 })
    expect(concentration([90, 10])?.hhi).toBeCloseTo(0.82, 12)
    expect(concentration([0, 0])).toBeNull()
  })
})
