import { say } from '../../words/say.ts'
import { normalUpperQuantile } from '../special/normal.ts'
import type { LabelledScores } from './labelled-scores.ts'
import { type Interval, type Measure, measured, unmeasured } from './measure.ts'
import { descendScores, rankClasses } from './ranked-classes.ts'

/** Costs of the four outcomes of a decision, in one currency; a gain is a negative cost. */
export interface DecisionCosts {
  readonly falsePositive: number
  readonly falseNegative: number
  readonly truePositive?: number
  readonly trueNegative?: number
}

export interface CostPoint {
  readonly threshold: number
  /** Mean cost a row when the decision is positive at score ≥ threshold. */
  readonly cost: number
  readonly ci: Interval | null
  /** Share of rows that are decided positive. */
  readonly selected: number
}

export interface CostCurve {
  readonly rows: number
  readonly points: readonly CostPoint[]
  readonly cheapest: CostPoint
}

interface Cells {
  readonly tp: number
  readonly fp: number
  readonly fn: number
  readonly tn: number
}

/** Mean cost a row and the normal interval of that mean, from the four counts. */
export function costOfCells({ tp, fp, fn, tn }: Cells, costs: DecisionCosts, confidence = 0.95): Measure {
  const rows = tp + fp + fn + tn
  if (rows === 0) return unmeasured(say('metric.none.label_decision'))
  const price = [costs.truePositive ?? 0, costs.falsePositive, costs.falseNegative, costs.trueNegative ?? 0]
  const counts = [tp, fp, fn, tn]
  let sum = 0
  let squares = 0
  for (let k = 0; k < 4; k++) {
    sum += counts[k] * price[k]
    squares += counts[k] * price[k] * price[k]
  }
  const mean = sum / rows
  if (rows < 2) return measured(mean, null, say('metric.none.one_row'))
  const error = Math.sqrt(Math.max(0, squares - rows * mean * mean) / (rows - 1) / rows)
  const half = normalUpperQuantile((1 - confidence) / 2) * error
  return measured(mean, [mean - half, mean + half])
}

/**
 * Mean cost a row against the threshold, at most `points` thresholds of about equal mass besides "nobody" (a threshold
 * over every score), and the cheapest of all thresholds. Null without labelled rows.
 *
 * Source: Drummond and Holte (2006), Cost curves: an improved method for visualizing classifier performance; here by
 * threshold at fixed costs.
 */
export function costCurve(data: LabelledScores, costs: DecisionCosts, points = 100): CostCurve | null {
  if (data.rows === 0) return null
  const { positives, negatives, rows } = data
  const at = (threshold: number, tp: number, fp: number): CostPoint => {
    const { value, ci } = costOfCells({ tp, fp, fn: positives - tp, tn: negatives - fp }, costs)
    return { threshold, cost: value ?? Number.NaN, ci, selected: (tp + fp) / rows }
  }
  let cheapest = at(Number.POSITIVE_INFINITY, 0, 0)
  const kept = [cheapest]
  let tp = 0
  let fp = 0
  let drawn = 0
  descendScores(rankClasses(data), (score, here, not) => {
    tp += here
    fp += not
    const point = at(score, tp, fp)
    if (point.cost < cheapest.cost) cheapest = point
    if (((tp + fp) / rows) * points >= drawn + 1 || tp + fp === rows) {
      kept.push(point)
      drawn = Math.floor(((tp + fp) / rows) * points)
    }
  })
  return { rows, points: kept.reverse(), cheapest }
}
