import { binomialLike } from './beta.ts'

/**
 * P(D⁺ₙ ≥ d), Smirnov's one-sided finite-sample law: Σⱼ C(n, j) d (d + j/n)^(j−1) (1 − d − j/n)^(n−j).
 *
 * Each term is a binomial mass, so nothing overflows. Above a few thousand rows the terms form a smooth bump
 * that vanishes at both ends, where an evenly spaced subset sums to the whole with an error far below rounding.
 */
export function smirnovSf(n: number, d: number): number {
  if (d <= 0) return 1
  if (d >= 1) return 0
  const last = Math.floor(n * (1 - d))
  const stride = n > 20_000 ? Math.floor(n / 5000) : 1
  let sum = 0
  for (let j = 0; j <= last; j += stride) {
    const x = d + j / n
    const y = 1 - x
    if (y <= 0) {
      if (j === n) sum += d / x
      continue
    }
    sum += binomialLike(j, n - j, x, y) * (d / x)
  }
  return Math.min(1, sum * stride)
}

/** Durbin's matrix algorithm after Marsaglia, Tsang and Wang (2003): P(Dₙ ≤ d). */
function durbinMatrixCdf(n: number, d: number): number {
  const nd = n * d
  const k = Math.ceil(nd)
  const h = k - nd
  const m = 2 * k - 1
  let base = new Float64Array(m * m)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) base[i * m + j] = i - j + 1 < 0 ? 0 : 1
  }
  for (let i = 0; i < m; i++) {
    base[i * m] -= h ** (i + 1)
    base[(m - 1) * m + i] -= h ** (m - i)
  }
  if (2 * h - 1 > 0) base[(m - 1) * m] += (2 * h - 1) ** m
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      for (let g = 1; g <= i - j + 1; g++) base[i * m + j] /= g
    }
  }
  const multiply = (left: Float64Array, right: Float64Array): Float64Array<ArrayBuffer> => {
    const product = new Float64Array(m * m)
    for (let i = 0; i < m; i++) {
      for (let l = 0; l < m; l++) {
        const factor = left[i * m + l]
        if (factor === 0) continue
        for (let j = 0; j < m; j++) product[i * m + j] += factor * right[l * m + j]
      }
    }
    return product
  }
  let power = new Float64Array(m * m)
  for (let i = 0; i < m; i++) power[i * m + i] = 1
  let exponent = 0
  let baseExponent = 0
  const centre = (k - 1) * m + k - 1
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) {
      power = multiply(power, base)
      exponent += baseExponent
    }
    base = multiply(base, base)
    baseExponent *= 2
    if (Math.abs(base[centre]) > 2 ** 128) {
      for (let i = 0; i < base.length; i++) base[i] *= 2 ** -128
      baseExponent += 128
    }
  }
  let p = power[centre]
  for (let i = 1; i <= n; i++) {
    p = (i * p) / n
    if (Math.abs(p) < 2 ** -128) {
      p *= 2 ** 128
      exponent -= 128
    }
  }
  return p * 2 ** exponent
}

/** Columns that stay inside Pomeranz's band in row i. */
function pomeranzRange(i: number, n: number, whole: number, up: number, round: number): [number, number] {
  let first: number
  let last: number
  const half = Math.floor((i + 1) / 2)
  if (i === 0) {
    first = -whole - up - 1
    last = whole + up - 1
  } else if ((i + 1) % 2 === 0) {
    if (half === n + 1) {
      first = n - whole - up - 1
      last = n + whole + up - 1
    } else {
      first = half - 1 - whole - round - 1
      last = half + whole - 1 + up - 1
    }
  } else {
    first = half - 1 - whole - 1
    last = half + whole + round - 1
  }
  return [Math.max(first + 2, 0), Math.min(last, n)]
}

/** Pomeranz's recursion (1974): P(Dₙ ≤ d) for small n. */
function pomeranzCdf(n: number, d: number): number {
  const t = n * d
  const whole = Math.floor(t)
  const f = t - whole
  const g = Math.min(f, 1 - f)
  const up = f > 0 ? 1 : 0
  const round = f > 0.5 ? 1 : 0
  const size = 2 * (whole + 1)
  const powers = (rate: number): Float64Array => {
    const out = new Float64Array(size)
    out[0] = 1
    for (let m = 1; m < size; m++) out[m] = (out[m - 1] * rate) / m
    return out
  }
  const edge = powers(g / n)
  const odd = powers((2 * g) / n)
  const even = powers((1 - 2 * g) / n)
  let previous = new Float64Array(size)
  let row = new Float64Array(size)
  row[0] = 1
  let previousStart = 0
  let start = 0
  let exponent = 0
  let [first, last] = pomeranzRange(0, n, whole, up, round)
  for (let i = 1; i < 2 * n + 2; i++) {
    const from = first
    ;[previous, row] = [row, previous]
    ;[previousStart, start] = [start, previousStart]
    row.fill(0)
    ;[first, last] = pomeranzRange(i, n, whole, up, round)
    const weights = i === 1 || i === 2 * n + 1 ? edge : i % 2 === 1 ? odd : even
    const reach = last - from + 1
    if (reach <= 0) continue
    let largest = 0
    for (let out = 0; out <= last - first; out++) {
      const target = first - from + out
      let sum = 0
      for (let s = Math.max(0, target - reach + 1); s <= Math.min(target, reach - 1); s++) {
        const cell = from - previousStart + s
        if (cell < size) sum += previous[cell] * weights[target - s]
      }
      row[out] = sum
      if (sum > largest) largest = sum
    }
    if (largest > 0 && largest < 2 ** -128) {
      for (let j = 0; j < size; j++) row[j] *= 2 ** 128
      exponent -= 128
    }
    start = previousStart + first - from
  }
  let answer = row[n - start]
  for (let m = 1; m <= n; m++) {
    if (Math.abs(answer) > 2 ** 128) {
      answer *= 2 ** -128
      exponent += 128
    }
    answer *= m
  }
  return answer * 2 ** exponent
}

/** Pelz and Good's expansion (1976) of P(Dₙ ≤ d) to order n^(−3/2). */
function pelzGoodCdf(n: number, d: number): number {
  const z = Math.sqrt(n) * d
  const z2 = z * z
  const z3 = z2 * z
  const z4 = z2 * z2
  const z6 = z4 * z2
  const pi2 = Math.PI * Math.PI
  const pi4 = pi2 * pi2
  const pi6 = pi4 * pi2
  const logQ = -pi2 / 8 / z2
  if (logQ < -708) return 0
  const q = Math.exp(logQ)
  let k0 = 0
  let k1 = 0
  let k2 = 0
  let k3 = 0
  const terms = Math.ceil((16 * z) / Math.PI)
  for (let k = terms; k > 0; k--) {
    const m = 2 * k - 1
    const m2 = m * m
    const m4 = m2 * m2
    const m6 = m4 * m2
    const factor = q ** (8 * k)
    k0 = k0 * factor + 1
    k1 = k1 * factor - z2 + (pi2 / 4) * m2
    k2 =
      k2 * factor + 6 * z6 + 2 * z4 + (((2 * z4 - 5 * z2) * pi2) / 4) * m2 + ((pi4 * (1 - 2 * z2)) / 16) * m4
    k3 =
      k3 * factor -
      30 * z6 -
      90 * z4 * z4 +
      ((pi2 * (135 * z4 - 96 * z6)) / 4) * m2 +
      ((pi4 * (-60 * z2 + 212 * z4)) / 16) * m4 +
      ((pi6 * (5 - 30 * z2)) / 64) * m6
  }
  const scale = q * Math.sqrt(2 * Math.PI)
  k0 *= scale / z
  k1 *= scale / (6 * z4)
  k2 *= scale / (72 * z4 * z3)
  k3 *= scale / (6480 * z4 * z6)
  const wide = Math.exp(-pi2 / 2 / z2)
  let extra2 = 0
  let extra3 = 0
  for (let k = terms; k >= 1; k--) {
    const weight = k * k * wide ** (k * k)
    extra2 += weight
    extra3 += (3 * z2 - pi2 * k * k) * weight
  }
  k2 += (extra2 * pi2 * Math.sqrt(2 * Math.PI)) / (-36 * z3)
  k3 += (extra3 * pi2 * Math.sqrt(2 * Math.PI)) / (216 * z6)
  const root = Math.sqrt(n)
  return k0 + k1 / root + k2 / n + k3 / (n * root)
}

const LARGEST_MATRIX = 61

/**
 * P(Dₙ ≥ d): the finite-sample law of the two-sided Kolmogorov–Smirnov statistic of one sample of n rows.
 *
 * Chooses between the exact end formulas of Ruben and Gambino, Durbin's matrix, Pomeranz's recursion, twice
 * Smirnov's sum and the Pelz–Good expansion, as Simard and L'Ecuyer (2011) and SciPy's `kstwo` do.
 */
export function kolmogorovSmirnovSf(n: number, d: number): number {
  if (Number.isNaN(n) || Number.isNaN(d) || !(n >= 1) || !Number.isInteger(n)) return Number.NaN
  if (d >= 1) return 0
  if (d <= 0) return 1
  const t = n * d
  if (t <= 0.5) return 1
  if (t <= 1) {
    let product = 1
    for (let i = 1; i <= n && product > 0; i++) product *= (i / n) * (2 * t - 1)
    return 1 - product
  }
  if (t >= n - 1) return 2 * (1 - d) ** n
  if (d >= 0.5) return Math.min(1, 2 * smirnovSf(n, d))
  const square = t * d
  if (n <= 140) {
    if (square <= 0.754693) return clip(1 - durbinMatrixCdf(n, d))
    if (square <= 4) return clip(1 - pomeranzCdf(n, d))
    return Math.min(1, 2 * smirnovSf(n, d))
  }
  if (square >= 370) return 0
  if (square >= 2.2) return Math.min(1, 2 * smirnovSf(n, d))
  const useMatrix = n <= 100_000 && n * d ** 1.5 <= 1.4 && 2 * Math.ceil(t) - 1 <= LARGEST_MATRIX
  return clip(1 - (useMatrix ? durbinMatrixCdf(n, d) : pelzGoodCdf(n, d)))
}

function clip(p: number): number {
  return Math.min(1, Math.max(0, p))
}
