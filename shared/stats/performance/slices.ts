import { benjaminiHochberg } from '../multiplicity/adjust.ts'
import { MONITOR_ALPHA } from '../multiplicity/levels.ts'
import { normalSf } from '../special/normal.ts'

/** A way to cut the population: a code for each row, −1 for none. */
export interface SliceColumn {
  readonly name: string
  readonly codes: Int32Array
  readonly values: readonly string[]
}

export interface SlicePart {
  readonly column: string
  readonly value: string
}

export interface WeakSlice {
  /** One condition, or two that hold together. */
  readonly parts: readonly SlicePart[]
  readonly rows: number
  readonly loss: number
  /** Mean loss of the other rows. */
  readonly otherLoss: number
  readonly difference: number
  readonly pValue: number
  readonly pAdjusted: number
}

export interface SliceOptions {
  /** Fewest rows of a slice. */
  readonly minRows?: number
  /** Level of a slice, after the adjustment. */
  readonly alpha?: number
  /** Most slices in the answer. */
  readonly most?: number
}

/** Level at which the rest of a slice is still called worse once a pair is taken out of it; nothing is chosen there. */
const REST_ALPHA = 0.05

interface Sums {
  readonly rows: number
  readonly sum: number
  readonly squares: number
}

/** One-sided p-value that the slice's mean loss is greater than that of the rest of `whole`, by Welch's z. */
function worsePValue(slice: Sums, whole: Sums): number {
  const rows = whole.rows - slice.rows
  if (slice.rows < 2 || rows < 2) return 1
  const mean = slice.sum / slice.rows
  const rest = (whole.sum - slice.sum) / rows
  const variance = (squares: number, m: number, n: number): number =>
    Math.max(0, squares - n * m * m) / (n - 1) / n
  const error = Math.sqrt(
    variance(slice.squares, mean, slice.rows) + variance(whole.squares - slice.squares, rest, rows),
  )
  if (error === 0) return mean > rest ? 0 : 1
  return normalSf((mean - rest) / error)
}

/**
 * Slices, by one column or by two together, whose mean loss is worse than that of the other rows. A slice of two columns
 * counts only where it is worse than the rest of either of its parents as well (its p-value is the greatest of the
 * three), so that a bad city does not bring all its pairs along; a slice of one column is left out where it is no longer
 * worse without such a pair. Benjamini–Hochberg over all slices looked at. Ordered by the loss that they add,
 * rows × difference.
 *
 * Source: Chung et al. (2019), Slice Finder: automated data slicing for model validation; the test of a pair against
 * its parents is an intersection–union test (Berger 1982).
 * @param loss by row, NaN for rows that do not count.
 */
export function weakestSlices(
  loss: Float64Array,
  columns: readonly SliceColumn[],
  options: SliceOptions = {},
): { readonly slices: readonly WeakSlice[]; readonly examined: number } {
  const { minRows = 50, alpha = MONITOR_ALPHA, most = 10 } = options
  const whole = { rows: 0, sum: 0, squares: 0 }
  for (const value of loss) {
    if (Number.isNaN(value)) continue
    whole.rows += 1
    whole.sum += value
    whole.squares += value * value
  }
  const singles = columns.map((column) => sumsByCode(loss, column.codes, column.values.length, 1, null))
  const found: (Omit<WeakSlice, 'pAdjusted'> & { readonly own: Sums; readonly worse: boolean })[] = []
  const add = (parts: readonly SlicePart[], own: Sums, parents: readonly Sums[]): void => {
    if (own.rows < minRows || whole.rows - own.rows < minRows) return
    const loss_ = own.sum / own.rows
    const otherLoss = (whole.sum - own.sum) / (whole.rows - own.rows)
    const pValue = Math.max(worsePValue(own, whole), ...parents.map((parent) => worsePValue(own, parent)))
    found.push({
      parts,
      rows: own.rows,
      loss: loss_,
      otherLoss,
      difference: loss_ - otherLoss,
      pValue,
      own,
      worse: loss_ > otherLoss,
    })
  }
  const part = (c: number, code: number): SlicePart => ({
    column: columns[c].name,
    value: columns[c].values[code],
  })
  for (let a = 0; a < columns.length; a++) {
    for (let i = 0; i < columns[a].values.length; i++) add([part(a, i)], singles[a][i], [])
    for (let b = a + 1; b < columns.length; b++) {
      const width = columns[b].values.length
      const pairs = sumsByCode(loss, columns[a].codes, columns[a].values.length, width, columns[b].codes)
      for (let i = 0; i < columns[a].values.length; i++) {
        for (let j = 0; j < width; j++) {
          const own = pairs[i * width + j]
          // A pair that is the whole of a parent says nothing that the parent does not.
          if (own.rows === singles[a][i].rows || own.rows === singles[b][j].rows) continue
          add([part(a, i), part(b, j)], own, [singles[a][i], singles[b][j]])
        }
      }
    }
  }
  const adjusted = benjaminiHochberg(found.map(({ pValue }) => pValue))
  const weak = found.flatMap(({ worse, own, ...slice }, i) =>
    worse && adjusted[i] < alpha ? [{ own, slice: { ...slice, pAdjusted: adjusted[i] } }] : [],
  )
  const standsAlone = ({ slice, own }: (typeof weak)[number]): boolean =>
    slice.parts.length > 1 ||
    weak.every(({ slice: pair, own: inPair }) => {
      const isChild = pair.parts.length > 1 && pair.parts.some((one) => samePart(one, slice.parts[0]))
      return !isChild || worsePValue(without(own, inPair), without(whole, inPair)) < REST_ALPHA
    })
  const slices = weak
    .filter(standsAlone)
    .map(({ slice }) => slice)
    .sort((a, b) => b.rows * b.difference - a.rows * a.difference)
    .slice(0, most)
  return { slices, examined: found.length }
}

const samePart = (a: SlicePart, b: SlicePart): boolean => a.column === b.column && a.value === b.value

const without = (all: Sums, part: Sums): Sums => ({
  rows: all.rows - part.rows,
  sum: all.sum - part.sum,
  squares: all.squares - part.squares,
})

function sumsByCode(
  loss: Float64Array,
  codes: Int32Array,
  values: number,
  width: number,
  second: Int32Array | null,
): Sums[] {
  const rows = new Float64Array(values * width)
  const sums = new Float64Array(values * width)
  const squares = new Float64Array(values * width)
  for (let i = 0; i < loss.length; i++) {
    const value = loss[i]
    const code = codes[i]
    const other = second === null ? 0 : second[i]
    if (code < 0 || other < 0 || Number.isNaN(value)) continue
    const at = code * width + other
    rows[at] += 1
    sums[at] += value
    squares[at] += value * value
  }
  return Array.from(rows, (count, at) => ({ rows: count, sum: sums[at], squares: squares[at] }))
}
