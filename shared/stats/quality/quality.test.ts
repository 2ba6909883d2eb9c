import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom, randomPoisson } from '../random.ts'
import { unseenCategories } from './categories.ts'
import { valueSpikes } from './default-spike.ts'
import {
  addMissing,
  addNumber,
  addText,
  constantColumn,
  createFingerprint,
  duplicateColumns,
  fingerprintText,
} from './fingerprint.ts'
import { latencySummary } from './latency.ts'
import golden from './quality.golden.json' with { type: 'json' }
import { quantileFences, rangeCheck } from './range-fences.ts'
import { errorRateChange, missingRateChange, rateChange } from './rate-change.ts'
import {
  addTimes,
  createOrderState,
  futureTimestamps,
  outOfOrderShare,
  pointInTimeLeaks,
  staleness,
} from './times.ts'
import { type VolumeBucket, volumeCheck, volumeProfile } from './volume.ts'

const ramp = (n: number, from: number, step: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => from + i * step)

describe('rate changes', () => {
  it.each(golden.rates)('of $current in $current_rows have the binomial p-value of SciPy', (c) => {
    const both = rateChange(c.reference, c.reference_rows, c.current, c.current_rows)
    expect(both.pValue).toBeCloseTo(c.two_sided, 12)
    const rise = rateChange(c.reference, c.reference_rows, c.current, c.current_rows, { direction: 'rise' })
    expect(rise.pValue).toBeCloseTo(c.rise, 12)
  })

  it('need a point as well as significance', () => {
    expect(missingRateChange(50, 1000, 90, 1000)).toMatchObject({
      fired: true,
      reference: 0.05,
      current: 0.09,
    })
    const tiny = missingRateChange(50_000, 1_000_000, 55_000, 1_000_000)
    expect(tiny.pValue).toBeLessThan(1e-9)
    expect(tiny.fired).toBe(false)
    expect(missingRateChange(1, 20, 2, 20).fired).toBe(false)
    expect(missingRateChange(100, 1000, 20, 1000).fired).toBe(true)
  })

  it('of errors fire on rises alone', () => {
    expect(errorRateChange(10, 10_000, 60, 10_000).fired).toBe(true)
    expect(errorRateChange(60, 10_000, 10, 10_000).fired).toBe(false)
  })

  it('without rows are no change', () => {
    expect(rateChange(0, 0, 1, 10)).toMatchObject({
      reference: null,
      change: null,
      pValue: null,
      fired: false,
    })
    expect(rateChange(1, 10, 0, 0)).toMatchObject({ current: null, ci: null, fired: false })
  })
})

describe('range fences', () => {
  it('move and scale with the values, whatever their sign', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (shift, scale) => {
          const plain = quantileFences(ramp(101, -50, 1))
          const moved = quantileFences(ramp(101, -50, 1).map((value) => value * scale + shift))
          expect(moved?.lower).toBeCloseTo((plain?.lower ?? 0) * scale + shift, 6)
          expect(moved?.upper).toBeCloseTo((plain?.upper ?? 0) * scale + shift, 6)
          expect(moved?.outside).toBe(0)
        },
      ),
    )
  })

  it('do not fire on a negative minimum that stays, and do on a sentinel', () => {
    const baseline = ramp(1000, -40, 0.08)
    const fences = quantileFences(baseline)
    expect(fences).not.toBeNull()
    if (fences === null) return
    expect(rangeCheck(fences, ramp(500, -40, 0.16)).fired).toBe(false)
    const sentinel = Float64Array.from([...new Array(20).fill(-999), ...ramp(480, -40, 0.16)])
    expect(rangeCheck(fences, sentinel)).toMatchObject({ fired: true, below: 20, above: 0, current: 0.04 })
  })

  it('of nothing are none; of a constant they are the value', () => {
    expect(quantileFences(new Float64Array(0))).toBeNull()
    expect(quantileFences(new Float64Array(30).fill(7))).toEqual({ lower: 7, upper: 7, outside: 0, rows: 30 })
  })
})

describe('categories', () => {
  it('that are new and that are gone are counted with their rows', () => {
    const found = unseenCategories(
      new Map([
        ['a', 50],
        ['b', 30],
        ['c', 20],
      ]),
      new Map([
        ['a', 90],
        ['x', 8],
        ['y', 2],
        ['b', 0],
      ]),
    )
    expect(found).toEqual({
      share: 0.1,
      rows: 10,
      categories: 2,
      examples: [
        { category: 'x', rows: 8 },
        { category: 'y', rows: 2 },
      ],
      vanished: 2,
      vanishedShare: 0.5,
    })
    expect(unseenCategories(new Map(), new Map())).toMatchObject({ share: null, vanishedShare: null })
  })
})

describe('value spikes', () => {
  const reference = new Map<number | string, number>([
    [0, 10],
    [5, 300],
  ])

  it('at a default need one point, elsewhere five', () => {
    const current = new Map<number | string, number>([
      [0, 40],
      [5, 340],
      [-999, 15],
      [7.5, 30],
      [8.5, 80],
    ])
    expect(
      valueSpikes(reference, 1000, current, 1000).map(({ value, isDefault }) => [value, isDefault]),
    ).toEqual([
      [8.5, false],
      [0, true],
      [-999, true],
    ])
  })

  it('know defaults that are texts, in any case', () => {
    const found = valueSpikes(
      new Map(),
      1000,
      new Map([
        ['', 30],
        ['Unknown', 40],
      ]),
      1000,
    )
    expect(found.map(({ value, isDefault }) => [value, isDefault])).toEqual([
      ['Unknown', true],
      ['', true],
    ])
  })

  it('within chance and without rows are none', () => {
    expect(valueSpikes(reference, 1000, new Map([[0, 1]]), 30)).toEqual([])
    expect(valueSpikes(reference, 0, new Map([[0, 1]]), 30)).toEqual([])
  })
})

describe('fingerprints', () => {
  const printOf = (values: readonly (number | string | null)[]): string => {
    const print = createFingerprint()
    for (const value of values) {
      if (value === null) addMissing(print)
      else if (typeof value === 'string') addText(print, value)
      else addNumber(print, value)
    }
    return fingerprintText(print)
  }

  it('find columns that repeat one another', () => {
    const prints = new Map([
      ['a', printOf([1, 2, null])],
      ['b', printOf(['1', '2', ''])],
      ['c', printOf([1, 2, null])],
      ['d', printOf([2, 1, null])],
    ])
    expect(duplicateColumns(prints)).toEqual([['a', 'c']])
    expect(printOf([0])).toBe(printOf([-0]))
  })

  it('differ for different values, order or cuts between texts', () => {
    const column = fc.array(fc.oneof(fc.integer(), fc.string(), fc.constant(null)), { maxLength: 12 })
    fc.assert(
      fc.property(column, column, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b)
        expect(printOf(a) === printOf(b)).toBe(same)
      }),
    )
    expect(printOf(['ab', 'c'])).not.toBe(printOf(['a', 'bc']))
  })

  it('constant columns are told from empty ones', () => {
    expect(constantColumn(1, 50)).toBe('constant')
    expect(constantColumn(0, 0)).toBe('all_missing')
    expect(constantColumn(1, 1)).toBeNull()
    expect(constantColumn(2, 50)).toBeNull()
  })
})

describe('times', () => {
  it('out of order are those before the latest so far, in one chunk or several', () => {
    const whole = createOrderState()
    addTimes(whole, [1, 5, 3, Number.NaN, 6, 2])
    expect(whole).toEqual({ rows: 5, late: 2, latest: 6, greatestLatenessMs: 4 })
    expect(outOfOrderShare(whole)).toBe(0.4)
    const parts = createOrderState()
    addTimes(parts, [1, 5])
    addTimes(parts, [3, Number.NaN, 6, 2])
    expect(parts).toEqual(whole)
    expect(outOfOrderShare(createOrderState())).toBeNull()
  })

  it('in the future are those beyond the tolerance', () => {
    expect(futureTimestamps([0, 50_000, 61_000, 100_000, Number.NaN], 0)).toEqual({
      rows: 4,
      future: 2,
      share: 0.5,
      greatestLeadMs: 100_000,
    })
    expect(futureTimestamps([], 0).share).toBeNull()
  })

  it('are stale when the silence is long for this log', () => {
    const hourly = ramp(100, 0, 3_600_000)
    expect(staleness(hourly[99], hourly[99] + 7_200_000, hourly)).toMatchObject({ ratio: 2, stale: false })
    expect(staleness(hourly[99], hourly[99] + 14_400_000, hourly)).toMatchObject({ ratio: 4, stale: true })
    expect(staleness(0, 10, [1, 2]).usualGapMs).toBeNull()
  })

  it('of features at or after the prediction are leaks', () => {
    expect(pointInTimeLeaks([1, 5, 10, Number.NaN], [2, 5, 4, 9])).toEqual({
      rows: 3,
      leaks: 2,
      share: 2 / 3,
      medianLeadMs: 3,
    })
    expect(pointInTimeLeaks([], [])).toEqual({ rows: 0, leaks: 0, share: null, medianLeadMs: null })
  })
})

describe('volume', () => {
  /** Weeks of hourly Poisson counts, busy by day, quiet by night and on Sundays. */
  function weeks(count: number, seed: number, noise = 1): VolumeBucket[] {
    const random = createRandom(seed)
    return Array.from({ length: count * 168 }, (_, i) => {
      const slot = i % 168
      const busy = slot % 24 >= 8 && slot % 24 < 20 && slot < 144
      return { slot, rows: noise * randomPoisson(random, (busy ? 400 : 40) / noise) }
    })
  }

  it('is compared with the same hour and weekday', () => {
    const profile = volumeProfile(weeks(6, 1))
    expect(profile).not.toBeNull()
    if (profile === null) return
    expect(volumeCheck(profile, { slot: 10, rows: 400 })).toMatchObject({
      fired: false,
      comparedWith: 'hour_and_weekday',
      buckets: 6,
    })
    expect(volumeCheck(profile, { slot: 10, rows: 40 }).fired).toBe(true)
    expect(volumeCheck(profile, { slot: 3, rows: 40 }).fired).toBe(false)
    expect(volumeCheck(profile, { slot: 154, rows: 400 }).fired).toBe(true)
    expect(volumeCheck(profile, { slot: 10, rows: 0 })).toMatchObject({ ratio: 0, fired: true })
  })

  it('seldom fires on weeks like the baseline, overdispersed or not', () => {
    for (const noise of [1, 10]) {
      const profile = volumeProfile(weeks(6, 2, noise))
      expect(profile).not.toBeNull()
      if (profile === null) return
      if (noise === 10) expect(profile.dispersion).toBeGreaterThan(7)
      const fired = weeks(4, 3, noise).filter((bucket) => volumeCheck(profile, bucket).fired)
      expect(fired.length).toBeLessThan(8)
    }
  })

  it('falls back to the hour, then to everything, where there are too few weeks', () => {
    const week = volumeProfile(weeks(1, 4))
    expect(week && volumeCheck(week, { slot: 10, rows: 390 }).comparedWith).toBe('hour')
    const short = volumeProfile([
      { slot: 5, rows: 10 },
      { slot: 6, rows: 12 },
    ])
    expect(short && volumeCheck(short, { slot: 5, rows: 11 })).toMatchObject({
      comparedWith: 'all',
      expected: 11,
    })
    expect(volumeProfile([])).toBeNull()
  })

  it('of a slot that was always empty fires once there are rows enough', () => {
    const silent = volumeProfile(Array.from({ length: 168 * 4 }, (_, i) => ({ slot: i % 168, rows: 0 })))
    expect(silent && volumeCheck(silent, { slot: 3, rows: 0 }).fired).toBe(false)
    expect(silent && volumeCheck(silent, { slot: 3, rows: 50 })).toMatchObject({ fired: true, ratio: null })
  })
})

describe('latency', () => {
  it('has the quantiles of NumPy within its intervals', () => {
    const summary = latencySummary([...golden.latency, Number.NaN, -5])
    const [p50, p95, p99] = golden.quantiles
    expect(summary).toMatchObject({ rows: 501, left: 2 })
    expect(summary?.p50.value).toBeCloseTo(p50, 10)
    expect(summary?.p95.value).toBeCloseTo(p95, 10)
    expect(summary?.p99.value).toBeCloseTo(p99, 10)
    expect(summary?.mean).toBeCloseTo(golden.mean, 10)
    for (const quantile of [summary?.p50, summary?.p95, summary?.p99]) {
      expect(quantile?.ci[0]).toBeLessThan(quantile?.value ?? 0)
      expect(quantile?.ci[1]).toBeGreaterThan(quantile?.value ?? 0)
    }
    expect(latencySummary([])).toBeNull()
    expect(latencySummary([3])).toMatchObject({ p99: { value: 3, ci: [3, 3] } })
  })
})
