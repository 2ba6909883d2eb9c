import { describe, expect, test } from 'vitest'
import { VERDICTS } from '#shared/domain/verdict.ts'
import { DEFAULT_POLICY, SEVERITY_POLICIES } from '#shared/policy/severity-policy.ts'
import { createRandom, randomMultinomial } from '#shared/stats/random.ts'
import { judgeBuckets } from './bucket-verdicts.ts'
import { findChangesInTime } from './changes-in-time.ts'

const words = (codes: Float64Array) => Array.from(codes, (code) => VERDICTS[code])

describe('judgeBuckets', () => {
  const baseline = [1_000, 1_000, 1_000, 1_000]

  test('each bucket is judged by its own rows', () => {
    const { psi, rows, verdicts } = judgeBuckets(
      baseline,
      [
        Float64Array.of(250, 250, 250, 250),
        Float64Array.of(700, 100, 100, 100),
        Float64Array.of(70, 10, 10, 10),
        new Float64Array(4),
      ],
      DEFAULT_POLICY,
    )
    expect(words(verdicts)).toEqual(['none', 'high', 'insufficient', 'insufficient'])
    expect([...rows]).toEqual([1_000, 1_000, 100, 0])
    // Σ (q − p) ln(q / p) = 0.45 ln 2.8 − 3 · 0.15 ln 0.4, less what the half counts take.
    expect(psi[1]).toBeCloseTo(0.45 * Math.log(2.8) - 0.45 * Math.log(0.4), 2)
    expect(psi[3]).toBe(-1)
  })

  test('a large PSI that chance explains is none under the default, and moderate under a limit alone', () => {
    const bucket = [Float64Array.of(63, 34, 53, 50)]
    const small = [60, 60, 50, 45]
    expect(words(judgeBuckets(small, bucket, DEFAULT_POLICY).verdicts)).toEqual(['none'])
    const limits = SEVERITY_POLICIES.find(({ name }) => name === 'psi-only') ?? DEFAULT_POLICY
    const value = judgeBuckets(small, bucket, limits)
    expect(value.psi[0]).toBeGreaterThan(0.05)
    expect(words(value.verdicts)).toEqual([value.psi[0] >= 0.1 ? 'moderate' : 'none'])
  })
})

describe('findChangesInTime', () => {
  const random = createRandom(5)
  const EVEN = [1, 1, 1, 1, 1]
  const TILTED = [4, 1, 1, 1, 1]
  const OTHER = [9, 1, 1, 1, 4]
  /** 20 coarse buckets of 24 fine ones with 30 rows each. */
  const coarseOf = Array.from({ length: 480 }, (_, i) => Math.floor(i / 24))
  const series = (law: (fine: number) => number[]) =>
    coarseOf.map((_, i) => Float64Array.from(randomMultinomial(random, 30, law(i))))

  test('places a change among the fine buckets', () => {
    const [change, ...more] = findChangesInTime(
      series((i) => (i >= 254 ? TILTED : EVEN)),
      coarseOf,
      0,
    )
    expect(more).toEqual([])
    expect(Math.abs(change.at - 254)).toBeLessThanOrEqual(2)
    expect(change.interval[0]).toBeLessThanOrEqual(254)
    expect(change.interval[1]).toBeGreaterThanOrEqual(254)
  })

  test('finds each of two changes', () => {
    const changes = findChangesInTime(
      series((i) => (i < 150 ? EVEN : i < 330 ? TILTED : OTHER)),
      coarseOf,
      0,
    )
    expect(changes).toHaveLength(2)
    expect(Math.abs(changes[0].at - 150)).toBeLessThanOrEqual(2)
    expect(Math.abs(changes[1].at - 330)).toBeLessThanOrEqual(2)
  })

  test('finds nothing where nothing changes', () => {
    expect(
      findChangesInTime(
        series(() => EVEN),
        coarseOf,
        0,
      ),
    ).toEqual([])
  })

  test('hours without rows are passed over', () => {
    const quiet = series((i) => (i >= 254 ? TILTED : EVEN)).map((counts, i) =>
      i % 24 < 8 ? new Float64Array(5) : counts,
    )
    const [change] = findChangesInTime(quiet, coarseOf, 0)
    expect(Math.abs(change.at - 254)).toBeLessThanOrEqual(9)
  })

  test('one bucket is no series', () => {
    expect(findChangesInTime([Float64Array.of(3, 4)], [0], 0)).toEqual([])
    expect(findChangesInTime([], [], 0)).toEqual([])
  })
})
