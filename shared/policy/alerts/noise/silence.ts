import type { AlertNote, Silencer } from '../effects.ts'
import { alertMetricOf } from '../metrics.ts'
import type { AlertRule, CompositeRule, Severity } from '../rules.ts'
import type { AlertInstance, AlertPlan, AlertState } from '../state.ts'
import { endOfClockSpan, isWithinClock, localTime } from '../zoned-time.ts'

/** What a silencer decides; `until` where the alert is sent later. */
export type Silence = { readonly by: Silencer; readonly until: number | null }

/** The parts of the state that limits look at, while a step goes on. */
export type NoiseView = Pick<AlertState, 'budget'> & {
  /** Alerts that are on and that people were told of, by fingerprint: their keys and severities. */
  readonly told: ReadonlyMap<string, ReadonlyMap<string, Severity>>
  /** Rules that are parts of a composite that is on. */
  readonly covered: ReadonlySet<string>
}

/**
 * What keeps an occurrence from being sent now; null where nothing does. Criticals are never kept back; only the loss drill
 * asks what limits would do to them.
 */
export function silenceOf(
  plan: AlertPlan,
  view: NoiseView,
  key: string,
  note: AlertNote,
  snoozedUntil: number | null,
  at: number,
): Silence | null {
  const { rules, limitsTouchCriticals = false } = plan
  const isSpared = note.severity === 'critical' && !limitsTouchCriticals
  if (isSpared) return null
  if (!note.isComposite && view.covered.has(note.rule)) return { by: 'composite', until: null }
  if (isDuplicate(view, key, note)) return { by: 'duplicate', until: null }
  if (snoozedUntil !== null && snoozedUntil > at) return { by: 'snooze', until: null }
  const quiet = quietUntil(plan, note.severity, at)
  if (quiet !== null) return { by: 'quiet_hours', until: quiet }
  const { budgetPerDay, timezone } = rules
  if (budgetPerDay === null) return null
  const sent = view.budget.day === localTime(at, timezone).day ? view.budget.sent : 0
  return sent >= budgetPerDay ? { by: 'budget', until: null } : null
}

/** When the quiet hours end that hold back an alert of this severity; null where none do. */
function quietUntil({ rules }: AlertPlan, severity: Severity, at: number): number | null {
  const { quietHours } = rules
  if (quietHours === null || quietHours.never === severity) return null
  if (quietHours.never === 'warning' && severity === 'critical') return null
  const { fromMinute, toMinute, timezone } = quietHours
  if (!isWithinClock(localTime(at, timezone).minute, fromMinute, toMinute)) return null
  return endOfClockSpan(at, fromMinute, toMinute, timezone)
}

/** Whether another alert about the same thing is on and people were told of it, at least as bad. */
function isDuplicate({ told }: NoiseView, key: string, { fingerprint, severity }: AlertNote): boolean {
  for (const [other, known] of told.get(fingerprint) ?? []) {
    if (other !== key && (known === 'critical' || severity === 'warning')) return true
  }
  return false
}

/** Names of the rules that are parts of a composite that is on. */
export function coveredRules(
  { rules }: AlertPlan,
  alerts: ReadonlyMap<string, AlertInstance>,
): ReadonlySet<string> {
  const covered = new Set<string>()
  for (const composite of rules.composites) {
    const whole = alerts.get(compositeKey(composite))
    if (whole === undefined || !isOn(whole)) continue
    for (const rule of rules.rules) if (isPart(composite, rule)) covered.add(rule.name)
  }
  return covered
}

export function compositeKey({ name }: CompositeRule): string {
  return `composite:${name}`
}

/** Whether an alert has fired and is not over. */
export function isOn({ state }: AlertInstance): boolean {
  return state === 'firing' || state === 'acknowledged'
}

/** Whether a rule is one of the parts of a composite: by its name, or by a metric of its expression. */
export function isPart({ when }: CompositeRule, rule: AlertRule): boolean {
  return when.some((part) => isNamed(part, rule))
}

export function isNamed(part: string, { name, expression }: AlertRule): boolean {
  if (part === name) return true
  const metric = alertMetricOf(part)
  return metric !== null && expression.terms.some((term) => term.metric === metric)
}
