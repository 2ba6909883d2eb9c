import type { PerformanceDocument } from '#shared/contract/documents/performance.ts'
import type { Task } from '#shared/domain/columns.ts'
import { countAtThreshold } from '#shared/stats/performance/binary-counts.ts'
import { costCurve, costOfCells, type DecisionCosts } from '#shared/stats/performance/cost-curve.ts'
import { labelledScores } from '#shared/stats/performance/labelled-scores.ts'
import { confusionMatrix } from '#shared/stats/performance/multiclass.ts'
import { costPointView, intervalView, plain } from './describe.ts'
import { type Frame, sampleOf } from './frame.ts'
import type { MeasurePerformanceTask } from './procedures.ts'

export const DEFAULT_THRESHOLD = 0.5
const MOST_MATRIX = 30

export function costsOf(costs: MeasurePerformanceTask['costs']): DecisionCosts | null {
  return costs === undefined
    ? null
    : {
        falsePositive: costs.false_positive,
        falseNegative: costs.false_negative,
        truePositive: costs.true_positive ?? 0,
        trueNegative: costs.true_negative ?? 0,
      }
}

/** Thresholds at which decisions are made; a binary task has at least one. */
export function thresholdsInUse({ thresholds }: MeasurePerformanceTask, task: Task): readonly number[] {
  if (task !== 'binary') return thresholds
  return thresholds.length === 0 ? [DEFAULT_THRESHOLD] : thresholds
}

/** Labels against decisions, at most 30 classes. */
export function confusionOf(frame: Frame, kept: Uint32Array): PerformanceDocument['confusion'] {
  const { task, classes } = frame.outcomes.meaning
  const { label, decision } = sampleOf(frame, kept)
  if (decision === null || (task !== 'binary' && task !== 'multiclass') || classes.length > MOST_MATRIX)
    return null
  const { cells } = confusionMatrix(label, decision, classes.length)
  return {
    classes: classes.map((name) => name ?? 'other'),
    cells: classes.map((_, a) => [...cells.subarray(a * classes.length, (a + 1) * classes.length)]),
  }
}

/** Cost against threshold on labelled rows; null without costs or scores. */
export function costView(
  frame: Frame,
  kept: Uint32Array,
  costs: DecisionCosts | null,
  task: MeasurePerformanceTask,
): PerformanceDocument['cost'] {
  const { outcomes } = frame
  if (costs === null || task.costs === undefined || outcomes.meaning.task !== 'binary') return null
  const { label, score } = sampleOf(frame, kept)
  if (score === null) return null
  const curve = costCurve(labelledScores(label, score), costs)
  if (curve === null) return null
  return {
    false_positive: costs.falsePositive,
    false_negative: costs.falseNegative,
    true_positive: costs.truePositive ?? 0,
    true_negative: costs.trueNegative ?? 0,
    currency: task.costs.currency ?? null,
    rows: curve.rows,
    points: curve.points.map(costPointView),
    cheapest: costPointView(curve.cheapest),
    at: thresholdsInUse(task, 'binary').map((threshold) => {
      const counts = countAtThreshold(label, score, threshold)
      const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = counts
      const { value, ci } = costOfCells({ tp, fp, fn, tn }, costs)
      return {
        threshold,
        cost: plain(value),
        ci: intervalView(ci),
        selected: tp + fp + fn + tn === 0 ? 0 : (tp + fp) / (tp + fp + fn + tn),
      }
    }),
  }
}
