import { SUMMATION_BLOCK } from './summation.ts'

/**
 * Wasserstein-1 (earth mover's) distance of two ascending arrays of finite numbers: ∫ |F⁻¹(u) − G⁻¹(u)| du, in
 * the values' own unit. Null when a side is empty.
 *
 * The quantile functions are walked on the lattice of 1/(n·m), so that the weights are whole numbers and only the
 * differences round.
 */
export function wasserstein1(reference: Float64Array, current: Float64Array): number | null {
  const n = reference.length
  const m = current.length
  if (n === 0 || m === 0) return null
  if (n === m) {
    let sum = 0
    for (let from = 0; from < n; from += SUMMATION_BLOCK) {
      const to = Math.min(n, from + SUMMATION_BLOCK)
      let part = 0
      for (let i = from; i < to; i++) part += Math.abs(reference[i] - current[i]) / n
      sum += part
    }
    return sum
  }
  let sum = 0
  let part = 0
  let room = SUMMATION_BLOCK
  let i = 0
  let j = 0
  let leftI = m
  let leftJ = n
  while (i < n && j < m) {
    const weight = Math.min(leftI, leftJ)
    part += (Math.abs(reference[i] - current[j]) / n) * (weight / m)
    room--
    if (room === 0) {
      sum += part
      part = 0
      room = SUMMATION_BLOCK
    }
    leftI -= weight
    leftJ -= weight
    if (leftI === 0) {
      i++
      leftI = m
    }
    if (leftJ === 0) {
      j++
      leftJ = n
    }
  }
  return sum + part
}
