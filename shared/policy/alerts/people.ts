import { AppError } from '../../domain/errors.ts'
import { say } from '../../words/say.ts'
import type { AlertEffect, AlertNote } from './effects.ts'
import { incidentNote } from './incidents.ts'
import { isOn } from './noise/silence.ts'
import type { AlertStep } from './reducer.ts'
import type { AlertInstance, AlertPlan, AlertState, Incident } from './state.ts'

/** What a person says to an incident. */
export type AlertWord = {
  readonly action: 'acknowledge' | 'snooze' | 'resolve'
  readonly incident: number
  readonly at: number
  readonly by: string
  readonly reason: string
  /** End of a snooze. */
  readonly until: number | null
}

/**
 * A person's word: `acknowledge` stops the escalation, `snooze` keeps further warnings of the incident back until then
 * (never criticals), `resolve` ends it; what is still beyond its limit fires again only after it was calm once, or worse.
 *
 * @throws AppError `BAD_PARAMS` without name or reason, and for a snooze that has no end to come; `NOT_FOUND` for an
 * incident that is not open.
 */
export function applyWord(plan: AlertPlan, before: AlertState, word: AlertWord): AlertStep {
  const { action, at, by, reason, until } = word
  if (by.trim() === '') throw refusal(say('error.breaker.who'), say('error.breaker.who.mend'))
  if (reason.trim() === '') throw refusal(say('error.breaker.why'), say('error.breaker.why.mend'))
  const incident = before.incidents.find(({ number }) => number === word.incident)
  const own = [...before.alerts].filter(([, instance]) => instance.incident === word.incident)
  if (incident === undefined || !own.some(([, instance]) => isOn(instance))) {
    throw new AppError(
      'NOT_FOUND',
      say('error.incident.closed', { incident: word.incident }),
      say('error.incident.closed.mend'),
    )
  }
  if (action === 'snooze') {
    if (until === null || until <= at)
      throw refusal(say('error.incident.snooze'), say('error.incident.snooze.mend'))
    const incidents = replaced(before.incidents, { ...incident, snoozedUntil: until })
    return { state: { ...before, incidents }, effects: [] }
  }
  const alerts = new Map(before.alerts)
  const moved: { readonly from: AlertInstance['state']; readonly note: AlertNote }[] = []
  for (const [key, instance] of own) {
    if (!isOn(instance) || (action === 'acknowledge' && instance.state === 'acknowledged')) continue
    alerts.set(
      key,
      action === 'acknowledge'
        ? { ...instance, state: 'acknowledged', changedAt: at }
        : {
            ...instance,
            state: 'resolved',
            changedAt: at,
            resolvedAt: at,
            muted: instance.held.calm === null,
          },
    )
    moved.push({ from: instance.state, note: instance.note })
  }
  const after: Incident =
    action === 'resolve'
      ? { ...incident, members: incident.members.map((member) => ({ ...member, isActive: false })) }
      : incident
  const state = { ...before, alerts, incidents: replaced(before.incidents, after) }
  const told = incidentNote(plan.model, after)
  const effects = moved.map(
    ({ from, note }): AlertEffect => ({
      kind: 'move',
      at,
      alert: note,
      incident: told,
      from,
      to: action === 'acknowledge' ? 'acknowledged' : 'resolved',
      because: 'person',
      by,
      reason,
    }),
  )
  return { state, effects }
}

function replaced(incidents: readonly Incident[], incident: Incident): Incident[] {
  return incidents.map((one) => (one.number === incident.number ? incident : one))
}

function refusal(message: string, mend: string): AppError {
  return new AppError('BAD_PARAMS', message, mend)
}
