import { sortedQuantile } from '../binning/quantiles.ts'
import { sortFloat64 } from '../sorting/float64.ts'
import { STRATA } from './sums.ts'

/** Scores that the edges are taken from, evenly over the log. */
const SAMPLE = 100_000

/** Edges of strata of about equal mass, by quantiles of a sample of the scores. */
export function strataEdges(score: Float64Array | null): Float64Array {
  if (score === null) return new Float64Array(0)
  const step = Math.max(1, Math.floor(score.length / SAMPLE))
  const kept: number[] = []
  for (let i = 0; i < score.length; i += step) if (Number.isFinite(score[i])) kept.push(score[i])
  if (kept.length === 0) return new Float64Array(0)
  const sorted = sortFloat64(Float64Array.from(kept))
  const edges: number[] = []
  for (let k = 1; k < STRATA; k++) {
    const edge = sortedQuantile(sorted, k / STRATA)
    if (edges.length === 0 || edge > edges[edges.length - 1]) edges.push(edge)
  }
  return Float64Array.from(edges)
}

/** Stratum of a score: how many edges are at most as large. */
export function stratumOf(edges: Float64Array, score: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (edges[middle] <= score) low = middle + 1
    else high = middle
  }
  return low
}
