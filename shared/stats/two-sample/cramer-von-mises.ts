import { logGamma } from '../special/gamma.ts'
import { greatestCommonDivisor } from './ks-exact.ts'
import { forEachStep } from './steps.ts'

export interface CramerVonMisesResult {
  readonly statistic: number
  readonly pValue: number
  readonly method: 'exact' | 'asymptotic'
}

/** e^(−q) K_{1/4}(q) by the trapezoidal rule on ∫ e^(−q(1 + cosh t)) cosh(t/4) dt, which converges geometrically. */
function scaledBesselQuarter(q: number): number {
  const step = 1 / 32
  let sum = 0.5 * Math.exp(-2 * q)
  for (let k = 1; k < 4000; k++) {
    const t = k * step
    const exponent = q * (1 + Math.cosh(t))
    if (exponent > 745) break
    sum += Math.exp(-exponent) * Math.cosh(t / 4)
  }
  return sum * step
}

/** P(W ≤ x) of the limit law of the Cramér–von Mises statistic (Csörgő and Faraway 1996, equation 1.3). */
export function cramerVonMisesLimitCdf(x: number): number {
  if (x < 0.003) return 0
  let total = 0
  for (let k = 0; k < 200; k++) {
    const y = 4 * k + 1
    const u = Math.exp(logGamma(k + 0.5) - logGamma(k + 1)) / (Math.PI ** 1.5 * Math.sqrt(x))
    const term = u * Math.sqrt(y) * scaledBesselQuarter((y * y) / (16 * x))
    total += term
    if (Math.abs(term) < 1e-14) break
  }
  return Math.min(1, total)
}

/** In how many ways each sum of squares under a bound comes about, ascending, and in how many one from it on does. */
interface Ways {
  readonly sums: Float64Array
  readonly counts: Float64Array
  readonly beyond: number
}

const NO_WAYS: Ways = { sums: new Float64Array(0), counts: new Float64Array(0), beyond: 0 }

/** The ways of both, each sum greater by `cost`; what reaches `bound` is counted alone. */
function joinWays(a: Ways, b: Ways, cost: number, bound: number): Ways {
  const sums = new Float64Array(a.sums.length + b.sums.length)
  const counts = new Float64Array(sums.length)
  let beyond = a.beyond + b.beyond
  let length = 0
  let i = 0
  let j = 0
  while (i < a.sums.length || j < b.sums.length) {
    const first = i < a.sums.length ? a.sums[i] : Number.POSITIVE_INFINITY
    const second = j < b.sums.length ? b.sums[j] : Number.POSITIVE_INFINITY
    const sum = Math.min(first, second)
    let ways = 0
    if (first === sum) ways += a.counts[i++]
    if (second === sum) ways += b.counts[j++]
    if (sum + cost >= bound) beyond += ways
    else {
      sums[length] = sum + cost
      counts[length] = ways
      length += 1
    }
  }
  return { sums: sums.slice(0, length), counts: counts.slice(0, length), beyond }
}

/** The exact tail by Xiao, Gordon and Yakovlev's recursion (2006) on the lattice of sums of squares. */
function exactTail(u: number, m: number, n: number): number {
  const lcm = (m / greatestCommonDivisor(m, n)) * n
  const a = lcm / m
  const b = lcm / n
  const mn = m * n
  const zeta = Math.floor((lcm * lcm * (m + n) * (6 * u - mn * (4 * mn - 1))) / (6 * mn * mn) + 1e-9)
  let rows = Array.from({ length: m + 1 }, () => NO_WAYS)
  rows[0] =
    zeta > 0
      ? { ...NO_WAYS, sums: Float64Array.of(0), counts: Float64Array.of(1) }
      : { ...NO_WAYS, beyond: 1 }
  for (let column = 0; column <= n; column++) {
    let carried = NO_WAYS
    rows = rows.map((ways, row) => {
      carried = joinWays(carried, ways, (a * row - b * column) ** 2, zeta)
      return carried
    })
  }
  const { counts, beyond } = rows[m]
  return beyond / counts.reduce((all, ways) => all + ways, beyond)
}

/**
 * Two-sample Cramér–von Mises test of ascending arrays, midranks for ties. `auto` is exact up to 20 rows a side; the
 * time of the exact p-value grows with the third power of the pairs of rows or so, a second at 60 rows a side.
 * Null when a side has fewer than two rows.
 *
 * Source: T. W. Anderson (1962); the same as SciPy's `cramervonmises_2samp`.
 */
export function cramerVonMises2Sample(
  reference: Float64Array,
  current: Float64Array,
  method: 'auto' | 'exact' | 'asymptotic' = 'auto',
): CramerVonMisesResult | null {
  const n = reference.length
  const m = current.length
  if (n < 2 || m < 2) return null
  const all = n + m
  let ofReference = 0
  let ofCurrent = 0
  let fromI = 0
  let fromJ = 0
  forEachStep(reference, current, (_, i, j) => {
    const rank = (fromI + fromJ + i + j + 1) / 2
    for (let k = fromI + 1; k <= i; k++) ofReference += (rank - k) ** 2
    for (let k = fromJ + 1; k <= j; k++) ofCurrent += (rank - k) ** 2
    fromI = i
    fromJ = j
  })
  const u = n * ofReference + m * ofCurrent
  const product = n * m
  const statistic = u / (product * all) - (4 * product - 1) / (6 * all)
  const used = method === 'auto' ? (Math.max(n, m) <= 20 ? 'exact' : 'asymptotic') : method
  if (used === 'exact') return { statistic, pValue: exactTail(u, n, m), method: used }
  const mean = (1 + 1 / all) / 6
  const variance =
    ((all + 1) * (4 * product * all - 3 * (n * n + m * m) - 2 * product)) / (45 * all * all * 4 * product)
  const normalised = 1 / 6 + (statistic - mean) / Math.sqrt(45 * variance)
  return { statistic, pValue: Math.max(0, 1 - cramerVonMisesLimitCdf(normalised)), method: used }
}
