import type { AlertArea, AlertUnit } from './metrics.ts'
import type { AlertCompare, Severity } from './rules.ts'

export const LADDER = ['pending', 'firing', 'acknowledged', 'resolved'] as const
/** Where an alert stands. */
export type LadderState = (typeof LADDER)[number]

export const SILENCERS = ['duplicate', 'composite', 'quiet_hours', 'budget', 'snooze'] as const
/** What kept an alert from being sent. */
export type Silencer = (typeof SILENCERS)[number]

/** An alert as it is told: plain JSON, times in UTC milliseconds. */
export type AlertNote = {
  /** Unique in its model and the same in every evaluation of the same rows. */
  readonly id: string
  /** The same for everything that is about the same thing: model, what is measured, and segment. */
  readonly fingerprint: string
  readonly model: string
  /** Name of the rule or of the composite. */
  readonly rule: string
  readonly isComposite: boolean
  /** What is measured, as it was written: "latency_p99", "psi of amount". */
  readonly metric: string
  readonly area: AlertArea
  readonly segment: { readonly column: string; readonly value: string } | null
  readonly severity: Severity
  /** Null for a composite. */
  readonly value: number | null
  /** The limit that was passed, in the unit of the value; null for a composite. */
  readonly threshold: number | null
  /** What the value was held against; null for a constant or a composite. */
  readonly reference: number | null
  readonly worse: 'below' | 'above' | 'change'
  readonly unit: AlertUnit
  /** The comparison that it fired by; `frozen` is the one that does not move beside one that does. */
  readonly by: AlertCompare | 'frozen' | 'composite'
  readonly firedAt: number
  readonly owner: string | null
  readonly action: string | null
  readonly runbook: string | null
}

/** An incident as it is told. */
export type IncidentNote = {
  /** From 1, by model. */
  readonly number: number
  readonly model: string
  readonly openedAt: number
  /** The worst of its alerts. */
  readonly severity: Severity
  readonly count: number
  /** Ids of its alerts, the likely cause first; of many the first 50. */
  readonly alerts: readonly string[]
}

export const SEND_REASONS = ['fired', 'raised', 'reopened', 'deferred', 'escalated', 'resolved'] as const
/** `deferred`: fired in quiet hours that are over now. */
export type SendReason = (typeof SEND_REASONS)[number]

/** Something that people are to be told. It is sent once: the same `id` never comes twice for a model. */
export type SendEffect = {
  readonly kind: 'send'
  readonly id: string
  readonly at: number
  readonly reason: SendReason
  /** Whom the escalation names; null where it is for everybody who is told. */
  readonly to: string | null
  readonly incident: IncidentNote
  readonly alert: AlertNote
}

/** Something that people would have been told; it goes to the suppression ledger. */
export type SilenceEffect = {
  readonly kind: 'silence'
  readonly id: string
  readonly at: number
  readonly by: Silencer
  /** When it is sent after all; null where it never is. */
  readonly until: number | null
  readonly reason: Exclude<SendReason, 'deferred' | 'escalated' | 'resolved'>
  readonly incident: IncidentNote
  readonly alert: AlertNote
}

/** An alert went from one rung of the ladder to another. */
export type MoveEffect = {
  readonly kind: 'move'
  readonly at: number
  readonly alert: AlertNote
  readonly incident: IncidentNote | null
  readonly from: LadderState | null
  readonly to: LadderState
  readonly because: 'limit' | 'for' | 'raised' | 'lowered' | 'cleared' | 'again' | 'person'
  readonly by: string | null
  readonly reason: string | null
}

export type AlertEffect = SendEffect | SilenceEffect | MoveEffect
