import { z } from 'zod'

const interval = z.tuple([z.number(), z.number()]).nullable()

export const countedMeasure = z.object({
  value: z.number().nullable(),
  ci: interval,
  /** Between which values the one from the rows lies; null where that is not known. */
  bounds: interval,
  reason: z.string().optional(),
})

export const scoreHistoryPoint = z.object({
  /** Null for the baseline. */
  start: z.string().nullable(),
  end: z.string().nullable(),
  rows: z.number(),
  labelled: z.number(),
  positives: z.number(),
  mean_score: z.number().nullable(),
  observed_rate: z.number().nullable(),
  metrics: z.object({
    roc_auc: countedMeasure,
    accuracy: countedMeasure,
    brier: countedMeasure,
    ece: countedMeasure,
    ece_debiased: countedMeasure,
  }),
})
export type ScoreHistoryPoint = z.infer<typeof scoreHistoryPoint>

/** Performance and calibration over time, from counts of score cells. */
export const scoreHistory = z.object({
  model: z.string(),
  window: z.string(),
  threshold: z.number(),
  /** The score that was counted. */
  column: z.string(),
  points: z.array(scoreHistoryPoint),
  baseline: scoreHistoryPoint,
  /** Chunks that are not counted yet. */
  pending: z.number(),
  seconds: z.number(),
})
export type ScoreHistory = z.infer<typeof scoreHistory>
