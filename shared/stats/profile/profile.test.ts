import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countNumeric, describeNumericBins } from '../binning/count-numeric.ts'
import { cutNumeric } from '../binning/numeric-bins.ts'
import { measureCategoricalColumn, measureNumericColumn } from '../drift/column.ts'
import { createSortScratch, sortFloat64 } from '../sorting/float64.ts'
import { ks2Sample, ksAsymptoticP } from '../two-sample/ks.ts'
import { cellFinder, findCells } from './cell-finder.ts'
import {
  type ColumnProfile,
  coarsenProfile,
  MOMENT,
  mergeProfiles,
  shapeOf,
  TALLY,
  TIMELESS,
} from './column-profile.ts'
import { profileCodes, profileNumbers, slotRows } from './fill.ts'
import {
  type ColumnHead,
  cellsOfCategories,
  type FrozenNumeric,
  freezeCategories,
  freezeNumeric,
  shapeOfColumn,
} from './frozen-column.ts'
import { binCounts, binOfCells, countOnGrid, cutGrid, MOST_GRID_CELLS } from './grid.ts'
import { measuresFromProfile, prepareColumn } from './measures.ts'
import { quickKsP } from './quick-ks-p.ts'
import { hostileSamples } from './testing/hostile-samples.ts'
import { addWindow, emptySums, windowSums, withCoarseLevel } from './window.ts'

const head: ColumnHead = { name: 'x', kind: 'numeric', role: 'feature', storage: 'number' }
const scratch = createSortScratch()

const value = fc.oneof(
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  fc.integer({ min: -4, max: 4 }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0),
)
const sample = fc.array(value, { maxLength: 150 })
const numbers = (list: readonly number[]) => Float64Array.from(list)
const sorted = (list: readonly number[]) => sortFloat64(numbers(list.filter((x) => !Number.isNaN(x))))

function freeze(list: readonly number[]): FrozenNumeric {
  return freezeNumeric(head, numbers(list), null, scratch)
}

/** The profile of some rows with the positions 0, 1, 2 …, `width` in a bucket. */
function profileOf(frozen: FrozenNumeric, list: readonly number[], width: number, first = 0): ColumnProfile {
  const positions = Float64Array.from(list, (_, row) => first + row)
  const fill = { grid: frozen.grid, finder: cellFinder(frozen.grid), labels: null }
  return profileNumbers(numbers(list), slotRows(positions, width), fill)
}

function wholeOf(frozen: FrozenNumeric, list: readonly number[]) {
  const levels = withCoarseLevel(profileOf(frozen, list, 7), 4)
  return measuresFromProfile(prepareColumn(frozen), windowSums(levels, 'all', shapeOfColumn(frozen)))
}

describe('grid', () => {
  it('holds every edge of the default bins, and ten bins out of 160 quantiles', () => {
    const baseline = sorted(Array.from({ length: 1000 }, (_, i) => i))
    const bins = cutNumeric(baseline, new Float64Array(0))
    const grid = cutGrid(baseline, bins)
    expect(
      bins.scheme === 'intervals' && bins.boundaries.every((edge) => grid.boundaries.includes(edge)),
    ).toBe(true)
    // 159 inner quantiles, 4 of the tails, the least value and the one after the largest.
    expect(grid.boundaries).toHaveLength(165)
  })
  it('counts on the bins follow from counts on the cells, whatever the data (property)', () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const reference = sorted(x)
        const current = sorted(y)
        const bins = cutNumeric(reference, current)
        const grid = cutGrid(reference, bins)
        expect(grid.boundaries.length).toBeLessThan(MOST_GRID_CELLS)
        const binOf = binOfCells(grid, bins)
        const counts = binCounts(countOnGrid(current, grid), binOf, describeNumericBins(bins).length)
        expect(counts).toEqual(countNumeric(current, bins))
      }),
    )
  })
  it('a heavy value is a cell by itself', () => {
    const baseline = sorted([
      ...Array.from({ length: 500 }, (_, i) => i / 500),
      ...new Array(20).fill(0.25001),
    ])
    const grid = cutGrid(baseline, cutNumeric(baseline, new Float64Array(0)))
    const at = grid.boundaries.indexOf(0.25001)
    expect(countOnGrid(baseline, grid)[at + 1]).toBe(20)
  })
  it('refuses bins that need more cells than a grid has', () => {
    const many = sorted(Array.from({ length: 700 }, (_, i) => i))
    expect(() => cutGrid(many, cutNumeric(many, many, { binning: 'values' }))).toThrow(RangeError)
  })
  it('finds the cell of any value as a search in the edges does (property)', () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const reference = sorted(x)
        const grid = cutGrid(reference, cutNumeric(reference, reference))
        const values = sorted(y)
        const cells = new Uint16Array(values.length)
        findCells(values, values.length, cellFinder(grid), cells)
        const counts = new Array(grid.boundaries.length + 1).fill(0)
        for (const cell of cells) counts[cell]++
        expect(counts).toEqual(countOnGrid(values, grid))
      }),
    )
  })
})

/** Profiles of whole numbers, whose sums do not round. */
const wholeNumbers = fc.array(fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constant(Number.NaN)), {
  maxLength: 40,
})

describe('merge', () => {
  const frozen = freeze(Array.from({ length: 101 }, (_, i) => i - 50))
  const part = (rows: readonly number[], first: number) => profileOf(frozen, rows, 8, first)
  const shape = shapeOfColumn(frozen)
  it('is associative and commutative (property)', () => {
    fc.assert(
      fc.property(wholeNumbers, wholeNumbers, wholeNumbers, fc.nat(60), fc.nat(60), (x, y, z, i, j) => {
        const [a, b, c] = [part(x, 0), part(y, i), part(z, j)]
        const left = mergeProfiles([mergeProfiles([a, b], shape), c], shape)
        expect(left).toEqual(mergeProfiles([a, mergeProfiles([b, c], shape)], shape))
        expect(left).toEqual(mergeProfiles([c, b, a], shape))
      }),
    )
  })
  it('of the parts is the profile of the whole (property)', () => {
    fc.assert(
      fc.property(wholeNumbers, fc.nat(40), (x, at) => {
        const cut = Math.min(at, x.length)
        const merged = mergeProfiles([part(x.slice(0, cut), 0), part(x.slice(cut), cut)], shape)
        expect(merged).toEqual(part(x, 0))
      }),
    )
  })
  it('has nothing to add for the empty profile', () => {
    const a = part([1, 2, Number.NaN], 5)
    expect(mergeProfiles([a, mergeProfiles([], shape)], shape)).toEqual(a)
  })
  it('then coarsened is coarsened then merged (property)', () => {
    fc.assert(
      fc.property(wholeNumbers, wholeNumbers, fc.nat(60), (x, y, i) => {
        const [a, b] = [part(x, 0), part(y, i)]
        expect(coarsenProfile(mergeProfiles([a, b], shape), 3)).toEqual(
          mergeProfiles([coarsenProfile(a, 3), coarsenProfile(b, 3)], shape),
        )
      }),
    )
  })
})

describe('window', () => {
  const frozen = freeze(Array.from({ length: 101 }, (_, i) => i - 50))
  const shape = shapeOfColumn(frozen)
  it('is the sum of the rows in its buckets, however it falls on the coarse ones (property)', () => {
    fc.assert(
      fc.property(wholeNumbers, fc.integer({ min: -3, max: 25 }), fc.nat(20), (x, start, length) => {
        const levels = withCoarseLevel(profileOf(frozen, x, 2), 3)
        const sums = windowSums(levels, { start, end: start + length }, shape)
        const rows = x.filter(
          (_, row) => Math.floor(row / 2) >= start && Math.floor(row / 2) < start + length,
        )
        const direct = windowSums(withCoarseLevel(profileOf(frozen, rows, 2), 3), 'all', shape)
        expect(sums).toEqual(direct)
      }),
    )
  })
  it('holds rows without a time only when it is the whole log', () => {
    const rows = slotRows(Float64Array.of(1, Number.NaN, 3), 2)
    expect([...rows.buckets]).toEqual([TIMELESS, 0, 1])
    const fill = { grid: frozen.grid, finder: cellFinder(frozen.grid), labels: null }
    const levels = withCoarseLevel(profileNumbers(Float64Array.of(5, 6, 7), rows, fill), 24)
    const rowsOf = (range: Parameters<typeof windowSums>[1]) =>
      windowSums(levels, range, shape).tallies[TALLY.rows]
    expect(rowsOf('all')).toBe(3)
    expect(rowsOf({ start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY })).toBe(2)
    expect(rowsOf({ start: Number.NEGATIVE_INFINITY, end: 1 })).toBe(1)
  })
  it('of several logs adds up', () => {
    const a = withCoarseLevel(profileOf(frozen, [1, 2, 3], 1), 2)
    const sums = emptySums(shape)
    addWindow(sums, a, { start: 1, end: 3 })
    addWindow(sums, a, 'all')
    expect(sums.tallies[TALLY.rows]).toBe(5)
    expect(sums.moments?.[MOMENT.sum]).toBe(11)
  })
})

describe('measures from a profile against those from the rows', () => {
  it.each(Object.entries(hostileSamples()))(
    '%s: PSI, KL, JS, Hellinger, missing equal; D and W1 within their bounds',
    (_, [reference, current]) => {
      const exact = measureNumericColumn(
        { values: reference.slice(), missing: 0 },
        { values: current.slice(), missing: 0 },
        { interval: false },
      )
      const profiled = wholeOf(freeze([...reference]), [...current])
      const found = profiled?.measures
      expect(found?.bins).toEqual(exact.bins)
      for (const name of ['psi', 'kl', 'hellinger'] as const) {
        expect(found?.[name]?.value).toBeCloseTo(exact[name]?.value ?? Number.NaN, 12)
      }
      expect(found?.js?.divergence).toBeCloseTo(exact.js?.divergence ?? Number.NaN, 12)
      expect(found?.missing).toEqual(exact.missing)
      expect(found?.infinite).toEqual(exact.infinite)
      const ks = profiled?.bounds.ks
      expect(exact.ks?.statistic).toBeGreaterThanOrEqual((ks?.lower ?? Number.NaN) - 1e-15)
      expect(exact.ks?.statistic).toBeLessThanOrEqual((ks?.upper ?? Number.NaN) + 1e-15)
      const distance = profiled?.bounds.wasserstein
      const slack = 1e-9 * (exact.wasserstein?.value ?? 0)
      expect(exact.wasserstein?.value).toBeGreaterThanOrEqual((distance?.lower ?? Number.NaN) - slack)
      expect(exact.wasserstein?.value).toBeLessThanOrEqual((distance?.upper ?? Number.NaN) + slack)
    },
  )
  it('D lies within its bounds, and they are no wider than the largest cell mass (property)', () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const [reference, current] = [sorted(x), sorted(y)]
        const exact = ks2Sample(reference, current, 'asymptotic')
        const frozen = freeze(x)
        const ks = wholeOf(frozen, y)?.bounds.ks
        if (exact === null || ks === null || ks === undefined) {
          expect(exact).toBe(ks ?? null)
          return
        }
        expect(exact.statistic).toBeGreaterThanOrEqual(ks.lower - 1e-12)
        expect(exact.statistic).toBeLessThanOrEqual(ks.upper + 1e-12)
        const mass = (rows: Float64Array) => Math.max(...countOnGrid(rows, frozen.grid)) / rows.length
        expect(ks.upper - ks.lower).toBeLessThanOrEqual(Math.max(mass(reference), mass(current)) + 1e-12)
      }),
      { numRuns: 400 },
    )
  })
  it('W1 lies within its bounds (property)', () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const exact = measureNumericColumn(
          { values: numbers(x), missing: 0 },
          { values: numbers(y), missing: 0 },
          { interval: false },
        ).wasserstein
        const bound = wholeOf(freeze(x), y)?.bounds.wasserstein ?? null
        if (exact === null || bound === null) {
          expect(exact).toBe(bound)
          return
        }
        expect(exact.value).toBeGreaterThanOrEqual(bound.lower - 1e-6)
        expect(exact.value).toBeLessThanOrEqual(bound.upper + 1e-6)
      }),
      { numRuns: 400 },
    )
  })
  it('a shift beyond the range of the baseline is exact: nothing is lost in the open cells', () => {
    const reference = Array.from({ length: 500 }, (_, i) => i)
    const ks = wholeOf(
      freeze(reference),
      reference.map((x) => x + 1e6),
    )?.bounds
    expect(ks?.ks).toMatchObject({ lower: 1, upper: 1 })
    expect(ks?.wasserstein?.lower).toBeCloseTo(1e6, 6)
  })
  it('categories: χ² and PSI are those from the counts', () => {
    const categorical: ColumnHead = { ...head, kind: 'categorical', storage: 'string' }
    const baseline = new Map(Array.from({ length: 60 }, (_, i) => [`c${i}`, 200 - i] as const))
    const now = new Map([
      ['c0', 90],
      ['c1', 40],
      ['c57', 12],
      ['new', 30],
      ['(unseen)', 3],
    ])
    const frozen = freezeCategories(categorical, { counts: baseline, missing: 10 })
    const names = [...now.keys()]
    const codes = Int32Array.from(
      [...now.values()].flatMap((rows, code) => new Array(rows).fill(code)).concat([-1]),
    )
    const shape = shapeOfColumn(frozen)
    const profile = profileCodes(
      codes,
      slotRows(new Float64Array(codes.length), 1),
      cellsOfCategories(names, frozen.bins),
      shape.cells,
    )
    const exact = measureCategoricalColumn(
      { counts: baseline, missing: 10 },
      { counts: now, missing: 1 },
      { interval: false },
    )
    const sums = windowSums(withCoarseLevel(profile, 24), 'all', shape)
    expect(measuresFromProfile(prepareColumn(frozen), sums)?.measures).toEqual(exact)
  })
  it('mean, deviation and range of a window are those of its rows, far from 0 too', () => {
    const rows = Array.from({ length: 400 }, (_, i) => 1e9 + (i % 20))
    const summary = wholeOf(freeze(rows), rows)?.measures.summary.current
    expect(summary?.mean).toBeCloseTo(1e9 + 9.5, 6)
    expect(summary?.standardDeviation).toBeCloseTo(Math.sqrt((400 - 1) / 12), 9)
    expect([summary?.minimum, summary?.maximum]).toEqual([1e9, 1e9 + 19])
  })
})

describe('score cells', () => {
  it('hold the sum of the score, the labelled rows and the positives', () => {
    const scores = Array.from({ length: 100 }, (_, i) => i / 100)
    const labels = Float64Array.from(scores, (_, i) => (i % 4 === 3 ? Number.NaN : i % 2))
    const frozen = freezeNumeric({ ...head, role: 'score' }, numbers(scores), labels, scratch)
    const total = (list: ArrayLike<number> | undefined) =>
      Array.from(list ?? []).reduce((sum, x) => sum + x, 0)
    const { score } = frozen.reference
    expect(total(score?.sums)).toBeCloseTo(49.5, 9)
    expect(total(score?.labelled)).toBe(75)
    expect(total(score?.labels)).toBe(25)
    expect(shapeOf(frozen.reference)).toEqual(shapeOfColumn(frozen))
  })
})

describe('quickKsP', () => {
  it('is within 2e-4 of the finite-sample law from 200 rows a side on', () => {
    for (const [n, m] of [
      [200, 200],
      [200, 100_000],
      [1_000, 3_000],
      [40_000, 20_000],
    ]) {
      const effective = (n * m) / (n + m)
      for (let x = 0.3; x < 2.5; x += 0.1) {
        const statistic = x / Math.sqrt(effective)
        const distance = Math.abs(quickKsP(n, m, statistic) - ksAsymptoticP(n, m, statistic))
        expect(distance, `${n} and ${m} rows, D = ${statistic}`).toBeLessThan(2e-4)
      }
    }
  })
  it('stays within 0 and 1 at the ends', () => {
    expect(quickKsP(1, 1, 0)).toBe(1)
    expect(quickKsP(1e7, 1e7, 1)).toBe(0)
  })
})
