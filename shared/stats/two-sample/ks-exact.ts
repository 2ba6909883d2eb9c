/** The greatest common divisor of two whole numbers. */
export function greatestCommonDivisor(a: number, b: number): number {
  let x = a
  let y = b
  while (y > 0) [x, y] = [y, x % y]
  return x
}

/**
 * P(D ≥ h/n) for two samples of n rows each, exactly: the reflection principle with a Horner scheme.
 *
 * Source: J. L. Hodges (1958), as in SciPy's `_compute_prob_outside_square`.
 */
function equalSizes(n: number, h: number): number {
  let sum = 0
  for (let k = Math.floor(n / h); k >= 0; k--) {
    let factor = 1
    for (let j = 0; j < h; j++) factor *= (n - k * h - j) / (n + k * h + j + 1)
    sum = factor * (1 - sum)
  }
  return 2 * sum
}

/**
 * P(D ≥ h/lcm(m, n)) by counting the lattice paths that leave the band, as shares so that nothing overflows.
 *
 * Source: J. L. Hodges (1958), as in SciPy's `_compute_outer_prob_inside_method`. O(m · n · D).
 */
function unequalSizes(larger: number, smaller: number, divisor: number, h: number): number {
  const mg = larger / divisor
  const ng = smaller / divisor
  let first = 0
  let last = Math.min(Math.ceil(h / mg), smaller + 1)
  let length = last - first
  const share = new Float64Array(Math.min(2 * last + 2, smaller + 1)).fill(1)
  share.fill(0, first, last)
  for (let i = 1; i <= larger; i++) {
    const previousFirst = first
    const previousLength = length
    first = Math.min(Math.max(Math.floor((ng * i - h) / mg) + 1, 0), smaller)
    last = Math.min(Math.ceil((ng * i + h) / mg), smaller + 1)
    if (last <= first) return 1
    let value = first === 0 ? 0 : 1
    const shift = first - previousFirst
    length = last - first
    for (let k = 0; k < length; k++) {
      const j = first + k
      value = (share[k + shift] * i + value * j) / (i + j)
      share[k] = value
    }
    if (previousLength > length) share.fill(1, length, previousLength)
  }
  return share[length - 1]
}

/**
 * The exact two-sided p-value of the two-sample Kolmogorov–Smirnov test, P(D ≥ observed) under no change and
 * without ties, where the observed gap is `gap` / (n · m). Values below 1e-300 are reported as 0.
 */
export function ksExactP(n: number, m: number, gap: number): number {
  const divisor = greatestCommonDivisor(n, m)
  const h = Math.round(gap / divisor)
  if (h === 0) return 1
  const d = gap / (n * m)
  if (((n * m) / (n + m)) * d * d > 360 && n !== m) return 0
  const p = n === m ? equalSizes(n, h) : unequalSizes(Math.max(n, m), Math.min(n, m), divisor, h)
  return Math.min(1, Math.max(0, p))
}
