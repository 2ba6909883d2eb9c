import { forEachStep } from './steps.ts'
import { SUMMATION_BLOCK } from './summation.ts'

/**
 * Energy distance of two ascending arrays of finite numbers: √(2 ∫ (F − G)² dx), which is
 * √(2E|X−Y| − E|X−X′| − E|Y−Y′|). Null when a side is empty.
 *
 * Source: G. Székely; the same number as SciPy's `energy_distance`.
 */
export function energyDistance(reference: Float64Array, current: Float64Array): number | null {
  const n = reference.length
  const m = current.length
  if (n === 0 || m === 0) return null
  let sum = 0
  let part = 0
  let room = SUMMATION_BLOCK
  let previous = Math.min(reference[0], current[0])
  let gap = 0
  forEachStep(reference, current, (x, i, j) => {
    part += gap * gap * (x - previous)
    room--
    if (room === 0) {
      sum += part
      part = 0
      room = SUMMATION_BLOCK
    }
    gap = i / n - j / m
    previous = x
  })
  return Math.sqrt(2 * (sum + part))
}
