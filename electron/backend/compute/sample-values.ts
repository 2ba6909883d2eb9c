import { createRandom, randomInteger } from '#shared/stats/random.ts'
import type { ColumnTask, Sides } from './procedures.ts'
import { visitCategories } from './visit-columns.ts'

/** `size` row numbers out of `rows` without repetition, ascending; all of them when there are no more. */
export function sampleRowNumbers(rows: number, size: number, seed: number): Uint32Array {
  if (rows <= size) return Uint32Array.from({ length: rows }, (_, row) => row)
  // Floyd's algorithm: each step takes a number that is not taken yet, with equal chances for all sets.
  const random = createRandom(seed)
  const taken = new Set<number>()
  for (let last = rows - size; last < rows; last += 1) {
    const row = randomInteger(random, last + 1)
    taken.add(taken.has(row) ? last : row)
  }
  return Uint32Array.from(taken).sort()
}

/** The values of some rows. */
export function sampleNumbers(values: Float64Array, rows: Uint32Array): Float64Array<ArrayBuffer> {
  return Float64Array.from(rows, (row) => values[row])
}

const YES: ReadonlySet<string> = new Set(['1', 'true', 'yes', 'y', 't', 'on'])

/** The values of some rows of a column of words for yes and no: 1, 0, NaN where missing. */
export function sampleCategories(
  { column, reference, current }: ColumnTask,
  rows: Sides<Uint32Array>,
  stop: () => void,
): Sides<Float64Array<ArrayBuffer>> {
  const side = (of: 'reference' | 'current') => {
    const wanted = rows[of]
    const sample = new Float64Array(wanted.length)
    let next = 0
    visitCategories(of === 'reference' ? reference : current, column, stop, (codes, values, first) => {
      const numbers = values.map((name) => (YES.has(name.toLowerCase()) ? 1 : 0))
      for (; next < wanted.length && wanted[next] < first + codes.length; next += 1) {
        const code = codes[wanted[next] - first]
        sample[next] = code < 0 ? Number.NaN : numbers[code]
      }
    })
    return sample
  }
  return { reference: side('reference'), current: side('current') }
}
