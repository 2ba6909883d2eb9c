import { z } from 'zod'
import { parseDuration } from '#shared/domain/duration.ts'
import { AppError } from '#shared/domain/errors.ts'
import { isTimeZone } from '#shared/domain/time-zone.ts'
import { type MetricExpression, parseExpression } from '#shared/policy/alerts/expression.ts'
import { lintAlerts, mayBeSaved } from '#shared/policy/alerts/lint/lint.ts'
import { ALERT_METRIC_ALIASES, ALERT_METRICS } from '#shared/policy/alerts/metrics.ts'
import {
  type AlertLimit,
  type AlertRule,
  type AlertRules,
  COMPARISONS,
  type CompositeRule,
  SEASONS,
  SEVERITIES,
} from '#shared/policy/alerts/rules.ts'
import { say } from '#shared/words/say.ts'
import {
  type CheckedConfiguration,
  checkConfiguration,
  configurationError,
  didYouMean,
} from '../../configuration/check.ts'
import { durationField, shareField } from '../../configuration/fields.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DEFAULTS = {
  everyMs: 10 * MINUTE,
  windowMs: HOUR,
  reachMs: 24 * HOUR,
  minRows: 100,
  groupWithinMs: 10 * MINUTE,
  reopenWithinMs: HOUR,
  promisedStep: 0.2,
} as const
/** A cadence below it would be evaluated more often than windows change. */
const SHORTEST_EVERY_MS = 10_000
const METRIC_NAMES = [...Object.keys(ALERT_METRICS), ...Object.keys(ALERT_METRIC_ALIASES)]

/** A limit: a number, "5%", "100 ms", "500 rows", "1000 rows/h". */
const limitField = z.union([z.number(), z.string()]).transform((written, context): AlertLimit => {
  if (typeof written === 'number') return { value: written, unit: null }
  const amount = /^\s*(-?\d+(?:\.\d+)?)\s*(%|rows\/h|rows|x|×)\s*$/i.exec(written)
  if (amount !== null) {
    const value = Number(amount[1])
    switch (amount[2].toLowerCase()) {
      case '%':
        return { value: value / 100, unit: 'share' }
      case 'rows/h':
        return { value, unit: 'rows_per_hour' }
      case 'rows':
        return { value, unit: 'rows' }
      default:
        return { value, unit: 'number' }
    }
  }
  const ms = parseDuration(written)
  if (ms !== null) return { value: ms, unit: 'ms' }
  context.addIssue({
    code: 'custom',
    message: `"${written}" is no limit; write a number, "5%", "100 ms" or "1000 rows/h"`,
  })
  return z.NEVER
})

const text = z.string().trim().min(1).max(1_000)
/** Empty in a pack that is still to be filled in. */
const fillable = z.string().trim().max(1_000).nullable().optional()
const timezoneField = z.string().refine(isTimeZone, 'there is no such time zone; write it as Asia/Kolkata')
const clockField = z
  .string()
  .regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'a time of day is written as "22:00"')
  .transform((written) => {
    const [hour, minute] = written.split(':').map(Number)
    return hour * 60 + minute
  })

const ruleShape = z
  .strictObject({
    name: text,
    metric: text,
    column: z.string().min(1).max(100_000).optional(),
    compare: z.enum(COMPARISONS).default('constant'),
    warning: limitField.optional(),
    critical: limitField.optional(),
    worse: z.enum(['below', 'above', 'change']).optional(),
    frozen_too: z.boolean().default(false),
    season: z.enum(SEASONS).default('hour_of_week'),
    for: durationField.default(0),
    clear_for: durationField.optional(),
    by: z.string().min(1).max(100_000).optional(),
    window: durationField.optional(),
    reach: durationField.optional(),
    label_delay: durationField.default(0),
    min_rows: z.number().int().min(0).max(1_000_000_000).optional(),
    confidence_under: shareField.default(0.7),
    trend: z.strictObject({ over: durationField, within: durationField }).optional(),
    owner: fillable,
    action: fillable,
    runbook: fillable,
    escalate: z
      .array(z.strictObject({ after: durationField, to: text }))
      .max(20)
      .default([]),
    promised_delay: durationField.optional(),
    promised_step: shareField.default(DEFAULTS.promisedStep),
  })
  .transform((written, context): AlertRule => {
    const refuse = (message: string, ...path: string[]) => {
      context.addIssue({ code: 'custom', message, path })
      return z.NEVER
    }
    const read = parseExpression(written.metric, written.column ?? null)
    if ('what' in read) {
      const hint = read.name === undefined ? '' : didYouMean(read.name, METRIC_NAMES)
      return refuse(`${read.what}${hint}`, 'metric')
    }
    const expression: MetricExpression = read
    const specs = expression.terms.map(({ metric }) => ALERT_METRICS[metric])
    const worse = written.worse ?? specs[0].worse
    if (written.warning === undefined && written.critical === undefined) {
      return refuse('a limit is missing: "warning" or "critical"')
    }
    if (worse === 'change' && written.compare === 'constant') {
      return refuse('a constant has a bad side: say "worse: above" or "worse: below"', 'worse')
    }
    if (written.window === 0) return refuse('a window has to last', 'window')
    if (written.trend?.over === 0) return refuse('a slope needs time', 'trend', 'over')
    const windowMs = written.window ?? DEFAULTS.windowMs
    return {
      name: written.name,
      expression,
      confidenceUnder: written.confidence_under,
      compare: written.compare,
      worse,
      warning: written.warning ?? null,
      critical: written.critical ?? null,
      frozenToo: written.frozen_too,
      season: written.season,
      forMs: written.for,
      clearMs: written.clear_for ?? written.for,
      by: written.by ?? null,
      windowMs,
      reachMs: Math.max(windowMs, written.reach ?? (written.window === undefined ? DEFAULTS.reachMs : 0)),
      labelDelayMs: specs.some(({ needsLabels }) => needsLabels) ? written.label_delay : 0,
      minRows: written.min_rows ?? DEFAULTS.minRows,
      trend:
        written.trend === undefined ? null : { overMs: written.trend.over, withinMs: written.trend.within },
      owner: said(written.owner),
      action: said(written.action),
      runbook: said(written.runbook),
      escalate: written.escalate.map(({ after, to }) => ({ afterMs: after, to })),
      promisedDelayMs: written.promised_delay ?? null,
      promisedStep: written.promised_step,
    }
  })

const compositeShape = z
  .strictObject({
    name: text,
    when: z.array(text).min(2).max(50),
    within: durationField.default(DEFAULTS.groupWithinMs),
    severity: z.enum(SEVERITIES).optional(),
    owner: fillable,
    action: fillable,
    runbook: fillable,
  })
  .transform(
    ({ name, when, within, severity, owner, action, runbook }): CompositeRule => ({
      name,
      when,
      withinMs: within,
      severity: severity ?? null,
      owner: said(owner),
      action: said(action),
      runbook: said(runbook),
    }),
  )

const fileShape = z.strictObject({
  schema: z.literal('driftdesk.alerts/1').optional(),
  model: z.string().min(1).max(1_000).optional(),
  budget_per_day: z.number().int().min(0).max(1_000_000).optional(),
  every: durationField
    .pipe(z.number().min(SHORTEST_EVERY_MS, 'rules are evaluated at most every 10 s'))
    .default(DEFAULTS.everyMs),
  timezone: timezoneField.optional(),
  group_within: durationField.default(DEFAULTS.groupWithinMs),
  reopen_within: durationField.default(DEFAULTS.reopenWithinMs),
  rules: z.array(ruleShape).min(1).max(10_000),
  composite: z.array(compositeShape).max(100).default([]),
  quiet_hours: z
    .strictObject({
      from: clockField,
      to: clockField,
      timezone: timezoneField.optional(),
      never: z.enum(SEVERITIES).optional(),
    })
    .refine(({ from, to }) => from !== to, 'quiet hours that begin when they end never end')
    .optional(),
})

/** What a file of rules is called in messages. */
export const RULES_KIND = 'file of alert rules'

/** The rules in a YAML or JSON text, or all that is wrong with it and where. */
export function checkRulesText(text: string): CheckedConfiguration<AlertRules> {
  const checked = checkConfiguration(text, fileShape, RULES_KIND)
  return 'faults' in checked ? checked : { value: rulesOf(checked.value) }
}

/**
 * The rules in a YAML or JSON file.
 * @throws AppError `BAD_PARAMS` with line, column and the nearest known key.
 */
export function parseRulesText(text: string, file: string): AlertRules {
  const checked = checkRulesText(text)
  if ('value' in checked) return checked.value
  throw configurationError(checked.faults[0], { file, kind: RULES_KIND })
}

/** @throws AppError `BAD_PARAMS` for rules in which the linter finds an error: they are not put in force. */
export function refuseUnsound(rules: AlertRules): void {
  const findings = lintAlerts(rules)
  if (mayBeSaved(findings)) return
  const errors = findings.filter(({ severity }) => severity === 'error')
  const [{ explanation: why, where }] = errors
  throw new AppError(
    'BAD_PARAMS',
    errors.length > 1
      ? say('error.rules.unsound.more', { why, more: errors.length - 1 })
      : say('error.rules.unsound', { why }),
    say('error.rules.unsound.mend', { where }),
  )
}

function rulesOf(written: z.output<typeof fileShape>): AlertRules {
  const { quiet_hours: quiet, rules, composite } = written
  const timezone = written.timezone ?? quiet?.timezone ?? 'UTC'
  return {
    model: written.model ?? null,
    rules,
    composites: composite,
    quietHours:
      quiet === undefined
        ? null
        : {
            fromMinute: quiet.from,
            toMinute: quiet.to,
            timezone: quiet.timezone ?? timezone,
            never: quiet.never ?? null,
          },
    budgetPerDay: written.budget_per_day ?? null,
    timezone,
    everyMs: written.every,
    groupWithinMs: written.group_within,
    reopenWithinMs: written.reopen_within,
  }
}

function said(written: string | null | undefined): string | null {
  return written === undefined || written === null || written === '' ? null : written
}
