import { createRandom, randomNormal } from '../../stats/random.ts'
import { normalCdf, normalQuantile } from '../../stats/special/normal.ts'

/**
 * Sample paths of the Brownian bridge on an even grid. Under no change √(n·m/(n+m)) · (F − G) goes to a bridge in
 * the baseline's own ranks, whatever the baseline looks like, so that one seeded set of paths serves every column.
 */
export interface BridgePaths {
  readonly paths: number
  /** Grid steps; the grid has the points 0, 1/steps, …, 1. */
  readonly steps: number
  /** Row by row: `steps` + 1 values a path. */
  readonly values: Float64Array
}

const PATHS = 2000
const STEPS = 64
/** What the largest value on a grid misses of the largest value of the path (Broadie, Glasserman and Kou 1997). */
export const GRID_CORRECTION = 0.5826 / Math.sqrt(STEPS)

let drawn: BridgePaths | null = null

/** The 2,000 paths, drawn once. */
export function bridgePaths(): BridgePaths {
  if (drawn) return drawn
  const random = createRandom(20_240_817)
  const values = new Float64Array(PATHS * (STEPS + 1))
  for (let path = 0; path < PATHS; path++) {
    const from = path * (STEPS + 1)
    let walk = 0
    for (let g = 1; g <= STEPS; g++) {
      walk += randomNormal(random) / Math.sqrt(STEPS)
      values[from + g] = walk
    }
    for (let g = 1; g <= STEPS; g++) values[from + g] -= (walk * g) / STEPS
  }
  drawn = { paths: PATHS, steps: STEPS, values }
  return drawn
}

/**
 * F − G on the grid for a baseline whose ranks are those of a normal law that is shifted by `shift` standard
 * deviations. Its PSI is shift².
 */
export function normalShiftGap(shift: number): Float64Array {
  const gap = new Float64Array(STEPS + 1)
  for (let g = 1; g < STEPS; g++) {
    const u = g / STEPS
    gap[g] = u - normalCdf(normalQuantile(u) - shift)
  }
  return gap
}
