import { z } from 'zod'
import { SHIFT_KINDS } from '../../stats/injection/shift.ts'

const number = z.number()
const optionalNumber = z.number().nullable()
const text = z.string()
const quantiles = z.object({ median: optionalNumber, p90: optionalNumber })

/** How one detector did at one size. */
export const latencyPoint = z.object({
  size: number,
  trials: number,
  detected: number,
  probability: number,
  /** Wilson, 95%. */
  ci: z.tuple([number, number]),
  /** Values that were seen from the onset to the alarm; over all trials, null where that many were missed. */
  delay_rows: quantiles,
  /** Null where the log has no time. */
  delay_seconds: quantiles.nullable(),
})
export type LatencyPointView = z.infer<typeof latencyPoint>

export const latencyCurve = z.object({
  detector: text,
  family: z.enum(['metric', 'policy', 'stream']),
  /** The rule in signs; null where its name says it. */
  formula: text.nullable(),
  /** How often it fires on the log as it is: per window for rules, per 1,000 values for streams. */
  false_alarms: z.object({
    fired: number,
    of: number,
    unit: z.enum(['windows', 'values']),
    rate: optionalNumber,
  }),
  points: z.array(latencyPoint),
})
export type LatencyCurve = z.infer<typeof latencyCurve>

/** `driftdesk scenario inject --json`. */
export const latencyDocument = z.object({
  schema: z.literal('driftdesk.latency/1'),
  model: text,
  rows: number,
  reference_rows: number,
  /** What was shifted; null where outcomes were flipped. */
  column: text.nullable(),
  kind: z.enum(SHIFT_KINDS),
  unit: z.enum(['standard_deviations', 'spread', 'share']),
  sizes: z.array(number),
  window: text,
  windows: number,
  ramp: text.nullable(),
  slice: z.object({ column: text, value: text, rows: number }).nullable(),
  /** Whether rows of log and baseline were mixed first. */
  steady: z.boolean(),
  trials: number,
  seed: number,
  curves: z.array(latencyCurve),
  remarks: z.array(text),
  engine: z.object({ version: text, backend: z.enum(['cpu', 'webgpu']), seconds: number }),
})
export type LatencyDocument = z.infer<typeof latencyDocument>
