import type { AlertEffect, IncidentNote, MoveEffect } from '../effects.ts'
import { incidentNote } from '../incidents.ts'
import type { Calendar, History } from '../limits/history.ts'
import type { AlertInstance, AlertPlan, AlertState, Incident, WaitingAlert } from '../state.ts'

/** A step in the making; nothing of the state before is changed. */
export type Draft = {
  readonly plan: AlertPlan
  readonly at: number
  readonly before: AlertState
  readonly calendar: Calendar
  histories: Map<string, History> | null
  alerts: Map<string, AlertInstance> | null
  incidents: readonly Incident[]
  nextIncident: number
  waiting: readonly WaitingAlert[]
  budget: AlertState['budget']
  fired: number
  sent: number
  silenced: number
  readonly effects: AlertEffect[]
  /** Moves to firing, which are told with the incident that they are about to get. */
  readonly firing: Omit<MoveEffect, 'incident'>[]
  /** Notes of incidents as they are now. */
  readonly notes: Map<number, IncidentNote>
  /** Keys whose incident has to be looked at again. */
  readonly touched: Set<string>
}

export function draftOf(plan: AlertPlan, before: AlertState, at: number): Draft {
  const { incidents, nextIncident, waiting, budget, counts } = before
  return {
    plan,
    at,
    before,
    calendar: { timezone: plan.rules.timezone, seasons: plan.seasons },
    histories: null,
    alerts: null,
    incidents,
    nextIncident,
    waiting,
    budget,
    ...counts,
    effects: [],
    firing: [],
    notes: new Map(),
    touched: new Set(),
  }
}

export function finished(draft: Draft): AlertState {
  const { before, at, incidents, nextIncident, waiting, budget, fired, sent, silenced } = draft
  return {
    clock: at,
    histories: draft.histories ?? before.histories,
    alerts: draft.alerts ?? before.alerts,
    incidents,
    nextIncident,
    waiting,
    budget,
    counts: { fired, sent, silenced },
  }
}

export function alertsOf(draft: Draft): ReadonlyMap<string, AlertInstance> {
  return draft.alerts ?? draft.before.alerts
}

export function put(draft: Draft, key: string, instance: AlertInstance | null): void {
  draft.alerts ??= new Map(draft.before.alerts)
  if (instance === null) draft.alerts.delete(key)
  else draft.alerts.set(key, instance)
}

export function noteOfIncident(draft: Draft, number: number | null | undefined): IncidentNote | null {
  if (number === null || number === undefined) return null
  const known = draft.notes.get(number)
  if (known !== undefined) return known
  const found = draft.incidents.find((incident) => incident.number === number)
  if (found === undefined) return null
  const note = incidentNote(draft.plan.model, found)
  draft.notes.set(number, note)
  return note
}
