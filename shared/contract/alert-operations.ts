import { z } from 'zod'
import {
  alertLintFinding,
  alertQualityMonth,
  alertRulesView,
  alertStatus,
  alertsReplay,
  incidentView,
  ledgerEntry,
  ruleOutlook,
} from './documents/alerts.ts'
import { configurationFault } from './documents/breaker.ts'
import { mapping } from './mapping.ts'
import { scoredSource } from './scored-source.ts'

const model = z.string().min(1).max(1_000)
/** Null for the rules of the whole workspace. */
const scope = model.nullable()
const rulesText = z.string().max(100_000)
const person = z.string().trim().min(1).max(200)
const reason = z.string().trim().min(1).max(1_000)

export const INCIDENT_ACTIONS = ['acknowledge', 'snooze', 'resolve'] as const

/** Alert rules: checked, replayed, saved; incidents and what people do about them; what was kept back. */
export const ALERT_OPERATIONS = {
  /** What is wrong with rules, and what each can see: for an editor. */
  'alerts.check': {
    kind: 'query',
    params: z.strictObject({
      text: rulesText,
      /** Relative size of the step that the detection delay is about. */
      step: z.number().min(0.0001).max(100).default(0.2),
    }),
    result: z.object({
      faults: z.array(configurationFault),
      findings: z.array(alertLintFinding),
      rules: z.array(ruleOutlook),
      /** Whether the rules may be saved. */
      saves: z.boolean(),
    }),
  },
  'alerts.replay': {
    kind: 'job',
    params: z.strictObject({
      source: scoredSource,
      mapping: mapping.optional(),
      text: rulesText,
      /** When the fault began, UTC milliseconds; found from the labels when not given. */
      onset: z.number().optional(),
    }),
    result: alertsReplay,
  },
  'alerts.rules': {
    kind: 'query',
    params: z.strictObject({ model: scope }),
    result: z.object({ own: alertRulesView, status: z.array(alertStatus) }),
  },
  /** Puts rules in force from the next rows on; refused where the linter finds an error. */
  'alerts.save': {
    kind: 'command',
    params: z.strictObject({ model: scope, text: rulesText, by: person }),
    result: alertRulesView,
  },
  'alerts.remove': {
    kind: 'command',
    params: z.strictObject({ model: scope, by: person, reason }),
    result: z.strictObject({}),
  },
  'alerts.inbox': {
    kind: 'query',
    params: z.strictObject({
      model: model.optional(),
      state: z.enum(['open', 'all']).default('open'),
      limit: z.number().int().min(1).max(1_000).default(200),
    }),
    result: z.object({ incidents: z.array(incidentView), open: z.number() }),
  },
  'alerts.act': {
    kind: 'command',
    params: z.strictObject({
      model,
      incident: z.number().int().min(1),
      action: z.enum(INCIDENT_ACTIONS),
      by: person,
      reason,
      /** Of a snooze. */
      seconds: z.number().positive().max(31_536_000).optional(),
      /** Of a resolve: whether it was a false alarm. */
      was_false: z.boolean().optional(),
    }),
    result: incidentView,
  },
  'alerts.ledger': {
    kind: 'query',
    params: z.strictObject({
      model: model.optional(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(1_000),
    }),
    result: z.object({ total: z.number(), entries: z.array(ledgerEntry) }),
  },
  'alerts.quality': {
    kind: 'query',
    params: z.strictObject({ model: model.optional() }),
    result: z.object({ months: z.array(alertQualityMonth) }),
  },
} as const
