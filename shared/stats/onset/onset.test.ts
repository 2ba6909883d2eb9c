import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom, randomMultinomial, shuffle } from '../random.ts'
import { bestSegment, bestSplit } from './likelihood-scan.ts'
import { findOnset, findOnsets } from './onset.ts'

const CALM = [0.1, 0.2, 0.3, 0.4]
const MOVED = [0.2, 0.25, 0.3, 0.25]

function series(seed: number, laws: readonly (readonly number[])[], rows = 400): Float64Array[] {
  const random = createRandom(seed)
  return laws.map((law) => randomMultinomial(random, rows, law))
}

function stretch(law: readonly number[], buckets: number): (readonly number[])[] {
  return Array.from({ length: buckets }, () => law)
}

describe('bestSplit', () => {
  it('is the G statistic of the two halves, as SciPy’s chi2_contingency(lambda_="log-likelihood")', () => {
    const split = bestSplit(
      [
        [30, 70],
        [44, 56],
      ],
      0,
      2,
      1,
    )
    expect(split?.at).toBe(1)
    expect(split?.statistic).toBeCloseTo(4.223451811771829, 10)
  })
  it('does not depend on the order of the bins (property)', () => {
    const bucket = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(bucket, { minLength: 2, maxLength: 12 }), (buckets) => {
        const there = bestSplit(buckets, 0, buckets.length, 1)
        const back = bestSplit(
          buckets.map((counts) => [...counts].reverse()),
          0,
          buckets.length,
          1,
        )
        expect(back === null).toBe(there === null)
        expect(back?.statistic ?? 0).toBeCloseTo(there?.statistic ?? 0, 8)
      }),
    )
  })
})

describe('findOnset', () => {
  it('finds the bucket of a step', () => {
    const onset = findOnset(series(1, [...stretch(CALM, 18), ...stretch(MOVED, 12)]))
    expect(onset?.at).toBe(18)
    expect(onset?.interval[0]).toBeGreaterThanOrEqual(17)
    expect(onset?.interval[1]).toBeLessThanOrEqual(19)
    expect(onset?.pValue).toBeLessThanOrEqual(0.01)
  })
  it('is null without change, in at least 97 of 100 series', () => {
    let alarms = 0
    for (let seed = 0; seed < 100; seed++) {
      if (findOnset(series(seed, stretch(CALM, 20)), { smallestPsi: 0, replicates: 100 })) alarms++
    }
    expect(alarms).toBeLessThanOrEqual(3)
  })
  it('is null where buckets differ from one another but not in time', () => {
    const random = createRandom(5)
    const days = shuffle(
      random,
      Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? CALM : MOVED)),
    )
    expect(findOnset(series(6, days, 2000))).toBeNull()
  })
  it('needs an effect: a significant but tiny change is null', () => {
    const slight = [0.102, 0.202, 0.299, 0.397]
    const buckets = series(7, [...stretch(CALM, 15), ...stretch(slight, 15)], 200_000)
    expect(findOnset(buckets)).toBeNull()
    expect(findOnset(buckets, { smallestPsi: 0 })?.at).toBeGreaterThan(10)
  })
  it('finds a step among few buckets by redrawing rows', () => {
    const onset = findOnset(series(8, [...stretch(CALM, 3), ...stretch(MOVED, 2)]))
    expect(onset?.at).toBe(3)
  })
  it('passes over empty buckets and keeps their places', () => {
    const empty = new Float64Array(4)
    const buckets = series(9, [...stretch(CALM, 10), ...stretch(MOVED, 10)])
    buckets.splice(10, 0, empty, empty)
    expect(findOnset(buckets)?.at).toBe(12)
  })
  it('has a wider interval for a weaker change', () => {
    const weak = [0.12, 0.22, 0.3, 0.36]
    const width = (law: readonly number[]): number => {
      const onset = findOnset(series(10, [...stretch(CALM, 20), ...stretch(law, 20)], 300), {
        alpha: 0.5,
        smallestPsi: 0,
      })
      return onset ? onset.interval[1] - onset.interval[0] : Number.NaN
    }
    expect(width(weak)).toBeGreaterThan(width(MOVED))
  })
  it('is null for no, one and empty buckets', () => {
    expect(findOnset([])).toBeNull()
    expect(findOnset([[5, 5]])).toBeNull()
    expect(
      findOnset([
        [0, 0],
        [0, 0],
      ]),
    ).toBeNull()
  })
  it('repeats itself', () => {
    const buckets = series(11, [...stretch(CALM, 9), ...stretch(MOVED, 9)])
    expect(findOnset(buckets)).toEqual(findOnset(buckets))
  })
})

describe('bestSegment', () => {
  it('is the G statistic of the stretch against the rest, as SciPy’s chi2_contingency(lambda_="log-likelihood")', () => {
    const segment = bestSegment(
      [
        [20, 35],
        [44, 56],
        [10, 35],
      ],
      0,
      3,
      1,
    )
    expect(segment).toMatchObject({ from: 1, to: 2 })
    expect(segment?.statistic).toBeCloseTo(4.223451811771829, 10)
  })
  it('is the best of all inner stretches (property)', () => {
    const bucket = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(fc.array(bucket, { minLength: 3, maxLength: 9 }), (buckets) => {
        let best = 0
        for (let from = 1; from < buckets.length - 1; from++) {
          for (let to = from + 1; to < buckets.length; to++) {
            const inside = buckets.slice(from, to)
            const outside = [...buckets.slice(0, from), ...buckets.slice(to)]
            const sum = (part: readonly number[][]): number[] =>
              [0, 1, 2].map((b) => part.reduce((total, counts) => total + counts[b], 0))
            const split = bestSplit([sum(inside), sum(outside)], 0, 2, 1)
            best = Math.max(best, split?.statistic ?? 0)
          }
        }
        expect(bestSegment(buckets, 0, buckets.length, 1)?.statistic ?? 0).toBeCloseTo(best, 8)
      }),
    )
  })
  it('is null without an inner stretch that has rows enough', () => {
    expect(bestSegment([[5, 5]], 0, 1, 1)).toBeNull()
    expect(bestSegment([[9], [1], [9]], 0, 3, 5)).toBeNull()
  })
})

describe('findOnsets', () => {
  it('finds a shift and the recovery from it', () => {
    const buckets = series(12, [...stretch(CALM, 20), ...stretch(MOVED, 15), ...stretch(CALM, 20)])
    expect(findOnsets(buckets).map((onset) => onset.at)).toEqual([20, 35])
  })
  it.each([
    ['a few buckets in the middle of many', 60, 28, 4],
    ['one bucket of many', 60, 30, 1],
    ['a stretch among few buckets', 12, 5, 3],
    ['a stretch among so few that rows are redrawn', 7, 3, 2],
    ['the middle third, where no single split helps', 30, 10, 10],
  ])('finds both ends of %s', (_, length, from, width) => {
    for (let seed = 0; seed < 10; seed++) {
      const buckets = series(seed, [
        ...stretch(CALM, from),
        ...stretch(MOVED, width),
        ...stretch(CALM, length - from - width),
      ])
      expect(findOnsets(buckets).map(({ at }) => at)).toEqual([from, from + width])
    }
  })
  it('does not take a second change for the end of the first', () => {
    const buckets = series(14, [
      ...stretch(CALM, 20),
      ...stretch(MOVED, 15),
      ...stretch([0.4, 0.3, 0.2, 0.1], 20),
    ])
    expect(findOnsets(buckets).map(({ at, undoes }) => [at, undoes])).toEqual([
      [20, false],
      [35, false],
    ])
  })
  it('finds two changes that come and go', () => {
    const buckets = series(3, [
      ...stretch(CALM, 15),
      ...stretch(MOVED, 5),
      ...stretch(CALM, 15),
      ...stretch([0.4, 0.3, 0.2, 0.1], 5),
      ...stretch(CALM, 15),
    ])
    expect(findOnsets(buckets).map(({ at }) => at)).toEqual([15, 20, 35, 40])
    expect(findOnsets(buckets).map(({ undoes }) => undoes)).toEqual([false, true, false, true])
  })
  it('raises a false alarm in at most 2% of series without change, whatever their length', () => {
    for (const length of [6, 14, 40]) {
      let alarms = 0
      for (let seed = 0; seed < 300; seed++) {
        if (findOnsets(series(seed, stretch(CALM, length), 300), { smallestPsi: 0, replicates: 100 }).length)
          alarms++
      }
      expect(alarms).toBeLessThanOrEqual(6)
    }
  })
  it('takes what comes back every week for no change', () => {
    let alarms = 0
    for (let seed = 0; seed < 40; seed++) {
      const weeks = Array.from({ length: 56 }, (_, day) => (day % 7 < 5 ? CALM : MOVED))
      if (findOnsets(series(seed, weeks, 1_000)).length > 0) alarms++
    }
    expect(alarms).toBeLessThanOrEqual(2)
  })
  it('is empty without change', () => {
    expect(findOnsets(series(13, stretch(CALM, 40)))).toEqual([])
  })
})
