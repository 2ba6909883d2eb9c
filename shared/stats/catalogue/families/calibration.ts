import { brierDecomposition } from '../../calibration/brier-decomposition.ts'
import {
  type CalibrationNorm,
  calibrationError,
  debiasedCalibrationError,
} from '../../calibration/calibration-error.ts'
import { corpReliability } from '../../calibration/corp.ts'
import { type ReliabilityCurve, reliabilityCurve } from '../../calibration/reliability-curve.ts'
import { type LabelledScores, labelledScores } from '../../performance/labelled-scores.ts'
import { brierScore } from '../../performance/probability-scores.ts'
import { type CatalogueEntry, defineStat, type StatAnswer } from '../definition.ts'
import { type InputName, numbersOf, type StatInputs } from '../inputs.ts'
import { choiceParam, numberParam, optionalNumber } from '../params.ts'

const SCORED: readonly (readonly InputName[])[] = [['labels', 'scores']]
const BINNING = choiceParam(['equal_mass', 'equal_width'], 'equal_mass', {
  quantile: 'equal_mass',
  uniform: 'equal_width',
})
const BINS = optionalNumber({ min: 1, max: 100_000, integer: true })
const CURVE = { bins: BINS, binning: BINNING }
const NORM = choiceParam(['l1', 'l2', 'max'], 'l1')

const dataOf = (inputs: StatInputs): LabelledScores =>
  labelledScores(numbersOf(inputs, 'labels'), numbersOf(inputs, 'scores'))

function curveOf(
  data: LabelledScores,
  params: { readonly bins: number | null; readonly binning: 'equal_mass' | 'equal_width' },
): ReliabilityCurve {
  const { bins, binning } = params
  return reliabilityCurve(data, bins === null ? { binning } : { binning, bins })
}

function convention(curve: ReliabilityCurve, data: LabelledScores): Record<string, unknown> {
  return {
    bins: curve.requestedBins,
    binning: curve.binning,
    rows: data.rows,
    left: data.unlabelled + data.unscored,
    ...(curve.reason === null ? {} : { reason: curve.reason }),
  }
}

function calibrationErrorOf(
  inputs: StatInputs,
  params: Parameters<typeof curveOf>[1],
  norm: CalibrationNorm,
): Partial<StatAnswer> {
  const data = dataOf(inputs)
  const curve = curveOf(data, params)
  return {
    value: calibrationError(curve, norm).value,
    detail: { ...convention(curve, data), norm, debiased: debiasedCalibrationError(curve, norm).value },
  }
}

/** Whether scores are probabilities that come true. */
export const CALIBRATION_STATS: readonly CatalogueEntry[] = [
  defineStat({
    name: 'ece',
    summary: 'Expected calibration error; debiased in the detail',
    inputs: SCORED,
    params: { ...CURVE, norm: NORM },
    compute: (inputs, params) => calibrationErrorOf(inputs, params, params.norm),
  }),
  defineStat({
    name: 'mce',
    summary: 'Maximum calibration error: the greatest gap of a bin',
    inputs: SCORED,
    params: CURVE,
    compute: (inputs, params) => calibrationErrorOf(inputs, params, 'max'),
  }),
  defineStat({
    name: 'reliability_curve',
    summary:
      'Mean score against observed rate by bin, with Wilson intervals; the value is how many bins hold rows',
    inputs: SCORED,
    params: { ...CURVE, confidence: numberParam(0.95, { min: 0.5, max: 0.9999 }) },
    compute: (inputs, params) => {
      const data = dataOf(inputs)
      const { bins, binning, confidence } = params
      const curve = reliabilityCurve(data, { binning, confidence, ...(bins === null ? {} : { bins }) })
      return {
        value: curve.reason === null ? curve.bins.length : null,
        detail: {
          ...convention(curve, data),
          curve: curve.bins.map((bin) => ({
            lower: bin.lower,
            upper: bin.upper,
            mean_score: bin.meanScore,
            observed_rate: bin.observedRate,
            ci: bin.ci,
            rows: bin.rows,
          })),
        },
      }
    },
  }),
  defineStat({
    name: 'brier',
    summary: 'Brier score with its parts: Murphy’s on bins, and CORP’s without',
    inputs: SCORED,
    params: CURVE,
    compute: (inputs, params) => {
      const data = dataOf(inputs)
      const curve = curveOf(data, params)
      const { value, ci } = brierScore(data)
      const parts = brierDecomposition(curve)
      const corp = corpReliability(data, { resamples: 1, points: 1 }).value?.decomposition ?? null
      return {
        value,
        detail: {
          ...convention(curve, data),
          ci,
          reliability: parts?.reliability ?? null,
          resolution: parts?.resolution ?? null,
          uncertainty: parts?.uncertainty ?? null,
          within_bin: parts?.withinBin ?? null,
          corp: corp && {
            miscalibration: corp.miscalibration,
            discrimination: corp.discrimination,
            uncertainty: corp.uncertainty,
          },
        },
      }
    },
  }),
]
