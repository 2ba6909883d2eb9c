import { z } from 'zod'
import { ALERT_LINT_CODES } from '../../policy/alerts/lint/finding.ts'
import { SEVERITIES } from '../../policy/alerts/rules.ts'
import { BREAKER_LINT_CODES } from '../../policy/breaker/lint/finding.ts'
import { READINESS_QUESTIONS } from '../../policy/readiness/assess.ts'
import { LOOP_TESTS } from '../../stats/loop/evidence.ts'
import { STREAM_METHOD_NAMES } from '../../stats/streams/detectors.ts'
import { FLEET_MODES } from './fleet.ts'

const text = z.string()
const number = z.number()
const optionalText = text.nullable()
const levels = z.enum(['low', 'moderate', 'high'])
const columns = z.array(text).nullable()
/** ISO times; null where it is open. */
const timeWindow = z.object({ start: optionalText, end: optionalText })

/** A limit on a number that a monitor gives. */
const limit = z.object({ measure: text, below: number.optional(), above: number.optional() })

/** What is looked for, by the monitor that looks. A model is named where there are several. */
export const scenarioCheck = z.discriminatedUnion('monitor', [
  /** The verdict on columns (null: all that are compared), with limits on their measures. */
  z.object({
    monitor: z.literal('drift'),
    columns,
    at_least: levels,
    limits: z.array(limit).optional(),
  }),
  /** A change that was dated, in all of the columns (silent: in any). */
  z.object({ monitor: z.literal('onset'), columns }),
  /** A quality finding by code (null: any worse than a remark), on a column, of a severity or worse. */
  z.object({
    monitor: z.literal('quality'),
    code: optionalText,
    column: text.optional(),
    at_least: levels.optional(),
  }),
  /** The verdict on windows of a model's performance, of one metric or of all that are judged. */
  z.object({ monitor: z.literal('performance'), metric: text.optional(), at_least: levels }),
  /** A segment that does worse than the others: its own row, or one of the weakest slices. */
  z.object({ monitor: z.literal('slices'), column: text.optional(), value: text.optional() }),
  /** A protected column whose groups are treated differently: in all, or ever more in time. */
  z.object({ monitor: z.literal('fairness'), column: text, trend: z.boolean().optional() }),
  z.object({
    monitor: z.literal('calibration'),
    at_least: levels,
    signature: text.optional(),
    limits: z.array(limit).optional(),
  }),
  z.object({
    monitor: z.literal('feedback'),
    at_least: z.enum(['possible', 'likely']),
    /** Tests that have to support the verdict. */
    tests: z.array(z.enum(LOOP_TESTS)).optional(),
  }),
  /** Labels that are still to come: windows that wait, bounds on what they may be, rows that never get one. */
  z.object({
    monitor: z.literal('labels'),
    finds: z.enum(['immature', 'bounds', 'never']),
    column: text.optional(),
    value: text.optional(),
  }),
  /** A replica that leaves the consensus of the others; `until` ends what is looked at. */
  z.object({ monitor: z.literal('consensus'), column: text, value: text, until: text.optional() }),
  /** The share of predictions whose feature is another online than offline, within two limits. */
  z.object({
    monitor: z.literal('skew'),
    online: text,
    offline: text,
    column: text,
    window: timeWindow,
    share: z.tuple([number, number]),
  }),
  /** Arms of an experiment, side by side. */
  z.object({
    monitor: z.literal('rollout'),
    arm: text,
    finds: z.enum([
      'slice_veto',
      'guard_veto',
      'global_veto',
      'sample_ratio_mismatch',
      'winner_by_condition',
    ]),
    value: text.optional(),
  }),
  /** A readiness question that is answered with no; unknown is not enough. */
  z.object({ monitor: z.literal('readiness'), question: z.enum(READINESS_QUESTIONS) }),
  z.object({
    monitor: z.literal('fleet'),
    mode: z.enum(FLEET_MODES),
    root: text.optional(),
    models: z.array(text).optional(),
    /** Of a cascade: how long after the root each model is reached. */
    lags: z.array(z.object({ to: text, hours: number })).optional(),
    /** Only rows of this time. */
    window: timeWindow.optional(),
    limits: z.array(limit).optional(),
  }),
  z.object({
    monitor: z.literal('breaker'),
    path: z.array(z.enum(['CLOSED', 'OPEN', 'HALF_OPEN'])),
    segment: z.object({ column: text, value: text }).optional(),
  }),
  z.object({ monitor: z.literal('breaker_lint'), code: z.enum(BREAKER_LINT_CODES) }),
  /** A rule of the model's alert rules, replayed; null for any. */
  z.object({ monitor: z.literal('alerts'), rule: optionalText, severity: z.enum(SEVERITIES) }),
  z.object({ monitor: z.literal('alert_lint'), code: z.enum(ALERT_LINT_CODES), rule: text }),
  /** The PSI that another way to cut a column reads, from its audit. */
  z.object({ monitor: z.literal('convention'), column: text, binning: text, psi_above: number }),
  /** A stream detector over the errors of the model, or over a column. */
  z.object({
    monitor: z.literal('detector'),
    method: z.enum(STREAM_METHOD_NAMES),
    stream: text,
  }),
])
export type ScenarioCheck = z.infer<typeof scenarioCheck>

/** What has to be seen, or must not be seen, and by when. */
export const scenarioExpectation = z.object({
  /** Null where one model is all there is. */
  model: optionalText,
  expected: z.enum(['fire', 'silent']),
  check: scenarioCheck,
  /** ISO times between which it has to fire; null where any time does. */
  earliest: optionalText,
  deadline: optionalText,
  /** Why this monitor is bound to miss it; its silence is then what is expected. */
  miss: optionalText,
  /** What has to be built before this can be looked at; not counted until then. */
  pending: optionalText,
})
export type ScenarioExpectation = z.infer<typeof scenarioExpectation>

/** What is true of an incident, in words and numbers. */
export const scenarioTruth = z.object({
  /** ISO; null where nothing happens. */
  onset: optionalText,
  affected: z.object({
    rows: number,
    of: number,
    /** Which rows, in words. */
    where: text,
  }),
  expectations: z.array(scenarioExpectation),
})
export type ScenarioTruth = z.infer<typeof scenarioTruth>

export const scenarioView = z.object({
  name: text,
  title: text,
  /** A paragraph; a stylised retelling, never history. */
  story: text,
  kind: z.enum(['incident', 'control']),
  models: number,
  default_rows: number,
})
export type ScenarioView = z.infer<typeof scenarioView>

export const scenarioOutcome = z.object({
  /** Name of the monitor. */
  monitor: text,
  model: optionalText,
  /** What was looked for, in words. */
  subject: text,
  expected: z.enum(['fire', 'silent']),
  fired: z.boolean(),
  at: optionalText,
  deadline: optionalText,
  passed: z.boolean(),
  /** When it fired, in order, the first 200. */
  moments: z.array(text),
  /** What the monitor said. */
  evidence: text,
  /** Why it is bound to miss; null for all others. */
  miss: optionalText,
})
export type ScenarioOutcome = z.infer<typeof scenarioOutcome>

/** What a monitor said beside what the truth names: neither right nor wrong. */
export const scenarioOther = scenarioOutcome.pick({
  monitor: true,
  model: true,
  subject: true,
  fired: true,
  moments: true,
  evidence: true,
})
export type ScenarioOther = z.infer<typeof scenarioOther>

export const scenarioResult = z.object({
  name: text,
  seed: number,
  rows: number,
  passed: z.boolean(),
  expectations: z.array(scenarioOutcome),
  /** Every other monitor on every model. */
  others: z.array(scenarioOther),
  pending: z.array(z.object({ subject: text, waits_for: text })),
  truth: scenarioTruth,
  /** First and last time of the logs; null where they have none. */
  span: z.tuple([text, text]).nullable(),
  seconds: number,
})
export type ScenarioResult = z.infer<typeof scenarioResult>

/** `driftdesk scenario run --json`. */
export const scenarioDocument = z.object({
  schema: z.literal('driftdesk.scenario/1'),
  scenarios: z.array(scenarioResult),
  passed: number,
  failed: number,
})
export type ScenarioDocument = z.infer<typeof scenarioDocument>

/** `driftdesk scenario generate --json`. */
export const scenarioFiles = z.object({
  schema: z.literal('driftdesk.scenario_files/1'),
  name: text,
  seed: number,
  rows: number,
  /** Relative to the folder. */
  files: z.array(z.object({ file: text, rows: number.nullable(), bytes: number })),
})
export type ScenarioFiles = z.infer<typeof scenarioFiles>
