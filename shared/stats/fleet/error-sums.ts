import { pairProducts } from '../series/pair-products.ts'
import { pairIndex, pairsOf, type SeriesTable } from '../series/unit-series.ts'

/** Over the units that two models both know: how many, Σx, Σy, Σx², Σy², Σx·y. */
export const ERROR_SUM = { rows: 0, x: 1, y: 2, xx: 3, yy: 4, xy: 5 } as const
export const ERROR_SUMS = 6

/**
 * Sums of the errors of two models over the units that both know, for all pairs in the order of `pairIndex`: `ERROR_SUMS`
 * numbers each. What is not finite is unknown. Units `from` ≤ t < `to` are counted: sums over parts add up to the whole.
 * `between` may throw. O(pairs × length).
 */
export function errorPairSums(
  { series, length, values }: SeriesTable,
  from = 0,
  to = length,
  between: () => void = () => {},
): Float64Array {
  const products = pairProducts(
    3 * series,
    from,
    to,
    (start, end, into, stride) => {
      for (let m = 0; m < series; m++) {
        const [known, plain, square] = [3 * m * stride, (3 * m + 1) * stride, (3 * m + 2) * stride]
        for (let t = start, at = 0; t < end; t++, at++) {
          const error = values[m * length + t]
          const missing = !Number.isFinite(error)
          into[known + at] = missing ? 0 : 1
          into[plain + at] = missing ? 0 : error
          into[square + at] = missing ? 0 : error * error
        }
      }
    },
    between,
  )
  return sumsOfProducts(new Float64Array(series), products)
}

/** The sums of all pairs as products of whole series, none of them missing, for a machine that multiplies in 32 bits. */
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
      if (!Number.isFinite(error)) continue
      rows += 1
      sum += error
    }
    means[m] = rows > 0 ? sum / rows : 0
    for (let i = 0; i < length; i++) {
      if (!Number.isFinite(own[i])) continue
      const gap = own[i] - means[m]
      table[3 * m * length + i] = 1
      table[(3 * m + 1) * length + i] = gap
      table[(3 * m + 2) * length + i] = gap * gap
    }
  }
  return { table: { series: 3 * series, length, values: table }, means }
}

/** `errorPairSums` from the products of all pairs of a table of three series a model, the errors less the models' means. */
export function sumsOfProducts(means: Float64Array, products: Float64Array): Float64Array {
  const models = means.length
  const of = (first: number, second: number): number => products[pairIndex(3 * models, first, second)]
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
