import { z } from 'zod'
import { LOOP_TESTS } from '../../stats/loop/evidence.ts'

const number = z.number()
const optionalNumber = z.number().nullable()
const interval = z.tuple([number, number]).nullable()
const text = z.string()

export const LOOP_VERDICTS = ['none', 'possible', 'likely', 'insufficient'] as const

/** What a test is drawn from. */
export const loopChart = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('trend'),
    /** Middle of each window; null where rows have no time. */
    at: z.array(text).nullable(),
    series: z.array(z.object({ name: text, values: z.array(optionalNumber) })),
  }),
  z.object({
    kind: z.literal('lags'),
    lags: z.array(number),
    correlations: z.array(number),
    /** |r| beyond this is significant over all lags together. */
    bound: number,
    step_hours: optionalNumber,
  }),
  z.object({
    kind: z.literal('arms'),
    strata: z.array(
      z.object({
        score: number,
        model: number,
        comparison: number,
        standard_error: number,
        rows_model: number,
        rows_comparison: number,
      }),
    ),
  }),
])
export type LoopChartView = z.infer<typeof loopChart>

export const loopTestView = z.object({
  name: z.enum(LOOP_TESTS),
  applicable: z.boolean(),
  /** Why it does not apply; null where it does. */
  reason: text.nullable(),
  value: optionalNumber,
  p_value: optionalNumber,
  /** Holm's over the tests that apply. */
  p_adjusted: optionalNumber,
  supports: z.boolean(),
  /** What it looked at and found, in one sentence. */
  finding: text,
  detail: z.object({
    facts: z.record(text, z.union([number, text, z.boolean()]).nullable()),
    chart: loopChart.nullable(),
  }),
})
export type LoopTestView = z.infer<typeof loopTestView>

export const MITIGATIONS = ['random_override', 'exploration', 'model_weight', 'review_threshold'] as const

export const mitigationView = z.object({
  action: z.enum(MITIGATIONS),
  from: optionalNumber,
  to: number,
  /** Gain of one round over all rows, and what a disturbance grows to. */
  gain: number,
  amplification: optionalNumber,
  /** Share of all rows that no longer go where the model sends them. */
  rows_share: number,
  explanation: text,
})
export type MitigationView = z.infer<typeof mitigationView>

/** `driftdesk feedback --json`. */
export const feedbackDocument = z.object({
  schema: z.literal('driftdesk.feedback/1'),
  model: text,
  rows: number,
  labelled: number,
  verdict: z.enum(LOOP_VERDICTS),
  /** Why the verdict is insufficient. */
  reason: text.nullable(),
  /** What was found, in words. */
  found: text,
  /** What would settle the question. */
  settle: z.array(text),
  tests: z.array(loopTestView),
  loop_gain: z.object({
    value: optionalNumber,
    ci: interval,
    confidence: optionalNumber,
    /** Why there is no gain. */
    reason: text.nullable(),
  }),
  amplification: optionalNumber,
  amplification_ci: z.tuple([optionalNumber, optionalNumber]).nullable(),
  amplification_reason: text.nullable(),
  mitigation: z.array(mitigationView),
  /** What a forecast starts from. */
  today: z.object({
    random_override: number,
    /** Share of rows that rules and people decide. */
    others: number,
    rows_per_day: optionalNumber,
    /** Rows by confidence in hundredths; null without a confidence. */
    confidence_histogram: z.array(number).nullable(),
  }),
  missing_roles: z.array(z.object({ role: text, unlocks: text })),
  notes: z.array(text),
  engine: z.object({ version: text, backend: z.enum(['cpu', 'webgpu']), seconds: number }),
})
export type FeedbackDocument = z.infer<typeof feedbackDocument>
