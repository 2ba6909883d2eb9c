import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import golden from '../golden/drift.golden.json' with { type: 'json' }
import { ascending } from '../golden/samples.ts'
import { NUMERIC_BINNINGS } from './bins.ts'
import { countCategories, cutCategories } from './categories.ts'
import { countNumeric, describeNumericBins } from './count-numeric.ts'
import { cutNumeric } from './numeric-bins.ts'
import { nextUp } from './quantiles.ts'

const none = new Float64Array(0)

describe('edges against NumPy', () => {
  const reference = ascending(golden.edges.reference)
  const current = ascending(golden.edges.current)
  it.each(['quantile', 'uniform-baseline', 'uniform-pooled', 'sturges-pooled', 'doane-baseline'] as const)(
    '%s',
    (binning) => {
      const bins = cutNumeric(reference, current, { binning })
      expect(bins.scheme).toBe('intervals')
      const boundaries = bins.scheme === 'intervals' ? bins.boundaries : []
      expect(boundaries.length).toBe(golden.edges[binning].length)
      golden.edges[binning].forEach((edge, i) => {
        expect(boundaries[i]).toBeCloseTo(edge, 12)
      })
    },
  )
})

describe('cutNumeric', () => {
  it('trap: ties collapse quantile edges; they are merged and the heavy value has a bin of its own', () => {
    const values = [...new Array(60).fill(0), ...Array.from({ length: 40 }, (_, i) => i + 1)]
    const bins = cutNumeric(ascending(values), none)
    const shapes = describeNumericBins(bins)
    const zero = shapes.findIndex((shape) => shape.kind === 'value')
    expect(shapes[zero]).toEqual({ label: '= 0', kind: 'value', lower: 0, upper: 0 })
    expect(countNumeric(ascending(values), bins)[zero]).toBe(60)
    const labels = shapes.map((shape) => shape.label)
    expect(new Set(labels).size).toBe(labels.length)
  })
  it('bins a baseline of at most ten values by value, and keeps what it never held apart', () => {
    const bins = cutNumeric(ascending([1, 1, 2, 5, 5, 5]), none)
    expect(describeNumericBins(bins).map((shape) => shape.label)).toEqual([
      '= 1',
      '= 2',
      '= 5',
      '(other)',
      '(unseen)',
    ])
    expect(countNumeric(ascending([1, 3, 5, 99]), bins)).toEqual([1, 0, 1, 0, 2])
  })
  it('values: the 50 most frequent have a bin, the rest of the baseline shares (other)', () => {
    const values = Array.from({ length: 60 }, (_, i) => new Array(i < 50 ? 3 : 1).fill(i)).flat()
    const counts = countNumeric(
      ascending([...values, 1000]),
      cutNumeric(ascending(values), none, { binning: 'values' }),
    )
    expect(counts.slice(-2)).toEqual([10, 1])
    expect(counts).toHaveLength(52)
  })
  it('an empty baseline gives one bin that holds everything', () => {
    const bins = cutNumeric(none, Float64Array.of(1, 2))
    expect(countNumeric(Float64Array.of(1, 2), bins)).toEqual([2])
  })
  it('edges ignore ±Infinity, which falls into the outer bins', () => {
    const finite = Array.from({ length: 100 }, (_, i) => i)
    const with_ = ascending([...finite, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    const bins = cutNumeric(with_, none)
    expect(bins).toEqual(cutNumeric(ascending(finite), none))
    const counts = countNumeric(with_, bins)
    expect([counts[0], counts[counts.length - 1]]).toEqual([11, 11])
  })
  it('drops no row, whatever the data and the binning (property)', () => {
    const value = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 }))
    const sample = fc.array(value, { maxLength: 120 })
    fc.assert(
      fc.property(sample, sample, fc.constantFrom(...NUMERIC_BINNINGS), (x, y, binning) => {
        const bins = cutNumeric(ascending(x), ascending(y), { binning })
        const counts = countNumeric(ascending(y), bins)
        expect(counts.reduce((sum, c) => sum + c, 0)).toBe(y.length)
        expect(counts.every((c) => c >= 0)).toBe(true)
        expect(describeNumericBins(bins)).toHaveLength(counts.length)
      }),
    )
  })
  it('does not depend on the order of the rows, and counting merges: counts of a union are the sums (property)', () => {
    const sample = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 80 })
    fc.assert(
      fc.property(sample, sample, sample, (x, y, z) => {
        const bins = cutNumeric(ascending(x), none)
        expect(cutNumeric(ascending([...x].reverse()), none)).toEqual(bins)
        const sum = countNumeric(ascending(y), bins).map((c, i) => c + countNumeric(ascending(z), bins)[i])
        expect(countNumeric(ascending([...y, ...z]), bins)).toEqual(sum)
      }),
    )
  })
})

describe('cutCategories', () => {
  const counts = new Map(
    Array.from({ length: 60 }, (_, i) => [`c${String(i).padStart(2, '0')}`, i < 50 ? 10 : 1] as const),
  )
  const bins = cutCategories({ counts, missing: 0 })
  it('keeps the 50 largest and tells (other) from (unseen)', () => {
    const side = new Map([
      ['c00', 4],
      ['c55', 3],
      ['new', 2],
    ])
    const counted = countCategories({ counts: side, missing: 9 }, bins)
    expect(counted).toHaveLength(52)
    expect([counted[0], counted[50], counted[51]]).toEqual([4, 3, 2])
  })
  it('settles ties by name and not by the order of reading', () => {
    const backwards = new Map([...counts].reverse())
    expect(cutCategories({ counts: backwards, missing: 0 }).kept).toEqual(bins.kept)
  })
  it('a category named (other) is a category like any other', () => {
    const own = cutCategories({ counts: new Map([['(other)', 5]]), missing: 0 })
    expect(countCategories({ counts: new Map([['(other)', 2]]), missing: 0 }, own)).toEqual([2, 0, 0])
  })
})

describe('nextUp', () => {
  it('is the next double (IEEE 754)', () => {
    expect(nextUp(1)).toBe(1 + Number.EPSILON)
    expect(nextUp(-0)).toBe(Number.MIN_VALUE)
    expect(nextUp(-1)).toBe(-1 + Number.EPSILON / 2)
    expect(nextUp(Number.MAX_VALUE)).toBe(Number.POSITIVE_INFINITY)
  })
})
