import type { AlertNote } from '../effects.ts'
import { byCause, incidentFor, withMembers } from '../incidents.ts'
import type { Occurrence } from '../ladder.ts'
import { coveredRules, isOn, silenceOf } from '../noise/silence.ts'
import type { Severity } from '../rules.ts'
import { type AlertInstance, type Incident, ruleNamed } from '../state.ts'
import { localTime } from '../zoned-time.ts'
import { alertsOf, type Draft, noteOfIncident, put } from './draft.ts'

/** Puts occurrences into incidents, the likely cause first, and sends or silences each. */
export function tell(draft: Draft, occurrences: readonly Occurrence[]): void {
  const { plan, at } = draft
  const inOrder = occurrences.toSorted((a, b) => byCause(a.instance.note, b.instance.note))
  const numbers = joinIncidents(draft, inOrder)
  const numberOf = new Map(inOrder.map(({ key, instance }) => [instance.note.id, numbers.get(key)]))
  for (const move of draft.firing) {
    draft.effects.push({ ...move, incident: noteOfIncident(draft, numberOf.get(move.alert.id)) })
  }
  const told = toldAlerts(alertsOf(draft))
  const covered = coveredRules(plan, alertsOf(draft))
  const snoozes = new Map(draft.incidents.map(({ number, snoozedUntil }) => [number, snoozedUntil]))
  // A composite speaks before its parts.
  const composites = inOrder.filter(({ instance }) => instance.note.isComposite)
  const parts = inOrder.filter(({ instance }) => !instance.note.isComposite)
  for (const { key, reason, instance } of [...composites, ...parts]) {
    const number = numbers.get(key) ?? 0
    const incident = noteOfIncident(draft, number)
    if (incident === null) continue
    const { note, occurrences: occurrence } = instance
    const id = `${note.id}#${occurrence}`
    draft.fired += 1
    const view = { told, covered, budget: draft.budget }
    const silence = silenceOf(plan, view, key, note, snoozes.get(number) ?? null, at)
    if (silence === null) {
      draft.sent += 1
      if (note.severity === 'warning') spend(draft, plan.rules.timezone)
      put(draft, key, { ...instance, incident: number, toldAt: at })
      addTold(told, key, note)
      draft.effects.push({ kind: 'send', id, at, reason, to: null, incident, alert: note })
    } else {
      draft.silenced += 1
      put(draft, key, { ...instance, incident: number })
      draft.effects.push({ kind: 'silence', id, at, ...silence, reason, incident, alert: note })
      if (silence.until !== null) {
        draft.waiting = [...draft.waiting, { until: silence.until, key, note, occurrence, incident: number }]
      }
    }
  }
}

/** The incident of each occurrence by key: the one it had, one that is going on, or a new one. */
function joinIncidents(draft: Draft, occurrences: readonly Occurrence[]): ReadonlyMap<string, number> {
  const { at, plan } = draft
  const numbers = new Map<string, number>()
  const joining = new Map<number, { note: AlertNote; isActive: true }[]>()
  const known = new Set(draft.incidents.map(({ number }) => number))
  for (const { key, instance } of occurrences) {
    let number = instance.incident !== null && known.has(instance.incident) ? instance.incident : null
    number ??= incidentFor(draft.incidents, at, plan.rules.groupWithinMs)?.number ?? null
    if (number === null) {
      number = draft.nextIncident
      draft.nextIncident += 1
      known.add(number)
      const fresh: Incident = { number, openedAt: at, lastAt: at, members: [], snoozedUntil: null }
      draft.incidents = [...draft.incidents, fresh]
    }
    numbers.set(key, number)
    const own = joining.get(number) ?? []
    own.push({ note: instance.note, isActive: true })
    joining.set(number, own)
  }
  changeIncidents(draft, joining)
  return numbers
}

function changeIncidents(
  draft: Draft,
  changes: ReadonlyMap<number, readonly { readonly note: AlertNote; readonly isActive: boolean }[]>,
): void {
  for (const number of changes.keys()) draft.notes.delete(number)
  draft.incidents = draft.incidents.map((incident) => {
    const changed = changes.get(incident.number)
    return changed === undefined ? incident : withMembers(incident, changed)
  })
}

type Told = Map<string, Map<string, Severity>>

function toldAlerts(alerts: ReadonlyMap<string, AlertInstance>): Told {
  const told: Told = new Map()
  for (const [key, instance] of alerts) {
    if (instance.toldAt !== null && isOn(instance)) addTold(told, key, instance.note)
  }
  return told
}

function addTold(told: Told, key: string, { fingerprint, severity }: AlertNote): void {
  const same = told.get(fingerprint) ?? new Map<string, Severity>()
  same.set(key, severity)
  told.set(fingerprint, same)
}

function spend(draft: Draft, timezone: string): void {
  const { day } = localTime(draft.at, timezone)
  draft.budget = { day, sent: (draft.budget.day === day ? draft.budget.sent : 0) + 1 }
}

/** Sends what quiet hours held back and is due; deferred is never dropped, whatever became of it. */
export function release(draft: Draft): void {
  const { at, plan } = draft
  const due = draft.waiting.filter(({ until }) => until <= at)
  if (due.length === 0) return
  draft.waiting = draft.waiting.filter(({ until }) => until > at)
  for (const { key, note, occurrence, incident: number } of due) {
    const instance = alertsOf(draft).get(key)
    const isSame = instance?.note.id === note.id && instance.occurrences === occurrence
    const incident = noteOfIncident(draft, number) ?? {
      number,
      model: plan.model,
      openedAt: note.firedAt,
      severity: note.severity,
      count: 1,
      alerts: [note.id],
    }
    draft.sent += 1
    draft.silenced -= 1
    spend(draft, plan.rules.timezone)
    if (isSame && isOn(instance)) put(draft, key, { ...instance, toldAt: at })
    draft.effects.push({
      kind: 'send',
      id: `${note.id}#${occurrence}:deferred`,
      at,
      reason: 'deferred',
      to: null,
      incident,
      alert: note,
    })
  }
}

/** Tells the next ones where nobody has acknowledged for long enough. */
export function escalate(draft: Draft): void {
  const { plan, at } = draft
  for (const [key, instance] of alertsOf(draft)) {
    if (instance.state !== 'firing' || instance.toldAt === null) continue
    const steps = ruleNamed(plan, instance.note.rule)?.escalate ?? []
    let { escalated } = instance
    while (escalated < steps.length && at - instance.toldAt >= steps[escalated].afterMs) {
      const incident = noteOfIncident(draft, instance.incident)
      if (incident !== null) {
        draft.effects.push({
          kind: 'send',
          id: `${instance.note.id}#${instance.occurrences}:escalated${escalated + 1}`,
          at,
          reason: 'escalated',
          to: steps[escalated].to,
          incident,
          alert: instance.note,
        })
      }
      escalated += 1
    }
    if (escalated !== instance.escalated) put(draft, key, { ...instance, escalated })
  }
}

/** Brings the members of incidents up to date, and forgets incidents that are long over. */
export function settle(draft: Draft): void {
  const { groupWithinMs, reopenWithinMs } = draft.plan.rules
  const changes = new Map<number, { note: AlertNote; isActive: boolean }[]>()
  for (const key of draft.touched) {
    const instance = alertsOf(draft).get(key)
    if (instance?.incident === null || instance === undefined) continue
    const own = changes.get(instance.incident) ?? []
    own.push({ note: instance.note, isActive: isOn(instance) })
    changes.set(instance.incident, own)
  }
  changeIncidents(draft, changes)
  const kept = Math.max(groupWithinMs, reopenWithinMs)
  const needed = new Set([...alertsOf(draft).values()].map(({ incident }) => incident))
  draft.incidents = draft.incidents.filter(
    ({ number, lastAt }) => needed.has(number) || draft.at - lastAt <= kept,
  )
}
