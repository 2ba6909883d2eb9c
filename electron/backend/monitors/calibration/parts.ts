import type { CalibrationPart } from '#shared/contract/documents/calibration.ts'
import type { Verdict } from '#shared/domain/verdict.ts'
import { calibrationError, debiasedCalibrationError } from '#shared/stats/calibration/calibration-error.ts'
import { recalibrationLine } from '#shared/stats/calibration/recalibration.ts'
import { reliabilityCurve } from '#shared/stats/calibration/reliability-curve.ts'
import { spiegelhalter } from '#shared/stats/calibration/spiegelhalter.ts'
import { benjaminiHochberg } from '#shared/stats/multiplicity/adjust.ts'
import { MONITOR_ALPHA } from '#shared/stats/multiplicity/levels.ts'
import { type LabelledScores, probabilityProblem } from '#shared/stats/performance/labelled-scores.ts'
import { brierScore } from '#shared/stats/performance/probability-scores.ts'
import { normalSf, normalUpperQuantile } from '#shared/stats/special/normal.ts'

/** Labelled rows that a verdict needs. */
export const MIN_LABELS = 100
/** Debiased calibration error from which on it is low, moderate, high. */
const BANDS = [0.02, 0.05, 0.1] as const

type Measured = Omit<CalibrationPart, 'p_adjusted' | 'verdict'>

/** Calibration of some rows without its verdict, which needs the p-values of all parts. */
export function measurePart(data: LabelledScores): Measured {
  const reason = probabilityProblem(data)
  const none = {
    rows: data.rows,
    positives: data.positives,
    ece: null,
    ece_debiased: null,
    slope: null,
    intercept: null,
    brier: null,
    mean_score: null,
    observed_rate: null,
    gap: null,
    gap_ci: null,
    p_value: null,
  }
  if (reason !== null) return { ...none, reason }
  const curve = reliabilityCurve(data)
  const line = recalibrationLine(data)
  const large = inTheLarge(data)
  return {
    ...none,
    ece: calibrationError(curve).value,
    ece_debiased: debiasedCalibrationError(curve).value,
    slope: line.value?.slope ?? null,
    intercept: line.value?.intercept ?? null,
    brier: brierScore(data).value,
    ...large,
    p_value: combinedP([large.p_large, spiegelhalter(data).pValue]),
    ...(line.reason === null ? {} : { reason: line.reason }),
  }
}

/**
 * Mean score less observed rate, with the interval of a mean of score − label, and the p-value of the sum of labels under
 * calibration, z = Σ(y − p)/√Σp(1 − p).
 */
function inTheLarge(data: LabelledScores) {
  let scores = 0
  let variance = 0
  let squares = 0
  for (let i = 0; i < data.rows; i++) {
    const p = data.scores[i]
    scores += p
    variance += p * (1 - p)
    squares += (p - data.labels[i]) ** 2
  }
  const gap = (scores - data.positives) / data.rows
  const spread = data.rows > 1 ? Math.max(0, squares - data.rows * gap * gap) / (data.rows - 1) : 0
  const half = normalUpperQuantile(0.025) * Math.sqrt(spread / data.rows)
  return {
    mean_score: scores / data.rows,
    observed_rate: data.positives / data.rows,
    gap,
    gap_ci: [gap - half, gap + half] as [number, number],
    p_large:
      variance > 0
        ? Math.min(1, 2 * normalSf(Math.abs(scores - data.positives) / Math.sqrt(variance)))
        : null,
  }
}

/** The least of several p-values, adjusted for having chosen it (Bonferroni). */
export function combinedP(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.min(1, Math.min(...known) * known.length)
}

/** Parts with their verdicts: significant at 0.001 after Benjamini–Hochberg over all of them, and off by a band. */
export function judgeParts(parts: readonly Measured[]): CalibrationPart[] {
  const tested = parts.map(({ rows, p_value }) => (rows >= MIN_LABELS ? p_value : null))
  const adjusted = benjaminiHochberg(tested.filter((value) => value !== null))
  let next = 0
  return parts.map((part, i) => {
    // Extra fields of the measurement stay out of the document.
    const { rows, positives, ece, ece_debiased, slope, intercept, brier, reason } = part
    const view = {
      ...{ rows, positives, ece, ece_debiased, slope, intercept, brier },
      mean_score: part.mean_score,
      observed_rate: part.observed_rate,
      gap: part.gap,
      gap_ci: part.gap_ci,
      p_value: part.p_value,
      ...(reason === undefined ? {} : { reason }),
    }
    if (tested[i] === null) return { ...view, p_adjusted: null, verdict: 'insufficient' }
    const p_adjusted = adjusted[next++]
    return { ...view, p_adjusted, verdict: p_adjusted < MONITOR_ALPHA ? bandOf(ece_debiased) : 'none' }
  })
}

export function bandOf(error: number | null): Verdict {
  if (error === null) return 'insufficient'
  if (error >= BANDS[2]) return 'high'
  if (error >= BANDS[1]) return 'moderate'
  return error >= BANDS[0] ? 'low' : 'none'
}
