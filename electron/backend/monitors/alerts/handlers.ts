import type { ALERT_OPERATIONS } from '#shared/contract/alert-operations.ts'
import type { RuleOutlook } from '#shared/contract/documents/alerts.ts'
import type { Handlers } from '#shared/contract/handlers.ts'
import { expectedPerDay } from '#shared/policy/alerts/lint/budget.ts'
import { lintAlerts, mayBeSaved } from '#shared/policy/alerts/lint/lint.ts'
import { boilingFrog } from '#shared/policy/alerts/outlook/boiling-frog.ts'
import { detectionDelay } from '#shared/policy/alerts/outlook/detection-delay.ts'
import type { AlertRule, AlertRules } from '#shared/policy/alerts/rules.ts'
import { decodeAlertState } from '#shared/policy/alerts/state.ts'
import { delayReason, frogReason } from '#shared/policy/alerts/words.ts'
import type { Services } from '../../services.ts'
import type { StoredAlertEngine } from '../../store/alert-types.ts'
import { findingViews } from '../lint-views.ts'
import { manifestOf } from '../manifests/manifest-of.ts'
import { resolveScoredSource } from '../scored-log/source.ts'
import { isoTime } from './facts.ts'
import { checkRulesText, parseRulesText } from './rule-file.ts'

/** What the operations on alerts do. */
export function alertHandlers(services: Services): Pick<Handlers, keyof typeof ALERT_OPERATIONS> {
  const { alerts, store } = services
  return {
    'alerts.check': ({ text, step }) => {
      const checked = checkRulesText(text)
      if ('faults' in checked) return { faults: [...checked.faults], findings: [], rules: [], saves: false }
      const findings = lintAlerts(checked.value)
      return {
        faults: [],
        findings: findingViews(findings),
        rules: checked.value.rules.map((rule) => outlookOf(checked.value, rule, step)),
        saves: mayBeSaved(findings),
      }
    },
    'alerts.replay': async ({ source, mapping, text, onset }, context) => {
      const rules = parseRulesText(text, 'rules')
      const { model, log, reference, given } = await resolveScoredSource(services, source, mapping, context)
      const manifest = await manifestOf(store, model, undefined, true)
      return alerts.replay({
        plan: { model, rules, seasons: manifest?.seasons ?? [] },
        log,
        reference,
        given,
        onset: onset ?? null,
      })
    },
    'alerts.rules': async ({ model }) => ({
      own: await alerts.rules(model),
      status: (await alerts.engines(model)).map(statusOf),
    }),
    'alerts.save': ({ model, text, by }) => alerts.save(model, text, by),
    'alerts.remove': async ({ model, by, reason }) => {
      await alerts.remove(model, by, reason)
      return {}
    },
    'alerts.inbox': async ({ model, state, limit }) => {
      const incidents = await alerts.inbox(model ?? null, state === 'open')
      return {
        incidents: incidents.slice(0, limit),
        open: incidents.filter(({ state }) => state !== 'resolved').length,
      }
    },
    'alerts.act': ({ model, incident, action, by, reason, seconds, was_false }) =>
      alerts.act(model, {
        incident,
        action,
        by,
        reason,
        snoozeMs: seconds === undefined ? null : seconds * 1_000,
        wasFalse: was_false ?? null,
      }),
    'alerts.ledger': async ({ model, offset, limit }) => alerts.ledger(model ?? null, offset, limit),
    'alerts.quality': async ({ model }) => ({ months: await alerts.quality(model ?? null) }),
  }
}

function outlookOf(rules: AlertRules, rule: AlertRule, size: number): RuleOutlook {
  const delay = detectionDelay(rules, rule, size)
  const { missedPerDay, missedByMovingPerDay } = boilingFrog(rules, rule)
  const promised = rule.promisedDelayMs
  const seconds = (ms: number | null) => (ms === null ? null : ms / 1_000)
  return {
    rule: rule.name,
    delay: {
      step: size,
      earliest_seconds: seconds(delay.earliestMs),
      latest_seconds: seconds(delay.latestMs),
      reason: delay.latestMs === null ? delayReason(size) : null,
      promised_seconds: seconds(promised),
      met: promised === null ? null : delay.latestMs !== null && delay.latestMs <= promised,
    },
    boiling_frog: {
      missed_per_day: missedPerDay,
      missed_by_moving_per_day: missedByMovingPerDay,
      reason: frogReason(missedPerDay, missedByMovingPerDay),
    },
    expected_per_day: expectedPerDay(rule, rules.everyMs),
  }
}

function statusOf({ model, state, evaluatedAt, problem, notes }: StoredAlertEngine) {
  const { clock, alerts } = decodeAlertState(state)
  return {
    model,
    seen_until: Number.isFinite(clock) ? isoTime(clock) : null,
    evaluated_at: evaluatedAt,
    problem,
    open: [...alerts.values()].filter(({ state }) => state === 'firing' || state === 'acknowledged').length,
    notes: [...notes],
  }
}
