import { brierDecomposition } from '#shared/stats/calibration/brier-decomposition.ts'
import {
  calibrationError,
  debiasedCalibrationError,
  maximumCalibrationError,
} from '#shared/stats/calibration/calibration-error.ts'
import { corpReliability } from '#shared/stats/calibration/corp.ts'
import { recalibrationLine } from '#shared/stats/calibration/recalibration.ts'
import { recalibrationGain } from '#shared/stats/calibration/recalibration-gain.ts'
import { reliabilityCurve } from '#shared/stats/calibration/reliability-curve.ts'
import { spiegelhalter } from '#shared/stats/calibration/spiegelhalter.ts'
import { type LabelledScores, labelledScores } from '#shared/stats/performance/labelled-scores.ts'
import { brierScore, logLoss } from '#shared/stats/performance/probability-scores.ts'
import { normalSf } from '#shared/stats/special/normal.ts'
import { say } from '#shared/words/say.ts'
import { intervalView, plain, timeText } from '../performance/describe.ts'
import { withoutOutside } from '../performance/metrics/binary.ts'
import { segmentColumns } from '../performance/segment-columns.ts'
import { applyCut, cutOf } from '../performance/segments.ts'
import { cutWindows } from '../performance/windows.ts'
import { meaningOf } from '../scored-log/meaning.ts'
import { outcomesOf } from '../scored-log/outcomes.ts'
import { openScoredLog } from '../scored-log/read-scored-log.ts'
import type { Outcomes } from '../scored-log/types.ts'
import { bandOf, combinedP, judgeParts, MIN_LABELS, measurePart } from './parts.ts'
import type { MeasureCalibrationTask, MeasuredCalibration } from './procedures.ts'
import { signatureViews } from './signature-views.ts'

const CELLS = 50
const MOST_SEGMENTS = 60

/**
 * Calibration of the labelled rows of a log; of several classes, that of the confidence in the predicted one. Runs on a
 * compute thread.
 * @throws AppError `MAPPING_INVALID`, `COLUMN_UNKNOWN`, `BAD_PARAMS`, `CHUNK_CORRUPT`, `CANCELLED`.
 */
export function measureCalibration(
  task: MeasureCalibrationTask,
  throwIfCancelled: () => void,
): MeasuredCalibration {
  const log = openScoredLog(task.log, throwIfCancelled)
  const reference = task.reference === null ? null : openScoredLog(task.reference, throwIfCancelled)
  const meaning = meaningOf(reference === null ? [log] : [reference, log], task.given)
  const outcomes = outcomesOf(log, meaning)
  const { label, score, reason: noScore } = probabilitiesOf(outcomes)
  const whole = labelledScores(label, score)
  const data = withoutOutside(whole)
  throwIfCancelled()

  const curve = reliabilityCurve(data, {
    binning: task.binning,
    ...(task.bins === undefined ? {} : { bins: task.bins }),
  })
  const error = calibrationError(curve, task.norm)
  const debiased = debiasedCalibrationError(curve, task.norm)
  const brier = brierScore(data)
  const parts = brierDecomposition(curve)
  const corp = corpReliability(data, { seed: task.seed, points: 200 })
  const loss = logLoss(data)
  const line = recalibrationLine(data)
  const z = spiegelhalter(data)
  throwIfCancelled()
  const gain = recalibrationGain(data, 5, task.seed)
  throwIfCancelled()

  const { text, windows } = cutWindows(log.times, log.rows, task.window)
  const inTime = judgeParts(
    windows.map(({ from, to }) => measurePart(partOf(label.subarray(from, to), score.subarray(from, to)))),
  )
  const segments = segmentRows(log, segmentColumns(log, task.by))
  const bySegment = judgeParts(
    segments.map(({ rows }) =>
      measurePart(
        partOf(
          Float64Array.from(rows, (row) => label[row]),
          Float64Array.from(rows, (row) => score[row]),
        ),
      ),
    ),
  )
  const whole_ = measurePart(data)
  const p = combinedP([whole_.p_value, slopeP(line.value)])
  const reasonOf = noScore ?? curve.reason
  return {
    rows: data.rows,
    positives: data.positives,
    ece: {
      value: plain(error.value),
      bins: curve.requestedBins,
      binning: task.binning,
      norm: task.norm,
      ...(reasonOf === null ? {} : { reason: reasonOf }),
    },
    ece_debiased: plain(debiased.value),
    mce: plain(maximumCalibrationError(curve).value),
    brier: {
      value: plain(brier.value),
      ci: intervalView(brier.ci),
      reliability: parts?.reliability ?? null,
      resolution: parts?.resolution ?? null,
      uncertainty: parts?.uncertainty ?? null,
      within_bin: parts?.withinBin ?? null,
      corp:
        corp.value === null
          ? null
          : {
              miscalibration: corp.value.decomposition.miscalibration,
              discrimination: corp.value.decomposition.discrimination,
              uncertainty: corp.value.decomposition.uncertainty,
            },
      ...(reasonOf === null ? {} : { reason: reasonOf }),
    },
    log_loss: plain(loss.value),
    log_loss_ci: intervalView(loss.ci),
    slope: plain(line.value?.slope ?? null),
    slope_ci: intervalView(line.value?.slopeCi ?? null),
    intercept: plain(line.value?.intercept ?? null),
    intercept_ci: intervalView(line.value?.interceptCi ?? null),
    intercept_at_slope_one: plain(line.value?.interceptAtSlopeOne ?? null),
    spiegelhalter: {
      z: plain(z.z),
      p_value: plain(z.pValue),
      ...(z.reason === null ? {} : { reason: noScore ?? z.reason }),
    },
    curve: curve.bins.map((bin) => ({
      mean_score: bin.meanScore,
      observed_rate: bin.observedRate,
      ci: [bin.ci[0], bin.ci[1]],
      rows: bin.rows,
      lower: bin.lower,
      upper: bin.upper,
    })),
    corp: (corp.value?.points ?? []).map((point) => ({
      score: point.score,
      rate: point.rate,
      rows: point.rows,
      band: [point.consistency[0], point.consistency[1]],
    })),
    histogram: histogramOf(data),
    signatures: signatureViews(data, line.value),
    recalibration:
      gain.value === null
        ? null
        : {
            folds: gain.value.folds,
            rows: gain.value.rows,
            as_is: lossesView(gain.value.asIs),
            isotonic: lossesView(gain.value.isotonic),
            platt: lossesView(gain.value.platt),
          },
    window: text,
    over_time: windows.map(({ start, end }, w) => ({
      start: timeText(start),
      end: timeText(end),
      ...inTime[w],
    })),
    segments: segments.map(({ column, value }, s) => ({ column, value, ...bySegment[s] })),
    baseline: reference === null ? null : baselinePart(outcomesOf(reference, meaning)),
    counts: {
      unlabelled: whole.unlabelled,
      unscored: whole.unscored,
      outside_range: whole.outOfRange,
      unmatched_labels: log.labels.unmatched,
      unreadable_labels: outcomes.unreadableLabels,
    },
    ...verdictOf(data, p, debiasedCalibrationError(curve, 'l1').value, reasonOf),
    notes: [
      ...outcomes.notes,
      ...(meaning.task === 'multiclass' ? [say('calibration.multiclass')] : []),
      ...(line.reason === null || reasonOf !== null
        ? []
        : [say('calibration.no_line', { reason: line.reason })]),
    ],
  }
}

/** Labels and probabilities that can be calibrated, empty with a reason for tasks that have none. */
function probabilitiesOf(outcomes: Outcomes): {
  readonly label: Float64Array
  readonly score: Float64Array
  readonly reason: string | null
} {
  const { meaning, label, score, prediction, confidence } = outcomes
  const none = (reason: string) => ({
    label: new Float64Array(label.length).fill(Number.NaN),
    score: new Float64Array(label.length).fill(Number.NaN),
    reason,
  })
  switch (meaning.task) {
    case 'binary':
      return score === null ? none(say('metric.none.score')) : { label, score, reason: null }
    case 'multiclass':
      if (prediction === null || confidence === null) return none(say('calibration.no_confidence'))
      return {
        label: label.map((actual, i) =>
          Number.isNaN(actual) || Number.isNaN(prediction[i]) ? Number.NaN : Number(actual === prediction[i]),
        ),
        score: confidence,
        reason: null,
      }
    case 'regression':
    case 'ranking':
      return none(say(`calibration.${meaning.task}`))
  }
}

const partOf = (label: Float64Array, score: Float64Array): LabelledScores =>
  withoutOutside(labelledScores(label, score))

function baselinePart(outcomes: Outcomes): MeasuredCalibration['baseline'] {
  const { label, score } = probabilitiesOf(outcomes)
  return judgeParts([measurePart(partOf(label, score))])[0]
}

function segmentRows(log: ReturnType<typeof openScoredLog>, by: readonly string[]) {
  return by
    .flatMap((column) => {
      const cut = cutOf(log, column)
      if (cut === null) return []
      const { codes, values } = applyCut(log, cut)
      const rows = values.map((): number[] => [])
      for (let row = 0; row < codes.length; row++) rows[codes[row]]?.push(row)
      return values.map((value, code) => ({ column, value, rows: rows[code] }))
    })
    .filter(({ rows }) => rows.length > 0)
    .slice(0, MOST_SEGMENTS)
}

function histogramOf(data: LabelledScores): MeasuredCalibration['histogram'] {
  const negatives = new Array<number>(CELLS).fill(0)
  const positives = new Array<number>(CELLS).fill(0)
  for (let i = 0; i < data.rows; i++) {
    const cell = Math.max(0, Math.min(CELLS - 1, Math.floor(data.scores[i] * CELLS)))
    if (data.labels[i] === 1) positives[cell] += 1
    else negatives[cell] += 1
  }
  return { negatives, positives }
}

function lossesView({ brier, logLoss }: { readonly brier: number | null; readonly logLoss: number | null }) {
  return { brier: plain(brier), log_loss: plain(logLoss) }
}

/** Wald's p-value that the slope is 1, from its interval. */
function slopeP(
  line: { readonly slope: number; readonly slopeCi: readonly [number, number] } | null,
): number | null {
  if (line === null) return null
  const error = (line.slopeCi[1] - line.slopeCi[0]) / 2 / 1.959963984540054
  return error > 0 ? Math.min(1, 2 * normalSf(Math.abs(line.slope - 1) / error)) : null
}

function verdictOf(
  data: LabelledScores,
  p: number | null,
  debiased: number | null,
  reason: string | null,
): Pick<MeasuredCalibration, 'verdict' | 'reasons'> {
  if (reason !== null) return { verdict: 'insufficient', reasons: [say('calibration.nothing', { reason })] }
  if (data.rows < MIN_LABELS) {
    return {
      verdict: 'insufficient',
      reasons: [say('calibration.few', { rows: data.rows, needed: MIN_LABELS })],
    }
  }
  const verdict = p !== null && p < 0.05 ? bandOf(debiased) : 'none'
  const error = (debiased ?? 0).toPrecision(2)
  return {
    verdict,
    reasons:
      verdict === 'none'
        ? [p !== null && p < 0.05 ? say('calibration.small', { error }) : say('calibration.agree')]
        : [say('calibration.off', { error, p: pText(p) })],
  }
}

const pText = (p: number | null): string => (p === null ? '?' : p < 0.001 ? '< 0.001' : p.toPrecision(2))
