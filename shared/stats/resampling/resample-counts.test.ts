import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chiSquaredSf } from '../special/chi-squared.ts'
import { drawThresholds, type ResamplingTask, resampleCounts, rowsOf } from './resample-counts.ts'

const counts = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 })
const pair = counts.chain((reference) =>
  fc.record({
    reference: fc.constant(reference),
    current: fc.array(fc.integer({ min: 0, max: 40 }), {
      minLength: reference.length,
      maxLength: reference.length,
    }),
  }),
)
const task = fc.record({
  mode: fc.constantFrom('bootstrap' as const, 'permutation' as const),
  columns: fc.array(pair, { minLength: 1, maxLength: 3 }),
  replicates: fc.integer({ min: 0, max: 5 }),
  seed: fc.integer({ min: 0, max: 0xffffffff }),
})

describe('resampled counts', () => {
  test('each side keeps its rows, and a permutation keeps the rows of each bin', () => {
    fc.assert(
      fc.property(task, (given) => {
        const { bins, counts: drawn } = resampleCounts(given)
        for (const [c, { reference, current }] of given.columns.entries()) {
          for (let r = 0; r < given.replicates; r++) {
            const at = (c * given.replicates + r) * 2 * bins
            const first = drawn.subarray(at, at + bins)
            const second = drawn.subarray(at + bins, at + 2 * bins)
            expect(rowsOf(first)).toBe(rowsOf(reference))
            expect(rowsOf(second)).toBe(rowsOf(current))
            for (let bin = 0; bin < reference.length; bin++) {
              if (given.mode === 'permutation') {
                expect(first[bin] + second[bin]).toBe(reference[bin] + current[bin])
              } else if (reference[bin] === 0) expect(first[bin]).toBe(0)
            }
          }
        }
      }),
    )
  })

  test('parts of the replicates are the same as all of them', () => {
    fc.assert(
      fc.property(task, fc.nat(5), (given, cut) => {
        const at = Math.min(cut, given.replicates)
        const whole = resampleCounts({ ...given, columns: given.columns.slice(0, 1) })
        const first = resampleCounts({ ...given, columns: given.columns.slice(0, 1) }, 0, at)
        const second = resampleCounts({ ...given, columns: given.columns.slice(0, 1) }, at)
        expect([...first.counts, ...second.counts]).toEqual([...whole.counts])
      }),
    )
  })

  test.each(['bootstrap', 'permutation'] as const)('a %s draws in proportion', (mode) => {
    const given: ResamplingTask = {
      mode,
      columns: [{ reference: [50, 0, 120, 30], current: [50, 0, 120, 30] }],
      replicates: 4_000,
      seed: 7,
    }
    const { bins, counts: drawn } = resampleCounts(given)
    const sums = [0, 0, 0, 0]
    for (let r = 0; r < given.replicates; r++) {
      for (let bin = 0; bin < 4; bin++) sums[bin] += drawn[r * 2 * bins + bin]
    }
    const expected = [50, 0, 120, 30].map((count) => count * given.replicates)
    const chi2 = expected.reduce((sum, e, bin) => sum + (e === 0 ? 0 : (sums[bin] - e) ** 2 / e), 0)
    expect(sums[1]).toBe(0)
    expect(chiSquaredSf(chi2, 2)).toBeGreaterThan(0.01)
  })

  test('no word falls past the last bin that has rows', () => {
    expect([...drawThresholds([1, 2, 1, 0, 0])]).toEqual([0x40000000, 0xc0000000])
    expect([...drawThresholds([0, 0])]).toEqual([])
  })

  test('what cannot be drawn is refused', () => {
    const refused = (reference: number[], current: number[]) => () =>
      resampleCounts({ mode: 'bootstrap', columns: [{ reference, current }], replicates: 1, seed: 0 })
    expect(refused([1], [1, 2])).toThrow('same bins')
    expect(refused([0.5], [1])).toThrow('whole numbers')
    expect(refused([4e9], [1e9])).toThrow('more rows')
    expect(refused(new Array(129).fill(1), new Array(129).fill(1))).toThrow('129 bins')
  })
})
