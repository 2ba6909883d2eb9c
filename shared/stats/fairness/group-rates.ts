import { say } from '../../words/say.ts'
import { type Measure, measured, unmeasured } from '../performance/measure.ts'
import { wilsonInterval } from '../special/binomial.ts'
import { normalUpperQuantile } from '../special/normal.ts'

/** Rates of one group; each criterion of fairness asks that one of them be equal over the groups. */
export interface GroupRates {
  readonly group: string
  readonly rows: number
  readonly labelled: number
  /** Share of rows that are decided positive. Demographic parity asks for it. */
  readonly selectionRate: Measure
  /** Share of labelled rows that are positive. */
  readonly baseRate: Measure
  /** Equal opportunity asks for it. */
  readonly truePositiveRate: Measure
  readonly falsePositiveRate: Measure
  /** Predictive parity asks for it. */
  readonly precision: Measure
  /** Mean score − share of positives; calibration asks for 0 in every group. */
  readonly calibrationGap: Measure
}

/**
 * Rates of the rows `places` of one group, with Wilson intervals; the calibration gap has the normal interval of the mean
 * of score − label. Rows without a decision count for none of the rates, rows without a label only for the selection.
 * @param labels 1, 0 or NaN. @param decisions 1, 0 or NaN. @param scores probabilities, NaN where unknown; null for none.
 */
export function groupRates(
  group: string,
  places: ArrayLike<number>,
  labels: ArrayLike<number>,
  decisions: ArrayLike<number>,
  scores: ArrayLike<number> | null,
): GroupRates {
  let decided = 0
  let selected = 0
  let labelled = 0
  let positives = 0
  const cells = [0, 0, 0, 0]
  let scored = 0
  let gap = 0
  let squares = 0
  for (let k = 0; k < places.length; k++) {
    const i = places[k]
    const decision = decisions[i]
    const label = labels[i]
    if (!Number.isNaN(decision)) {
      decided += 1
      selected += decision
    }
    if (Number.isNaN(label)) continue
    labelled += 1
    positives += label
    if (!Number.isNaN(decision)) cells[label * 2 + decision] += 1
    const score = scores === null ? Number.NaN : scores[i]
    if (!(score >= 0 && score <= 1)) continue
    scored += 1
    const step = score - label - gap
    gap += step / scored
    squares += step * (score - label - gap)
  }
  const share = (part: number, whole: number, reason: string): Measure =>
    whole > 0 ? measured(part / whole, wilsonInterval(part, whole)) : unmeasured(reason)
  const [trueNegatives, falsePositives, falseNegatives, truePositives] = cells
  return {
    group,
    rows: places.length,
    labelled,
    selectionRate: share(selected, decided, say('metric.none.decision')),
    baseRate: share(positives, labelled, say('metric.none.label')),
    truePositiveRate: share(truePositives, truePositives + falseNegatives, say('fairness.decided_positive')),
    falsePositiveRate: share(
      falsePositives,
      falsePositives + trueNegatives,
      say('fairness.decided_negative'),
    ),
    precision: share(truePositives, truePositives + falsePositives, say('fairness.labelled_positive')),
    calibrationGap: scored === 0 ? unmeasured(say('fairness.probability')) : meanOf(gap, squares, scored),
  }
}

function meanOf(mean: number, squares: number, n: number): Measure {
  if (n < 2) return measured(mean, null, say('metric.none.one_row'))
  const half = normalUpperQuantile(0.025) * Math.sqrt(squares / (n - 1) / n)
  return measured(mean, [mean - half, mean + half])
}
