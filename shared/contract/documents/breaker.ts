import { z } from 'zod'
import { BREAKER_LINT_CODES } from '../../policy/breaker/lint/finding.ts'
import { REPORTED_STATES } from '../../policy/breaker/state.ts'
import { secretPlace } from './secret.ts'

export const breakerState = z.enum(REPORTED_STATES)

export const breakerTransition = z.object({
  /** Null where the log has no times. */
  at: z.string().nullable(),
  /** Number of the newest row, from 0; −1 before the first. */
  row: z.number(),
  from: breakerState,
  to: breakerState,
  cause: z.string(),
  /** The value whose breaker moved, where each value of a column has one. */
  segment: z.string().optional(),
})
export type BreakerTransition = z.infer<typeof breakerTransition>

/** Values of a log drawn at evenly spaced events, and the states of its rows. */
export const breakerChart = z.object({
  /** UTC milliseconds. */
  at: z.instanceof(Float64Array),
  rows: z.instanceof(Float64Array),
  conditions: z.array(
    z.object({
      text: z.string(),
      metric: z.string(),
      threshold: z.number(),
      values: z.instanceof(Float64Array),
    }),
  ),
  stints: z.array(
    z.object({
      state: breakerState,
      from_row: z.number(),
      to_row: z.number(),
      from: z.number(),
      to: z.number(),
    }),
  ),
})
export type BreakerChart = z.infer<typeof breakerChart>

/** What a policy would have done with a log. */
export const breakerReplay = z.object({
  schema: z.literal('driftdesk.breaker_replay/1'),
  policy: z.string(),
  transitions: z.array(breakerTransition),
  rows: z.number(),
  rows_spared: z.number(),
  wrong_rows_spared: z.number(),
  good_rows_blocked: z.number(),
  routed_to_people: z.number(),
  /** Closed breakers that opened. */
  trips: z.number(),
  false_trips: z.number(),
  /** Trips that cannot be judged for want of labels. */
  trips_unjudged: z.number(),
  onset: z
    .object({ at: z.string().nullable(), row: z.number(), source: z.enum(['given', 'labels']) })
    .nullable(),
  seconds_to_trip: z.number().nullable(),
  /** In the unit of the value column; null without one. */
  money: z.object({ wrong_spared: z.number(), good_blocked: z.number() }).nullable(),
  /** Whether the labels were silent for too long at the end. */
  labels_silent: z.boolean(),
  /** The worst, where each value of a column has a breaker. */
  final_state: breakerState,
  /** The column of which each value has a breaker; null for one over all rows. */
  by: z.string().nullable(),
  segments: z.array(
    z.object({
      value: z.string(),
      rows: z.number(),
      trips: z.number(),
      false_trips: z.number(),
      rows_spared: z.number(),
      final_state: breakerState,
    }),
  ),
  /** What was taken for granted, for people. */
  notes: z.array(z.string()),
})
export type BreakerReplay = z.infer<typeof breakerReplay>

export const lintFinding = z.object({
  code: z.enum(BREAKER_LINT_CODES),
  severity: z.enum(['error', 'warning']),
  where: z.string(),
  explanation: z.string(),
  counterexample: z.array(z.object({ after_seconds: z.number(), what: z.string(), state: z.string() })),
})
export type BreakerLintFinding = z.infer<typeof lintFinding>

export const configurationFault = z.object({
  line: z.number(),
  column: z.number(),
  where: z.string(),
  what: z.string(),
})

/** What is known of a model's traffic; null for what is not. */
export const trafficFacts = z.object({
  rows_per_hour: z.number().nullable(),
  label_rate: z.number().nullable(),
  label_delay_seconds: z.number().nullable(),
  accuracy: z.number().nullable(),
  /** Loop tests of the model that are kept. */
  loop_tests: z.number().nullable(),
  /** Part of the rows that the median value of a column has, where breakers are by value. */
  value_shares: z.record(z.string(), z.number()),
})

/** A breaker as it stands. */
export const breakerView = z.object({
  schema: z.literal('driftdesk.breaker/1'),
  model: z.string(),
  state: breakerState,
  /** When the state began; null for a log without times. */
  since: z.string().nullable(),
  cause: z.string().nullable(),
  served_by: z.enum(['model', 'fallback', 'probes']),
  fallback: z.string().nullable(),
  /** Part of the rows that the model serves. */
  probe_share: z.number(),
  route: z.object({ confidence_below: z.number(), to: z.string() }).nullable(),
  force: z
    .object({ by: z.string(), reason: z.string(), at: z.string(), expires_at: z.string().nullable() })
    .nullable(),
  /** What the reducer says under a force. */
  underneath: breakerState,
  /** A step that waits for a person. */
  proposal: z.object({ to: breakerState, cause: z.string() }).nullable(),
  /** The next fallback of the ladder, where the step to it waits for a person. */
  next_fallback: z.object({ fallback: z.string(), cause: z.string() }).nullable(),
  labels_silent: z.boolean(),
  probes: z.object({ right: z.number(), judged: z.number(), needed: z.number() }),
  /** Where each value of a column has a breaker; the breaker itself then stands as the worst of them. */
  by: z
    .object({
      column: z.string(),
      values: z.array(
        z.object({
          value: z.string(),
          state: breakerState,
          since: z.string().nullable(),
          served_by: z.enum(['model', 'fallback', 'probes']),
          fallback: z.string().nullable(),
          probe_share: z.number(),
        }),
      ),
    })
    .nullable(),
  /** When it moves though nothing comes; null where it does not. */
  next_at: z.string().nullable(),
  /** Time of the newest thing that it saw; null for a log without times. */
  seen_until: z.string().nullable(),
  autonomy: z.number(),
  rows: z.number(),
  conditions: z.array(
    z.object({
      text: z.string(),
      value: z.number().nullable(),
      /** The value as people read it. */
      shown: z.string().nullable(),
      threshold: z.number(),
      met: z.boolean(),
    }),
  ),
  policy: z.string(),
  armed_at: z.string(),
  evaluated_at: z.string(),
  /** Why it could not be evaluated the last time; null where it could. */
  problem: z.string().nullable(),
})
export type BreakerView = z.infer<typeof breakerView>

export const breakerHistoryEntry = breakerTransition.extend({ recorded_at: z.string() })

export const breakerDrill = z.object({
  started_at: z.string(),
  by: z.string(),
  acknowledged_at: z.string().nullable(),
  seconds: z.number().nullable(),
  /** Null while it runs. */
  passed: z.boolean().nullable(),
})
export type BreakerDrill = z.infer<typeof breakerDrill>

/** What stands behind a model in the last day of its log. */
export const blastRadius = z.object({
  from: z.string().nullable(),
  to: z.string().nullable(),
  rows: z.number(),
  /** Different entities; null where the log names none. */
  users: z.number().nullable(),
  money: z.number().nullable(),
  /** Versions that any of its rows name; null where the log names none. */
  versions: z.array(z.string()).nullable(),
  segments: z.array(
    z.object({ column: z.string(), values: z.array(z.object({ value: z.string(), rows: z.number() })) }),
  ),
})
export type BlastRadius = z.infer<typeof blastRadius>

/** Where states go besides the window. */
export const breakerOutputs = z.object({
  /** Folder of the state files, relative to the workspace. */
  state_files: z.string(),
  /** The file of the model that was asked about, relative to the workspace; null where none was. */
  state_file: z.string().nullable(),
  endpoint: z.object({ on: z.boolean(), url: z.string().nullable(), token_file: z.string().nullable() }),
  webhook: z.object({
    url: z.string().nullable(),
    /** Where its secret lies (null where there is none), and where one that is saved now would. */
    secret: z.object({ kept: secretPlace.nullable(), next: secretPlace }),
    last_error: z.string().nullable(),
  }),
})
export type BreakerOutputs = z.infer<typeof breakerOutputs>
