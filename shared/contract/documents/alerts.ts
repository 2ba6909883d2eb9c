import { z } from 'zod'
import { LADDER, SEND_REASONS, SILENCERS } from '../../policy/alerts/effects.ts'
import { ALERT_LINT_CODES } from '../../policy/alerts/lint/finding.ts'
import { ALERT_AREAS, ALERT_UNITS } from '../../policy/alerts/metrics.ts'
import { COMPARISONS, SEVERITIES } from '../../policy/alerts/rules.ts'

export const alertSeverity = z.enum(SEVERITIES)
const segment = z.object({ column: z.string(), value: z.string() })

/** What an alert says, wherever it is shown. */
const alertFacts = z.object({
  rule: z.string(),
  is_composite: z.boolean(),
  metric: z.string(),
  area: z.enum(ALERT_AREAS),
  segment: segment.nullable(),
  severity: alertSeverity,
  /** Null for a composite. */
  value: z.number().nullable(),
  threshold: z.number().nullable(),
  /** What the value was held against; null for a constant. */
  reference: z.number().nullable(),
  unit: z.enum(ALERT_UNITS),
  worse: z.enum(['below', 'above', 'change']),
  /** The comparison by which it fired; `frozen`: the one that does not move beside one that does. */
  compared_by: z.enum([...COMPARISONS, 'frozen', 'composite']),
})

export const alertLintFinding = z.object({
  code: z.enum(ALERT_LINT_CODES),
  severity: z.enum(['error', 'warning']),
  where: z.string(),
  explanation: z.string(),
  counterexample: z.array(z.object({ after_seconds: z.number(), what: z.string(), state: z.string() })),
})

/** What a rule can see and what it misses. */
export const ruleOutlook = z.object({
  rule: z.string(),
  /** From a step of the size that was asked about to the alert; null with a reason where it never fires. */
  delay: z.object({
    step: z.number(),
    /** Of the least and the most lucky moment for the step to begin. */
    earliest_seconds: z.number().nullable(),
    latest_seconds: z.number().nullable(),
    reason: z.string().nullable(),
    promised_seconds: z.number().nullable(),
    /** Null where nothing was promised. */
    met: z.boolean().nullable(),
  }),
  /** The fastest steady decay that the rule still misses, by comparison; share a day. */
  boiling_frog: z.object({
    /** Null where it misses none that goes on. */
    missed_per_day: z.number().nullable(),
    /** The same for its moving comparison alone; null where it has none, or that misses none. */
    missed_by_moving_per_day: z.number().nullable(),
    reason: z.string(),
  }),
  /** Firings a day without any fault; null where that is not known before a replay. */
  expected_per_day: z.number().nullable(),
})
export type RuleOutlook = z.infer<typeof ruleOutlook>

/** One time that a rule fired, rose or fired again. */
export const replayedAlert = alertFacts.extend({
  id: z.string(),
  at: z.string(),
  reason: z.enum(['fired', 'raised', 'reopened']),
  incident: z.number(),
  /** What kept it from being sent; null where it was sent. */
  suppressed_by: z.enum(SILENCERS).nullable(),
  /** When it was sent after all; null where it was sent at once or never. */
  sent_later_at: z.string().nullable(),
  resolved_at: z.string().nullable(),
  /** Whether it was over before the onset, or came though nothing was wrong; null where that is not known. */
  is_false: z.boolean().nullable(),
})

export const alertsReplay = z.object({
  schema: z.literal('driftdesk.alerts_replay/1'),
  alerts: z.array(replayedAlert),
  /** Sent alerts a day. */
  per_day: z.number(),
  /** From the first alert that was sent and is not false to the onset: positive where it came before it, negative after. */
  lead_seconds: z.number().nullable(),
  lead_reason: z.string().nullable(),
  suppressed: z.number(),
  fired: z.number(),
  sent: z.number(),
  false_alarms: z.number(),
  incidents: z.number(),
  onset: z.object({ at: z.string(), source: z.enum(['given', 'labels']) }).nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  days: z.number(),
  rows: z.number(),
  evaluations: z.number(),
  rules: z.array(
    z.object({
      rule: z.string(),
      fired: z.number(),
      sent: z.number(),
      suppressed: z.number(),
      false_alarms: z.number(),
      first_at: z.string().nullable(),
      segments: z.number(),
      /** Evaluations at which there was too little to say. */
      unknown: z.number(),
    }),
  ),
  /** Criticals that the limits would have kept back if they touched criticals. */
  loss_drill: z.object({
    criticals: z.number(),
    would_be_lost: z.array(
      z.object({
        rule: z.string(),
        at: z.string(),
        suppressed_by: z.enum(SILENCERS),
        until: z.string().nullable(),
      }),
    ),
    /** Criticals that are kept back as the rules run; always 0. */
    lost: z.number(),
  }),
  notes: z.array(z.string()),
})
export type AlertsReplay = z.infer<typeof alertsReplay>

/** An alert of the inbox. */
export const alertView = alertFacts.extend({
  id: z.string(),
  fingerprint: z.string(),
  state: z.enum(LADDER),
  fired_at: z.string(),
  changed_at: z.string(),
  resolved_at: z.string().nullable(),
  /** Windows that late rows or labels opened again showed it, or showed that it was none. */
  late: z.enum(['found', 'withdrawn']).nullable(),
  owner: z.string().nullable(),
  action: z.string().nullable(),
  runbook: z.string().nullable(),
  sent: z.array(z.object({ at: z.string(), reason: z.enum(SEND_REASONS), to: z.string().nullable() })),
})
export type AlertView = z.infer<typeof alertView>

export const INCIDENT_STATES = ['firing', 'acknowledged', 'resolved'] as const
export const incidentView = z.object({
  model: z.string(),
  number: z.number(),
  state: z.enum(INCIDENT_STATES),
  severity: alertSeverity,
  opened_at: z.string(),
  resolved_at: z.string().nullable(),
  /** The likely cause first. */
  alerts: z.array(alertView),
  /** Incidents of other models at the same time that this one depends on or that depend on it; the likely cause first. */
  related: z.array(z.object({ model: z.string(), number: z.number(), is_cause: z.boolean() })),
  acknowledged_by: z.string().nullable(),
  snoozed_until: z.string().nullable(),
  history: z.array(
    z.object({
      at: z.string(),
      recorded_at: z.string(),
      action: z.enum(['acknowledge', 'snooze', 'resolve']),
      by: z.string(),
      reason: z.string(),
      was_false: z.boolean().nullable(),
    }),
  ),
})
export type IncidentView = z.infer<typeof incidentView>

/** Something that was not sent, or not at once. */
export const ledgerEntry = alertFacts.extend({
  id: z.string(),
  model: z.string(),
  at: z.string(),
  recorded_at: z.string(),
  incident: z.number(),
  suppressed_by: z.enum(SILENCERS),
  /** What would have been sent. */
  would_have_sent: z.string(),
  until: z.string().nullable(),
  sent_later_at: z.string().nullable(),
})
export type LedgerEntry = z.infer<typeof ledgerEntry>

/** How good the alerts of a month were. */
export const alertQualityMonth = z.object({
  /** "2026-03". */
  month: z.string(),
  fired: z.number(),
  sent: z.number(),
  suppressed: z.number(),
  /** Part of the judged alerts that a person called false; null where none was judged. */
  false_share: z.number().nullable(),
  judged: z.number(),
  median_seconds_to_acknowledge: z.number().nullable(),
  median_seconds_to_resolve: z.number().nullable(),
  /** Part of the alerts that were in an incident with others. */
  correlated_share: z.number().nullable(),
  /** Part of the alerts that were escalated. */
  escalated_share: z.number().nullable(),
})
export type AlertQualityMonth = z.infer<typeof alertQualityMonth>

/** The rules of a model, or of the whole workspace (model null). */
export const alertRulesView = z.object({
  model: z.string().nullable(),
  /** As they were written; the default pack where nothing was saved. */
  text: z.string(),
  /** Null where nothing was saved. */
  saved_at: z.string().nullable(),
})
export type AlertRulesView = z.infer<typeof alertRulesView>

/** How far the rules of a model were evaluated. */
export const alertStatus = z.object({
  model: z.string(),
  seen_until: z.string().nullable(),
  evaluated_at: z.string().nullable(),
  /** Why they could not be evaluated the last time; null where they could. */
  problem: z.string().nullable(),
  open: z.number(),
  notes: z.array(z.string()),
})
