import { z } from 'zod'
import { VERDICTS } from '../../domain/verdict.ts'
import { assumptionSources } from './assumptions.ts'

const number = z.number()
const optionalNumber = z.number().nullable()
const interval = z.tuple([number, number]).nullable()

export const CALIBRATION_BINNINGS = ['equal_mass', 'equal_width'] as const
export const CALIBRATION_NORMS = ['l1', 'l2', 'max'] as const

/** Calibration of some of the rows. */
export const calibrationPart = z.object({
  rows: number,
  positives: number,
  ece: optionalNumber,
  ece_debiased: optionalNumber,
  slope: optionalNumber,
  intercept: optionalNumber,
  brier: optionalNumber,
  mean_score: optionalNumber,
  observed_rate: optionalNumber,
  /** Of the difference of mean score and observed rate. */
  gap: optionalNumber,
  gap_ci: interval,
  p_value: optionalNumber,
  p_adjusted: optionalNumber,
  verdict: z.enum(VERDICTS),
  reason: z.string().optional(),
})
export type CalibrationPart = z.infer<typeof calibrationPart>

/** `driftdesk calibration --json`. */
export const calibrationDocument = z.object({
  schema: z.literal('driftdesk.calibration/1'),
  model: z.string(),
  /** Rows with a label and a probability. */
  rows: number,
  positives: number,
  ece: z.object({
    value: optionalNumber,
    bins: number,
    binning: z.enum(CALIBRATION_BINNINGS),
    norm: z.enum(CALIBRATION_NORMS),
    reason: z.string().optional(),
  }),
  ece_debiased: optionalNumber,
  mce: optionalNumber,
  brier: z.object({
    value: optionalNumber,
    ci: interval,
    reliability: optionalNumber,
    resolution: optionalNumber,
    uncertainty: optionalNumber,
    within_bin: optionalNumber,
    corp: z.object({ miscalibration: number, discrimination: number, uncertainty: number }).nullable(),
    reason: z.string().optional(),
  }),
  log_loss: optionalNumber,
  log_loss_ci: interval,
  slope: optionalNumber,
  slope_ci: interval,
  intercept: optionalNumber,
  intercept_ci: interval,
  /** The intercept when the slope is held at 1. */
  intercept_at_slope_one: optionalNumber,
  spiegelhalter: z.object({ z: optionalNumber, p_value: optionalNumber, reason: z.string().optional() }),
  curve: z.array(
    z.object({
      mean_score: number,
      observed_rate: number,
      ci: z.tuple([number, number]),
      rows: number,
      lower: number,
      upper: number,
    }),
  ),
  /** The isotonic curve with the band in which it would lie if the scores were calibrated. */
  corp: z.array(z.object({ score: number, rate: number, rows: number, band: z.tuple([number, number]) })),
  /** Rows by score, 50 cells of equal width from 0 to 1, split by label. */
  histogram: z.object({ negatives: z.array(number), positives: z.array(number) }),
  signatures: z.array(z.object({ code: z.string(), detail: z.record(z.string(), z.unknown()) })),
  /** Losses as they are and after recalibration, by cross-validation. */
  recalibration: z
    .object({
      folds: number,
      rows: number,
      as_is: z.object({ brier: optionalNumber, log_loss: optionalNumber }),
      isotonic: z.object({ brier: optionalNumber, log_loss: optionalNumber }),
      platt: z.object({ brier: optionalNumber, log_loss: optionalNumber }),
    })
    .nullable(),
  window: z.string(),
  over_time: z.array(calibrationPart.extend({ start: z.string().nullable(), end: z.string().nullable() })),
  segments: z.array(calibrationPart.extend({ column: z.string(), value: z.string() })),
  /** Of the baseline, measured alike; null without one. */
  baseline: calibrationPart.nullable(),
  assumptions: assumptionSources,
  counts: z.object({
    unlabelled: number,
    unscored: number,
    outside_range: number,
    unmatched_labels: number,
    unreadable_labels: number,
  }),
  verdict: z.enum(VERDICTS),
  reasons: z.array(z.string()),
  notes: z.array(z.string()),
  engine: z.object({ version: z.string(), backend: z.enum(['cpu', 'webgpu']), seconds: number }),
})
export type CalibrationDocument = z.infer<typeof calibrationDocument>
