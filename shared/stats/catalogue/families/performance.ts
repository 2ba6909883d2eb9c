import { CBPE_METRICS, cbpe, fitCbpeCalibration } from '../../performance/cbpe.ts'
import { type LabelledScores, labelledScores } from '../../performance/labelled-scores.ts'
import type { Measure } from '../../performance/measure.ts'
import { prAuc } from '../../performance/pr-auc.ts'
import { logLoss } from '../../performance/probability-scores.ts'
import { rocAuc } from '../../performance/roc-auc.ts'
import { stdThreshold } from '../../performance/std-threshold.ts'
import { type CatalogueEntry, defineStat, type StatAnswer } from '../definition.ts'
import { type InputName, numbersOf, type StatInputs } from '../inputs.ts'
import { choiceParam, numberParam, optionalNumber } from '../params.ts'
import { refuse } from '../refusal.ts'

const SCORED: readonly (readonly InputName[])[] = [['labels', 'scores']]
const CONFIDENCE = { confidence: numberParam(0.95, { min: 0.5, max: 0.9999 }) }

function answer(
  measure: Measure,
  data: LabelledScores,
  more: Record<string, unknown> = {},
): Partial<StatAnswer> {
  return {
    value: measure.value,
    detail: {
      ci: measure.ci,
      ...more,
      rows: data.rows,
      positives: data.positives,
      left: data.unlabelled + data.unscored,
      ...(measure.reason === null ? {} : { reason: measure.reason }),
    },
  }
}

function scored(
  name: string,
  summary: string,
  measure: (data: LabelledScores, confidence: number) => Measure,
): CatalogueEntry {
  return defineStat({
    name,
    summary,
    inputs: SCORED,
    params: CONFIDENCE,
    compute: (inputs, params) => {
      const data = labelledScores(numbersOf(inputs, 'labels'), numbersOf(inputs, 'scores'))
      return answer(measure(data, params.confidence), data)
    },
  })
}

interface CbpeInputs {
  readonly scores: Float64Array
  readonly baseline: LabelledScores | null
}

/** Current scores are `current`, else `scores`; labelled baseline scores are `reference`, else `scores`. */
function cbpeInputs(inputs: StatInputs): CbpeInputs {
  const target = inputs.current === undefined ? 'scores' : 'current'
  if (inputs[target] === undefined) throw refuse('scores', 'is missing', 'Give the scores to estimate from.')
  const scores = numbersOf(inputs, target)
  const own = inputs.reference !== undefined ? 'reference' : target === 'current' ? 'scores' : null
  if (inputs.labels === undefined || own === null || inputs[own] === undefined)
    return { scores, baseline: null }
  return { scores, baseline: labelledScores(numbersOf(inputs, 'labels'), numbersOf(inputs, own)) }
}

/** Metrics of binary models from labels and scores, and before the labels come. */
export const PERFORMANCE_STATS: readonly CatalogueEntry[] = [
  scored('log_loss', 'Log loss in nats, probabilities kept 2.2e-16 from 0 and 1', logLoss),
  scored('pr_auc', 'Area under the precision–recall curve as average precision', prAuc),
  defineStat({
    name: 'roc_auc',
    summary: 'Area under the ROC curve with DeLong’s interval',
    inputs: SCORED,
    params: CONFIDENCE,
    compute: (inputs, params) => {
      const data = labelledScores(numbersOf(inputs, 'labels'), numbersOf(inputs, 'scores'))
      const auc = rocAuc(data, params.confidence)
      return answer(auc, data, { standard_error: auc.standardError })
    },
  }),
  defineStat({
    name: 'cbpe',
    summary:
      'Metrics estimated before labels come, from "current" (or "scores"); "labels" of "reference" scores calibrate them first',
    inputs: [['scores'], ['current']],
    params: {
      metric: choiceParam(CBPE_METRICS, 'accuracy', { average_precision: 'pr_auc' }),
      threshold: numberParam(0.5),
      calibrate: choiceParam(['auto', 'isotonic', 'none'], 'auto'),
    },
    compute: (inputs, params) => {
      const { scores, baseline } = cbpeInputs(inputs)
      if (params.calibrate === 'isotonic' && baseline === null) {
        throw refuse('labels', 'is missing', 'Give "labels" of "reference" scores to calibrate on.')
      }
      const fitted =
        baseline === null || params.calibrate === 'none'
          ? { value: null, reason: null }
          : fitCbpeCalibration(baseline)
      if (fitted.reason !== null) return { detail: { reason: `no calibration: ${fitted.reason}` } }
      const found = cbpe(scores, fitted.value, { threshold: params.threshold })
      const { value, standardError, reason } = found.metrics[params.metric]
      const estimated = CBPE_METRICS.map((name) => {
        const { value: estimate, standardError: error } = found.metrics[name]
        return [name, { value: estimate, standard_error: error }] as const
      })
      return {
        value,
        detail: {
          metric: params.metric,
          standard_error: standardError,
          calibration: fitted.value === null ? 'none' : 'isotonic',
          estimated: Object.fromEntries(estimated),
          confusion: {
            true_positives: found.truePositives,
            false_positives: found.falsePositives,
            false_negatives: found.falseNegatives,
            true_negatives: found.trueNegatives,
          },
          rows: found.rows,
          left: found.left,
          ...(reason === null || value !== null ? {} : { reason }),
        },
      }
    },
  }),
  defineStat({
    name: 'std_threshold',
    summary: 'Mean ± k standard deviations of the baseline’s chunk values; the value is the upper threshold',
    inputs: [['reference'], ['scores']],
    params: {
      k: numberParam(3, { min: 0 }),
      lower: optionalNumber({ min: 0 }),
      upper: optionalNumber({ min: 0 }),
      ddof: numberParam(0, { min: 0, max: 1, integer: true }),
      minimum: optionalNumber(),
      maximum: optionalNumber(),
    },
    compute: (inputs, params) => {
      const values = numbersOf(inputs, inputs.reference === undefined ? 'scores' : 'reference')
      const found = stdThreshold(values, {
        lower: params.lower ?? params.k,
        upper: params.upper ?? params.k,
        ddof: params.ddof === 1 ? 1 : 0,
        ...(params.minimum === null ? {} : { minimum: params.minimum }),
        ...(params.maximum === null ? {} : { maximum: params.maximum }),
      })
      const { lower, upper } = found
      const outside: number[] = []
      if (inputs.current !== undefined && lower !== null && upper !== null) {
        for (const [i, value] of numbersOf(inputs, 'current').entries()) {
          if (value < lower || value > upper) outside.push(i)
        }
      }
      return {
        value: upper,
        detail: {
          lower,
          upper,
          mean: found.mean,
          standard_deviation: found.standardDeviation,
          chunks: found.chunks,
          ...(inputs.current === undefined ? {} : { outside }),
          ...(found.reason === null ? {} : { reason: found.reason }),
        },
      }
    },
  }),
]
