import { armsOf } from './arms.ts'
import { bucketGrid } from './buckets.ts'
import type { LoopRows } from './loop-rows.ts'
import { strataEdges, stratumOf } from './strata.ts'
import { CELL, CELL_SUMS, CONFIDENCE_CELLS, cellOffset, type LoopSums, STRATA } from './sums.ts'
import { featureSums, groupSums, shownCounts, versionsOf } from './tallies.ts'

/** A propensity below this would let single rows decide. */
const LEAST_PROPENSITY = 0.01

/** Sums of a log by bucket of time. O(rows). */
export function accumulateLoop(input: LoopRows): LoopSums {
  const grid = bucketGrid(input)
  const arms = armsOf(input)
  const armCodes = arms.comparison === null ? null : (input.servedBy?.codes ?? null)
  const edges = strataEdges(input.score)
  const buckets = grid.count
  const { bucketOf } = grid
  const cells = new Float64Array(buckets * 2 * STRATA * CELL_SUMS)
  const weightedCells = usefulPropensity(input.propensity) ? new Float64Array(cells.length) : cells
  const each = () => new Float64Array(buckets)
  const rows = each()
  const scored = each()
  const spreadSum = each()
  const spreadSquares = each()
  const judged = each()
  const confidenceSum = each()
  const errorSum = each()
  const influenceKnown = input.influenced === null ? null : each()
  const influenced = input.influenced === null ? null : each()
  const histogram = input.confidence === null ? null : new Float64Array(CONFIDENCE_CELLS)
  const scoreIsShare = input.score !== null && within01(input.score)
  const { score, label, confidence, error, propensity } = input
  let binaryLabel = label !== null
  let labelled = 0
  for (let i = 0; i < input.rows; i++) {
    const bucket = bucketOf[i]
    if (bucket < 0) continue
    rows[bucket] += 1
    const arm = armCodes === null ? 1 : armCodes[i] < 0 ? -1 : arms.of[armCodes[i]]
    const s = score === null ? Number.NaN : score[i]
    const y = label === null ? Number.NaN : label[i]
    const isLabelled = Number.isFinite(y)
    if (isLabelled) {
      labelled += 1
      if (y !== 0 && y !== 1) binaryLabel = false
    }
    if (Number.isFinite(s)) {
      const spread = scoreIsShare ? logit(s) : s
      scored[bucket] += 1
      spreadSum[bucket] += spread
      spreadSquares[bucket] += spread * spread
      if (isLabelled && arm >= 0) {
        const offset = cellOffset(bucket, arm, stratumOf(edges, s))
        addCell(cells, offset, 1, s, y)
        if (weightedCells !== cells && propensity !== null && propensity[i] > 0) {
          addCell(weightedCells, offset, 1 / Math.max(LEAST_PROPENSITY, propensity[i]), s, y)
        }
      }
    }
    if (confidence !== null && Number.isFinite(confidence[i])) {
      if (histogram !== null) {
        histogram[
          Math.max(0, Math.min(CONFIDENCE_CELLS - 1, Math.floor(confidence[i] * CONFIDENCE_CELLS)))
        ] += 1
      }
      if (error !== null && Number.isFinite(error[i])) {
        judged[bucket] += 1
        confidenceSum[bucket] += confidence[i]
        errorSum[bucket] += error[i]
      }
    }
    if (input.influenced !== null && influenceKnown !== null && influenced !== null && isLabelled) {
      const shaped = input.influenced[i]
      if (Number.isFinite(shaped)) {
        influenceKnown[bucket] += 1
        influenced[bucket] += shaped > 0 ? 1 : 0
      }
    }
  }
  return {
    buckets,
    starts: grid.starts,
    widthMs: grid.widthMs,
    strataEdges: edges,
    hasLabels: labelled > 0,
    binaryLabel: binaryLabel && labelled > 0,
    scoreIsShare,
    rows,
    cells,
    weightedCells,
    comparison: arms.comparison,
    servedBy: arms.counts,
    scored,
    spreadSum,
    spreadSquares,
    judged,
    confidenceSum,
    errorSum,
    confidenceHistogram: histogram,
    influenceKnown,
    influenced,
    shown: shownCounts(input, bucketOf, buckets),
    groups: groupSums(input, bucketOf, buckets),
    features: featureSums(input, bucketOf, buckets),
    ...versionsOf(input, bucketOf, buckets),
  }
}

function addCell(cells: Float64Array, offset: number, weight: number, s: number, y: number): void {
  cells[offset + CELL.weight] += weight
  cells[offset + CELL.s] += weight * s
  cells[offset + CELL.ss] += weight * s * s
  cells[offset + CELL.y] += weight * y
  cells[offset + CELL.yy] += weight * y * y
  cells[offset + CELL.sy] += weight * s * y
}

/** ln(p/(1 − p)), with p held off 0 and 1 by a millionth. */
export function logit(share: number): number {
  const held = Math.min(1 - 1e-6, Math.max(1e-6, share))
  return Math.log(held / (1 - held))
}

function within01(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] < 0 || values[i] > 1) return false
  return true
}

function usefulPropensity(propensity: Float64Array | null): boolean {
  if (propensity === null) return false
  let first = Number.NaN
  for (let i = 0; i < propensity.length; i++) {
    const value = propensity[i]
    if (!(value > 0 && value <= 1)) continue
    if (Number.isNaN(first)) first = value
    else if (value !== first) return true
  }
  return false
}
