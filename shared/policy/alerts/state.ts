import type { AlertNote, LadderState } from './effects.ts'
import type { CalendarSeason, History } from './limits/history.ts'
import type { AlertArea } from './metrics.ts'
import type { AlertRule, AlertRules, Severity } from './rules.ts'

/** A rule and one of its segments, or all rows. */
export type AlertSeries = {
  /** The same wherever it is evaluated. */
  readonly key: string
  /** Index of the rule. */
  readonly rule: number
  readonly segment: { readonly column: string; readonly value: string } | null
}

/** What the reducer follows: the rules of one model. */
export type AlertPlan = {
  readonly model: string
  readonly rules: AlertRules
  readonly seasons: readonly CalendarSeason[]
  /**
   * Whether limits may touch criticals where the file does not say that they never do. Live and replay never do; the loss
   * drill asks what would be lost.
   */
  readonly limitsTouchCriticals?: boolean
}

/** Where one series, or a composite, stands on the ladder; times are UTC milliseconds. */
export type AlertInstance = {
  readonly note: AlertNote
  readonly state: LadderState
  /** Since when each level has held without a break; null where it does not. */
  readonly held: {
    readonly warning: number | null
    readonly critical: number | null
    /** Better than critical. */
    readonly lower: number | null
    /** Better than warning. */
    readonly calm: number | null
  }
  readonly changedAt: number
  readonly resolvedAt: number | null
  /** Number of its incident; null while pending. */
  readonly incident: number | null
  /** When people were told of it as it is now; null where nobody was. */
  readonly toldAt: number | null
  /** Steps of the escalation that were taken since. */
  readonly escalated: number
  /** Times that it fired, rose or fired again. */
  readonly occurrences: number
  /** Resolved by a person while the limit was still passed: it has to be calm once before it fires again. */
  readonly muted: boolean
}

export type IncidentMember = {
  readonly id: string
  readonly area: AlertArea
  readonly firedAt: number
  readonly severity: Severity
  readonly isActive: boolean
}

export type Incident = {
  readonly number: number
  readonly openedAt: number
  /** When its newest alert fired. */
  readonly lastAt: number
  readonly members: readonly IncidentMember[]
  readonly snoozedUntil: number | null
}

/** A warning that quiet hours hold back. */
export type WaitingAlert = {
  readonly until: number
  readonly key: string
  readonly note: AlertNote
  readonly occurrence: number
  readonly incident: number
}

/** Everything that the reducer remembers. */
export type AlertState = {
  readonly clock: number
  readonly histories: ReadonlyMap<string, History>
  /** Series, and composites by `composite:NAME`, that are or were lately beyond a limit. */
  readonly alerts: ReadonlyMap<string, AlertInstance>
  readonly incidents: readonly Incident[]
  readonly nextIncident: number
  readonly waiting: readonly WaitingAlert[]
  /** Warnings that were sent on a local day. */
  readonly budget: { readonly day: number; readonly sent: number }
  /** Conservation: silenced + sent = fired. What waits counts as silenced until it is sent. */
  readonly counts: { readonly fired: number; readonly sent: number; readonly silenced: number }
}

export const NO_ALERTS: AlertState = {
  clock: Number.NEGATIVE_INFINITY,
  histories: new Map(),
  alerts: new Map(),
  incidents: [],
  nextIncident: 1,
  waiting: [],
  budget: { day: Number.NEGATIVE_INFINITY, sent: 0 },
  counts: { fired: 0, sent: 0, silenced: 0 },
}

/** What a state is kept as. */
export function encodeAlertState({ clock, histories, alerts, budget, ...rest }: AlertState): string {
  return JSON.stringify({
    ...rest,
    clock: Number.isFinite(clock) ? clock : null,
    budget: Number.isFinite(budget.day) ? budget : null,
    histories: [...histories],
    alerts: [...alerts],
  })
}

export function decodeAlertState(text: string): AlertState {
  const { clock, histories, alerts, budget, ...rest } = JSON.parse(text) as Omit<
    AlertState,
    'clock' | 'histories' | 'alerts' | 'budget'
  > & {
    readonly clock: number | null
    readonly budget: AlertState['budget'] | null
    readonly histories: readonly [string, History][]
    readonly alerts: readonly [string, AlertInstance][]
  }
  return {
    ...rest,
    clock: clock ?? Number.NEGATIVE_INFINITY,
    budget: budget ?? NO_ALERTS.budget,
    histories: new Map(histories),
    alerts: new Map(alerts),
  }
}

const byName = new WeakMap<AlertRules, ReadonlyMap<string, AlertRule>>()

/** The rule of a name. */
export function ruleNamed({ rules }: Pick<AlertPlan, 'rules'>, name: string): AlertRule | undefined {
  const known = byName.get(rules) ?? new Map(rules.rules.map((rule) => [rule.name, rule]))
  byName.set(rules, known)
  return known.get(name)
}
