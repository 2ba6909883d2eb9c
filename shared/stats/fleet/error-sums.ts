import { pairIndex, pairsOf, type SeriesTable } from '../series/unit-series.ts'

/** Over the units that two models both know: how many, Σx, Σy, Σx², Σy², Σx·y. */
export const ERROR_SUM = { rows: 0, x: 1, y: 2, xx: 3, yy: 4, xy: 5 } as const
export const ERROR_SUMS = 6

/**
 * Sums of the errors of two models over the units that both know, for all pairs in the order of `pairIndex`: `ERROR_SUMS`
 * numbers each. NaN is unknown. The pairs `from` ≤ p < `to` are computed and returned alone. O(pairs × length).
 */
export function errorPairSums(errors: SeriesTable, from = 0, to = pairsOf(errors.series)): Float64Array {
  const { series, length, values } = errors
  const sums = new Float64Array((to - from) * ERROR_SUMS)
  for (let a = 0; a < series; a++) {
    for (let b = a + 1; b < series; b++) {
      const pair = pairIndex(series, a, b)
      if (pair < from || pair >= to) continue
      let [n, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0]
      for (let i = a * length, j = b * length; i < (a + 1) * length; i++, j++) {
        const x = values[i]
        const y = values[j]
        if (Number.isNaN(x) || Number.isNaN(y)) continue
        n += 1
        sx += x
        sy += y
        sxx += x * x
        syy += y * y
        sxy += x * y
      }
      sums.set([n, sx, sy, sxx, syy, sxy], (pair - from) * ERROR_SUMS)
    }
  }
  return sums
}

/** The sums of all pairs as products of whole series, none of them missing, for a machine that multiplies best. */
export interface ErrorProducts {
  /** For each model whether its error is known (1 or 0), its error less its mean, and the square of that (0 where unknown). */
  readonly table: SeriesTable
  readonly means: Float64Array
}

export function planErrorProducts({ series, length, values }: SeriesTable): ErrorProducts {
  const table = new Float64Array(3 * series * length)
  const means = new Float64Array(series)
  for (let m = 0; m < series; m++) {
    const own = values.subarray(m * length, (m + 1) * length)
    let [rows, sum] = [0, 0]
    for (const error of own) {
      if (Number.isNaN(error)) continue
      rows += 1
      sum += error
    }
    means[m] = rows > 0 ? sum / rows : 0
    for (let i = 0; i < length; i++) {
      if (Number.isNaN(own[i])) continue
      const gap = own[i] - means[m]
      table[3 * m * length + i] = 1
      table[(3 * m + 1) * length + i] = gap
      table[(3 * m + 2) * length + i] = gap * gap
    }
  }
  return { table: { series: 3 * series, length, values: table }, means }
}

/** `errorPairSums` from the products of all pairs of the table's series. */
export function sumsOfProducts({ table, means }: ErrorProducts, products: Float64Array): Float64Array {
  const models = means.length
  const of = (first: number, second: number): number => products[pairIndex(table.series, first, second)]
  const sums = new Float64Array(pairsOf(models) * ERROR_SUMS)
  for (let a = 0; a < models; a++) {
    for (let b = a + 1; b < models; b++) {
      const n = of(3 * a, 3 * b)
      const [x, y] = [of(3 * a + 1, 3 * b), of(3 * a, 3 * b + 1)]
      const [p, q] = [means[a], means[b]]
      sums.set(
        [
          n,
          x + n * p,
          y + n * q,
          of(3 * a + 2, 3 * b) + 2 * p * x + n * p * p,
          of(3 * a, 3 * b + 2) + 2 * q * y + n * q * q,
          of(3 * a + 1, 3 * b + 1) + p * y + q * x + n * p * q,
        ],
        pairIndex(models, a, b) * ERROR_SUMS,
      )
    }
  }
  return sums
}
