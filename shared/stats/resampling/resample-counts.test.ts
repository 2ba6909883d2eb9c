import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chiSquaredSf } from '../special/chi-squared.ts'
import { drawsOf, drawThresholds, type ResamplingTask, resampleCounts, rowsOf } from './resample-counts.ts'

const MULTIPLIERS = [0xd2511f53n, 0xcd9e8d57n] as const
const low = (product: bigint): number => Number(product & 0xffff_ffffn)
const high = (product: bigint): number => Number(product >> 32n)

/** Philox4x32-10 as Salmon, Moraes, Dror and Shaw (2011) write it. */
function philox(
  counter: readonly [number, number, number, number],
  key: readonly [number, number],
): number[] {
  let [c0, c1, c2, c3] = counter
  let [k0, k1] = key
  for (let round = 0; round < 10; round++) {
    const [first, third] = [MULTIPLIERS[0] * BigInt(c0), MULTIPLIERS[1] * BigInt(c2)]
    ;[c0, c1, c2, c3] = [(high(third) ^ c1 ^ k0) >>> 0, low(third), (high(first) ^ c3 ^ k1) >>> 0, low(first)]
    k0 = (k0 + 0x9e3779b9) >>> 0
    k1 = (k1 + 0xbb67ae85) >>> 0
  }
  return [c0, c1, c2, c3]
}

/** Words of a stream one after the other. */
function* wordsOf(replicate: number, column: number, side: number, key: readonly [number, number]) {
  for (let block = 0; ; block++) yield* philox([block, replicate, column, side], key)
}

/** One replicate of a column's sides, whose rows are drawn and looked up one by one. */
function rowByRow({ mode, columns, seed }: ResamplingTask, column: number, replicate: number): number[][] {
  const { reference, current } = columns[column]
  const drawn = [Array.from(reference, () => 0), Array.from(current, () => 0)]
  if (mode === 'bootstrap') {
    for (const [side, counts] of [reference, current].entries()) {
      const words = wordsOf(replicate, column, side, [seed, 0])
      const thresholds = drawThresholds(counts)
      for (let draw = 0; draw < rowsOf(counts); draw++) {
        const word = Number(words.next().value)
        const above = thresholds.findIndex((threshold) => word < threshold)
        drawn[side][above === -1 ? thresholds.length : above] += 1
      }
    }
    return drawn
  }
  const words = wordsOf(replicate, column, 0, [seed, 1])
  const left = Array.from(reference, (count, bin) => count + current[bin])
  const rows = rowsOf(left)
  for (let draw = 0; draw < rowsOf(reference); draw++) {
    let place = high(BigInt(Number(words.next().value)) * BigInt(rows - draw))
    let bin = 0
    while (place >= left[bin]) place -= left[bin++]
    left[bin] -= 1
    drawn[0][bin] += 1
  }
  return [drawn[0], left]
}

/** The counts of `resampleCounts`, without the zeros of narrow columns. */
function replicatesOf(task: ResamplingTask, from = 0, to = task.replicates): number[][][][] {
  const { bins, counts } = resampleCounts(task, from, to)
  return task.columns.map(({ reference }, column) =>
    Array.from({ length: to - from }, (_, replicate) =>
      [0, 1].map((side) => {
        const at = ((column * (to - from) + replicate) * 2 + side) * bins
        expect(rowsOf(counts.subarray(at + reference.length, at + bins))).toBe(0)
        return [...counts.subarray(at, at + reference.length)]
      }),
    ),
  )
}

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

const MODES = ['bootstrap', 'permutation'] as const

describe('resampled counts', () => {
  test('are those of rows that are drawn one by one', () => {
    const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 400 }))
    const wide = fc.integer({ min: 0, max: 128 }).chain((bins) => {
      const side = fc.oneof(
        fc.array(count, { minLength: bins, maxLength: bins }),
        fc.constant(Array<number>(bins).fill(0)),
      )
      return fc.record({ reference: side, current: side })
    })
    fc.assert(
      fc.property(
        fc.constantFrom(...MODES),
        fc.array(wide, { minLength: 1, maxLength: 2 }),
        fc.integer({ min: 0, max: 0xffff_ffff }),
        fc.nat(0xffff_ffff),
        (mode, columns, seed, from) => {
          const given: ResamplingTask = { mode, columns, seed, replicates: from + 1 }
          expect(replicatesOf(given, from, from + 1)).toEqual(
            columns.map((_, column) => [rowByRow(given, column, from)]),
          )
        },
      ),
      { numRuns: 40 },
    )
  })

  test.each(MODES)('a %s goes on where a block of words ends', (mode) => {
    for (const rows of [1, 31, 32, 33, 4_095, 4_096, 4_097, 9_001]) {
      const half = Math.floor(rows / 2)
      const columns = [{ reference: [half, 0, rows - half], current: [5, rows, 7] }]
      const given: ResamplingTask = { mode, columns, seed: 1, replicates: 1 }
      expect(replicatesOf(given)).toEqual([[rowByRow(given, 0, 0)]])
    }
  })

  test('a few rows are dealt out of four milliards', () => {
    const given: ResamplingTask = {
      mode: 'permutation',
      columns: [{ reference: [3, 20, 0, 14], current: [2 ** 31 - 3, 0, 2 ** 31 - 60, 25] }],
      seed: 0xffff_ffff,
      replicates: 20,
    }
    const expected = Array.from({ length: given.replicates }, (_, replicate) => rowByRow(given, 0, replicate))
    expect(replicatesOf(given)).toEqual([expected])
  })

  test.each(MODES)('a %s of four milliards of rows is given up between blocks', (mode) => {
    let blocks = 0
    const columns = [{ reference: [2 ** 31, 2 ** 31 - 2], current: [1, 0] }]
    const drawing = () =>
      resampleCounts({ mode, columns, replicates: 1, seed: 0 }, 0, 1, () => {
        if (++blocks > 3) throw new Error('given up')
      })
    expect(drawing).toThrow('given up')
    expect(blocks).toBe(4)
  })

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

  test.each(MODES)('a %s draws in proportion', (mode) => {
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

test('a bootstrap draws the rows of both sides, a permutation those of the reference', () => {
  const columns = [{ reference: [3, 4], current: [10, 0] }]
  expect(drawsOf({ mode: 'bootstrap', columns, replicates: 5, seed: 1 })).toBe(85)
  expect(drawsOf({ mode: 'permutation', columns, replicates: 5, seed: 1 })).toBe(35)
})
