import { z } from 'zod'
import { LOOP_VERDICTS } from './feedback.ts'

const number = z.number()
const optionalNumber = z.number().nullable()
const text = z.string()

export const FLEET_MODES = [
  'feedback_monster',
  'cascade',
  'synchronous_drift',
  'proxy_gaming',
  'correlated_collapse',
] as const
export type FleetMode = (typeof FLEET_MODES)[number]

export const fleetEdge = z.object({
  from: text,
  to: text,
  column: text.nullable(),
  source: z.enum(['manifest', 'equality']),
  /** Whether drift was seen to flow here. */
  drift: z.boolean(),
  lag_hours: optionalNumber,
  evidence: z.enum(['course', 'repeated', 'order']).nullable(),
  p_value: optionalNumber,
  amplification: optionalNumber,
})
export type FleetEdge = z.infer<typeof fleetEdge>

export const fleetModeView = z.object({
  mode: z.enum(FLEET_MODES),
  fired: z.boolean(),
  models: z.array(text),
  at: text.nullable(),
  /** Why it could not be tested; null where it was. */
  reason: text.nullable(),
  explanation: text,
  detail: z.object({
    root: text.nullable(),
    order: z.array(text),
    edges: z.array(
      z.object({ from: text, to: text, lag_hours: number, p_value: number, amplification: optionalNumber }),
    ),
    /** Synchronous drift: each cluster of onsets. */
    clusters: z.array(
      z.object({ from: text, to: text, models: z.array(text), p_value: number, shared: z.array(text) }),
    ),
    /** Proxy gaming: objective against guards. */
    pairs: z.array(
      z.object({
        model: text,
        objective: text,
        guard: text,
        p_adjusted: number,
        objective_change: number,
        guard_change: number,
        since: text.nullable(),
        fired: z.boolean(),
      }),
    ),
    /** Feedback: the verdict of the loop test by model. */
    loops: z.array(
      z.object({ model: text, verdict: z.enum(LOOP_VERDICTS), gain: optionalNumber, found: text }),
    ),
    mean_correlation: optionalNumber,
    amplification: optionalNumber,
  }),
})
export type FleetModeView = z.infer<typeof fleetModeView>

export const fleetMember = z.object({
  model: text,
  rows: number,
  labelled: number,
  share: number,
  has_manifest: z.boolean(),
  onsets: z.array(z.object({ at: text, low: text, high: text, psi: number })),
  /** PSI of each step of the timeline against its first tenth. */
  drift: z.array(optionalNumber),
  retrains: z.array(text),
  /** Replicas (servers, instances, pods) whose decisions left those of the others. */
  dissent: z.array(
    z.object({
      column: text,
      value: text,
      since: text.nullable(),
      at: text.nullable(),
      rows: number,
      share: number,
      others: number,
      p_value: number,
    }),
  ),
})
export type FleetMember = z.infer<typeof fleetMember>

/** `driftdesk fleet --json`. */
export const fleetDocument = z.object({
  schema: z.literal('driftdesk.fleet/1'),
  models: z.array(text),
  modes: z.array(fleetModeView),
  effective_models: optionalNumber,
  members: z.array(fleetMember),
  /** Starts of the steps of `drift`; empty without times. */
  timeline: z.array(text),
  edges: z.array(fleetEdge),
  errors: z.object({
    /** What errors were compared on. */
    unit: z.enum(['row', 'time']).nullable(),
    pairs: z.array(
      z.object({
        first: text,
        second: text,
        rows: number,
        correlation: optionalNumber,
        p_adjusted: optionalNumber,
        joint_failure: optionalNumber,
        independent: optionalNumber,
      }),
    ),
  }),
  survival: z
    .array(z.object({ removed: number, mean: number, worst: number, worst_removed: z.array(text) }))
    .nullable(),
  traffic: z.object({ hhi: number, effective: number, gini: number }).nullable(),
  shared: z.array(z.object({ kind: text, name: text, models: z.array(text) })),
  /** Pairs of models, and what a failure of one would reach the other by. */
  bulkheads: z.array(z.object({ first: text, second: text, shared: z.array(text) })),
  calendar: z.object({
    retrains: z.array(z.object({ model: text, at: text })),
    collisions: z.array(z.object({ at: text, models: z.array(text), shared: z.array(text) })),
  }),
  /** Confident decisions that people overruled, most confident first. */
  disagreements: z.array(
    z.object({
      model: text,
      row: number,
      at: text.nullable(),
      id: text.nullable(),
      prediction: text,
      human: text,
      confidence: optionalNumber,
    }),
  ),
  disagreement_rows: number,
  notes: z.array(text),
  engine: z.object({
    version: text,
    backend: z.enum(['cpu', 'webgpu']),
    /** Why the graphics device did not compute what it could have; null where nothing has to be said. */
    backend_reason: text.nullable().optional(),
    seconds: number,
  }),
})
export type FleetDocument = z.infer<typeof fleetDocument>
