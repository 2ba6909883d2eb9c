import { z } from 'zod'
import { CALIBRATION_BINNINGS, CALIBRATION_NORMS, calibrationDocument } from './documents/calibration.ts'
import { manifestFiles } from './documents/manifest.ts'
import { performanceDocument } from './documents/performance.ts'
import { scoreHistory } from './documents/score-history.ts'
import { mapping } from './mapping.ts'
import { scoredSource } from './scored-source.ts'

/** Most decision thresholds, and most protected attributes, of one question. */
export const MOST_THRESHOLDS = 10
export const MOST_PROTECTED = 20

const column = z.string().min(1).max(100_000)
const common = {
  source: scoredSource,
  mapping: mapping.optional(),
  /** What is not given here is read from the model's manifest among these; from the kept one where none are given. */
  manifests: manifestFiles.optional(),
  /** `1h`, `1d`, `1w`, `1mo`, `5000r`; chosen by the length of the log when not given. */
  window: z.string().max(20).optional(),
  /** Columns by whose values the rows are split; those with the role segment when not given. */
  by: z.array(column).max(20).optional(),
  seed: z.number().int().min(0).max(0xffff_ffff).optional(),
}

/** Costs of decisions in one currency; a gain is a negative cost. */
export const decisionCosts = z.strictObject({
  false_positive: z.number(),
  false_negative: z.number(),
  true_positive: z.number().optional(),
  true_negative: z.number().optional(),
  currency: z.string().max(20).optional(),
})
export type DecisionCostsInput = z.infer<typeof decisionCosts>

/** How well a model does, with labels and before they come, and whether its probabilities come true. */
export const PERFORMANCE_OPERATIONS = {
  'performance.run': {
    kind: 'job',
    params: z.strictObject({
      ...common,
      /** Whether performance is estimated where labels are missing. */
      estimate: z.boolean().optional(),
      costs: decisionCosts.optional(),
      /** Scores from which on a decision is positive; the first is the one of a log without predictions. */
      thresholds: z.array(z.number()).max(MOST_THRESHOLDS).optional(),
      /** Columns with protected attributes. */
      protected: z.array(column).max(MOST_PROTECTED).optional(),
      /** Places that count in a ranking. */
      k: z.number().int().min(1).max(10_000).optional(),
      /** Greatest error of a regression that is within tolerance. */
      tolerance: z.number().min(0).optional(),
    }),
    result: performanceDocument,
  },
  /** The same over time from counts alone, at once whatever the number of rows. */
  'performance.history': {
    kind: 'query',
    params: z.strictObject({
      model: z.string().min(1).max(1_000),
      window: z.string().max(20).optional(),
      threshold: z.number().optional(),
    }),
    result: scoreHistory,
  },
  'calibration.run': {
    kind: 'job',
    params: z.strictObject({
      ...common,
      bins: z.number().int().min(1).max(1_000).optional(),
      binning: z.enum(CALIBRATION_BINNINGS).optional(),
      norm: z.enum(CALIBRATION_NORMS).optional(),
    }),
    result: calibrationDocument,
  },
} as const
