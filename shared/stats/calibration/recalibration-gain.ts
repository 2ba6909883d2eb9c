import { say } from '../../words/say.ts'
import {
  type LabelledScores,
  labelledScores,
  probabilityProblem,
  twoClassProblem,
} from '../performance/labelled-scores.ts'
import { brierScore, logLoss } from '../performance/probability-scores.ts'
import { createRandom, shuffle } from '../random.ts'
import { fitIsotonic, groupLabels, isotonicAt } from './isotonic.ts'
import { fitPlatt, plattAt } from './platt.ts'
import { logit } from './recalibration.ts'

export interface ProbabilityLosses {
  readonly brier: number | null
  readonly logLoss: number | null
}

export interface RecalibrationGain {
  readonly asIs: ProbabilityLosses
  readonly isotonic: ProbabilityLosses
  readonly platt: ProbabilityLosses
  readonly folds: number
  readonly rows: number
}

function losses(labels: Uint8Array, scores: Float64Array): ProbabilityLosses {
  const data = labelledScores(labels, scores)
  return { brier: brierScore(data).value, logLoss: logLoss(data).value }
}

function sampleLabelled(data: LabelledScores, most: number, seed: number): LabelledScores {
  if (data.rows <= most) return data
  const order = new Int32Array(data.rows)
  for (let i = 0; i < order.length; i++) order[i] = i
  const chosen = shuffle(createRandom(seed, 1), order).subarray(0, most)
  return labelledScores(
    Uint8Array.from(chosen, (i) => data.labels[i]),
    Float64Array.from(chosen, (i) => data.scores[i]),
  )
}

/**
 * What recalibration would be worth: losses of the scores as they are, and of scores recalibrated by isotonic
 * regression and by Platt scaling (on the logit) that were fitted on the other folds. Folds are seeded and each has
 * its share of either class; above `maxRows` a seeded sample of the rows stands for all. Null with a reason where a class has fewer rows than folds.
 */
export function recalibrationGain(
  all: LabelledScores,
  folds = 5,
  seed = 0,
  maxRows = 50_000,
): { readonly value: RecalibrationGain | null; readonly reason: string | null } {
  const data = sampleLabelled(all, maxRows, seed)
  const problem = probabilityProblem(data) ?? twoClassProblem(data)
  if (problem !== null) return { value: null, reason: problem }
  if (Math.min(data.positives, data.negatives) < folds) {
    return { value: null, reason: say('calibration.folds', { folds }) }
  }
  const random = createRandom(seed)
  const fold = new Uint8Array(data.rows)
  for (const label of [0, 1]) {
    const rows: number[] = []
    for (let i = 0; i < data.rows; i++) if (data.labels[i] === label) rows.push(i)
    shuffle(random, rows)
    for (let k = 0; k < rows.length; k++) fold[rows[k]] = k % folds
  }
  const isotonic = new Float64Array(data.rows)
  const platt = new Float64Array(data.rows)
  for (let held = 0; held < folds; held++) {
    const train: number[] = []
    for (let i = 0; i < data.rows; i++) if (fold[i] !== held) train.push(i)
    const scores = Float64Array.from(train, (i) => data.scores[i])
    const labels = Uint8Array.from(train, (i) => data.labels[i])
    const steps = fitIsotonic(groupLabels(labelledScores(labels, scores)))
    const curve = fitPlatt(scores.map(logit), labels)
    for (let i = 0; i < data.rows; i++) {
      if (fold[i] !== held) continue
      isotonic[i] = isotonicAt(steps, data.scores[i])
      platt[i] = curve === null ? data.positives / data.rows : plattAt(curve, logit(data.scores[i]))
    }
  }
  return {
    value: {
      asIs: losses(data.labels, data.scores),
      isotonic: losses(data.labels, isotonic),
      platt: losses(data.labels, platt),
      folds,
      rows: data.rows,
    },
    reason: null,
  }
}
