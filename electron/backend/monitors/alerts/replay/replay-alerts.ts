import type { AlertsReplay } from '#shared/contract/documents/alerts.ts'
import type { AlertEffect, MoveEffect, SendEffect, SilenceEffect } from '#shared/policy/alerts/effects.ts'
import { type AlertPlan, NO_ALERTS } from '#shared/policy/alerts/state.ts'
import { say } from '#shared/words/say.ts'
import { alertFacts, isoTime } from '../facts.ts'
import type { AlertRows } from '../observe/alert-rows.ts'
import { ruleReader } from '../observe/observe.ts'
import { newestTime, runAlerts } from '../run-alerts.ts'
import { labelledOnset, type Onset } from './onset.ts'

const DAY = 86_400_000

type Told = SendEffect | SilenceEffect

/** What rules would have done with a log, and what limits would have done to criticals if they touched them. */
export function replayAlerts(
  plan: AlertPlan,
  rows: AlertRows,
  baseline: AlertRows | null,
  given: number | null,
  throwIfCancelled: () => void = () => undefined,
): AlertsReplay {
  const begin = rows.rows === 0 ? 0 : rows.feed.times[0]
  const end = Math.max(begin, newestTime(rows))
  const run = () => ruleReader(rows, baseline, plan.rules, begin)
  const reader = run()
  const { effects, ticks, unknown } = runAlerts(plan, NO_ALERTS, rows, reader, { throwIfCancelled })
  const onset: Onset | null = given === null ? labelledOnset(rows, baseline) : { at: given, source: 'given' }
  const resolved = resolutions(effects)
  const deferred = new Map(
    effects.flatMap((effect) =>
      effect.kind === 'send' && effect.reason === 'deferred' ? [[effect.id, effect.at]] : [],
    ),
  )
  const occurrences = effects.flatMap((effect): Told[] => (isOccurrence(effect) ? [effect] : []))
  const alerts = occurrences.map((told) => {
    const over = resolved.get(told.alert.id)?.find((at) => at >= told.at) ?? null
    const later = deferred.get(`${told.id}:deferred`) ?? null
    return {
      ...alertFacts(told.alert),
      id: told.id,
      at: isoTime(told.at),
      reason: told.reason as 'fired' | 'raised' | 'reopened',
      incident: told.incident.number,
      suppressed_by: told.kind === 'silence' ? told.by : null,
      sent_later_at: later === null ? null : isoTime(later),
      resolved_at: over === null ? null : isoTime(over),
      is_false: onset === null ? null : told.at < onset.at && over !== null && over < onset.at,
    }
  })
  const days = Math.max(end - begin, plan.rules.everyMs) / DAY
  const sent = alerts.filter(
    ({ suppressed_by, sent_later_at }) => suppressed_by === null || sent_later_at !== null,
  )
  const firstTrue = alerts.find(({ suppressed_by, is_false }) => suppressed_by === null && is_false === false)
  const kept = alerts.filter(({ suppressed_by }) => suppressed_by !== null)
  return {
    schema: 'driftdesk.alerts_replay/1',
    alerts,
    per_day: sent.length / days,
    lead_seconds:
      onset === null || firstTrue === undefined ? null : (onset.at - Date.parse(firstTrue.at)) / 1_000,
    lead_reason: leadReason(onset, firstTrue !== undefined),
    suppressed: kept.length,
    fired: alerts.length,
    sent: alerts.length - kept.length,
    false_alarms: alerts.filter(({ is_false }) => is_false === true).length,
    incidents: new Set(alerts.map(({ incident }) => incident)).size,
    onset: onset === null ? null : { at: isoTime(onset.at), source: onset.source },
    from: rows.feed.timed && rows.rows > 0 ? isoTime(begin) : null,
    to: rows.feed.timed && rows.rows > 0 ? isoTime(end) : null,
    days,
    rows: rows.rows,
    evaluations: ticks,
    rules: [...plan.rules.rules, ...plan.rules.composites].map(({ name }, index) => {
      const own = alerts.filter(({ rule }) => rule === name)
      const isRule = index < plan.rules.rules.length
      return {
        rule: name,
        fired: own.length,
        sent: own.filter(({ suppressed_by }) => suppressed_by === null).length,
        suppressed: own.filter(({ suppressed_by }) => suppressed_by !== null).length,
        false_alarms: own.filter(({ is_false }) => is_false === true).length,
        first_at: own[0]?.at ?? null,
        segments: isRule ? reader.series.filter(({ rule }) => rule === index).length : 1,
        unknown: isRule ? unknown[index] : 0,
      }
    }),
    loss_drill: lossDrill(plan, rows, run, occurrences, throwIfCancelled),
    notes: [...rows.notes, ...silentRules(plan, reader, ticks, unknown)],
  }
}

/** Rules that never had enough rows to say anything. */
function silentRules(
  { rules }: AlertPlan,
  { series }: ReturnType<typeof ruleReader>,
  ticks: number,
  unknown: readonly number[],
): string[] {
  return rules.rules.flatMap(({ name, windowMs, reachMs, minRows }, index) => {
    const readings = ticks * series.filter(({ rule }) => rule === index).length
    if (readings === 0 || unknown[index] < readings) return []
    return [say('alert.never_valued', { rule: name, window: Math.max(windowMs, reachMs), rows: minRows })]
  })
}

function leadReason(onset: Onset | null, hasTrue: boolean): string | null {
  if (onset === null) return say('alert.lead.no_onset')
  return hasTrue ? null : say('alert.lead.none_true')
}

/** The same rows with limits that touch criticals where the file does not forbid it. */
function lossDrill(
  plan: AlertPlan,
  rows: AlertRows,
  reader: () => ReturnType<typeof ruleReader>,
  occurrences: readonly Told[],
  throwIfCancelled: () => void,
): AlertsReplay['loss_drill'] {
  const criticals = occurrences.filter(({ alert }) => alert.severity === 'critical')
  const hasLimits =
    plan.rules.quietHours !== null || plan.rules.budgetPerDay !== null || plan.rules.composites.length > 0
  const unprotected =
    criticals.length === 0 || !hasLimits
      ? []
      : runAlerts({ ...plan, limitsTouchCriticals: true }, NO_ALERTS, rows, reader(), { throwIfCancelled })
          .effects
  return {
    criticals: criticals.length,
    would_be_lost: unprotected.flatMap((effect) =>
      effect.kind === 'silence' && effect.alert.severity === 'critical'
        ? [
            {
              rule: effect.alert.rule,
              at: isoTime(effect.at),
              suppressed_by: effect.by,
              until: effect.until === null ? null : isoTime(effect.until),
            },
          ]
        : [],
    ),
    lost: criticals.filter(({ kind }) => kind === 'silence').length,
  }
}

export function isOccurrence(effect: AlertEffect): effect is Told {
  if (effect.kind === 'silence') return true
  return (
    effect.kind === 'send' &&
    (effect.reason === 'fired' || effect.reason === 'raised' || effect.reason === 'reopened')
  )
}

/** When each alert was over, ascending. */
function resolutions(effects: readonly AlertEffect[]): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>()
  const isEnd = (effect: AlertEffect): effect is MoveEffect =>
    effect.kind === 'move' && effect.to === 'resolved'
  for (const effect of effects) {
    if (!isEnd(effect)) continue
    const own = times.get(effect.alert.id) ?? []
    own.push(effect.at)
    times.set(effect.alert.id, own)
  }
  return times
}
