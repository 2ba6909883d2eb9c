import { upperBound } from '../sorting/float64.ts'

/** The largest gaps between two empirical distribution functions, on the lattice of whole numbers i·m − j·n. */
export interface KsGaps {
  /** max of F_reference − F_current, and the smallest value at which it is reached. */
  readonly above: number
  readonly aboveAt: number
  /** max of F_current − F_reference, and the smallest value at which it is reached. */
  readonly below: number
  readonly belowAt: number
}

const STRIDE = 128

/**
 * Gaps of the empirical distribution functions of two ascending arrays, ties and ±Infinity right.
 *
 * The gap is taken exactly at every 128th value of the reference; only stretches that could hold a larger one are
 * walked value by value. The result is that of the full walk. Both arrays must have values.
 */
export function ksGaps(reference: Float64Array, current: Float64Array): KsGaps {
  const n = reference.length
  const m = current.length
  const marks = Math.ceil(n / STRIDE) + 2
  const is = new Float64Array(marks)
  const js = new Float64Array(marks)
  let most = 0
  let least = 0
  let mostAt = Math.min(reference[0], current[0])
  let leastAt = mostAt
  let count = 1
  for (let i = 0; i < n; ) {
    const x = reference[Math.min(n - 1, i + STRIDE - 1)]
    i = upperBound(reference, x, i, Math.min(n, i + STRIDE * 64))
    while (i < n && reference[i] === x) i = upperBound(reference, x, i)
    const j = gallop(current, x, js[count - 1])
    is[count] = i
    js[count] = j
    count++
    const gap = i * m - j * n
    if (gap > most) {
      most = gap
      mostAt = x
    } else if (gap < least) {
      least = gap
      leastAt = x
    }
  }
  is[count] = n
  js[count] = m
  for (let k = 1; k <= count; k++) {
    const couldRise = is[k] * m - js[k - 1] * n
    const couldFall = is[k - 1] * m - js[k] * n
    if (couldRise < most && couldFall > least) continue
    let i = is[k - 1]
    let j = js[k - 1]
    const lastI = is[k]
    const lastJ = js[k]
    while (i < lastI || j < lastJ) {
      const x = j >= lastJ ? reference[i] : i >= lastI ? current[j] : Math.min(reference[i], current[j])
      while (i < lastI && reference[i] === x) i++
      while (j < lastJ && current[j] === x) j++
      const gap = i * m - j * n
      if (gap > most || (gap === most && gap !== 0 && x < mostAt)) {
        most = gap
        mostAt = x
      }
      if (gap < least || (gap === least && gap !== 0 && x < leastAt)) {
        least = gap
        leastAt = x
      }
    }
  }
  return { above: most, aboveAt: mostAt, below: Math.abs(least), belowAt: leastAt }
}

/** upperBound from a known start, in steps that double: near answers cost little. */
function gallop(sorted: Float64Array, x: number, from: number): number {
  let step = 64
  let low = from
  while (low + step < sorted.length && sorted[low + step] <= x) {
    low += step
    step *= 2
  }
  return upperBound(sorted, x, low, Math.min(sorted.length, low + step + 1))
}
