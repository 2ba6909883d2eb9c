import type { AlertNote, IncidentNote } from './effects.ts'
import { ALERT_AREAS } from './metrics.ts'
import type { Incident, IncidentMember } from './state.ts'

/** The likely cause first: what brings about the others, then what fired first. */
export function byCause(
  a: Pick<IncidentMember, 'area' | 'firedAt' | 'id'>,
  b: Pick<IncidentMember, 'area' | 'firedAt' | 'id'>,
): number {
  return (
    ALERT_AREAS.indexOf(a.area) - ALERT_AREAS.indexOf(b.area) ||
    a.firedAt - b.firedAt ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  )
}

/** Alerts that an incident names where it is told. */
const MOST_NAMED = 50

export function incidentNote(model: string, { number, openedAt, members }: Incident): IncidentNote {
  const active = members.filter(({ isActive }) => isActive)
  return {
    number,
    model,
    openedAt,
    severity: (active.length > 0 ? active : members).some(({ severity }) => severity === 'critical')
      ? 'critical'
      : 'warning',
    count: members.length,
    alerts: members
      .toSorted(byCause)
      .slice(0, MOST_NAMED)
      .map(({ id }) => id),
  }
}

/** The incident that an alert of `at` belongs to: the newest one whose newest alert is not older than `within`. */
export function incidentFor(incidents: readonly Incident[], at: number, within: number): Incident | null {
  return incidents.findLast(({ lastAt }) => at - lastAt <= within) ?? null
}

/** The incident with alerts as they are now. */
export function withMembers(
  incident: Incident,
  alerts: readonly { readonly note: AlertNote; readonly isActive: boolean }[],
): Incident {
  const members = new Map(incident.members.map((member) => [member.id, member]))
  let { lastAt } = incident
  for (const { note, isActive } of alerts) {
    const { id, area, firedAt, severity } = note
    members.set(id, { id, area, firedAt, severity, isActive })
    if (isActive) lastAt = Math.max(lastAt, firedAt)
  }
  return { ...incident, lastAt, members: [...members.values()] }
}

/** An incident in the light of others: those of models that its model depends on, or that depend on it. */
export type IncidentSpan = {
  readonly model: string
  readonly number: number
  readonly openedAt: number
  /** Null while it is open. */
  readonly resolvedAt: number | null
}

export type RelatedIncident = IncidentSpan & {
  /** Whether it likely brought about the one that was asked about. */
  readonly isCause: boolean
}

/**
 * Incidents of other models that began within `withinMs` of this one, or while it was open, and whose model is upstream or
 * downstream of its own, over any number of models. One upstream that did not begin later is a likely cause; causes come
 * first, the ones furthest upstream before the others, then by time.
 */
export function relatedIncidents(
  incident: IncidentSpan,
  others: readonly IncidentSpan[],
  upstreamOf: (model: string) => readonly string[],
  withinMs: number,
): RelatedIncident[] {
  const above = distances(incident.model, upstreamOf)
  return others
    .flatMap((other): (RelatedIncident & { readonly distance: number })[] => {
      if (other.model === incident.model) return []
      const distance = above.get(other.model) ?? 0
      if (distance === 0 && !distances(other.model, upstreamOf).has(incident.model)) return []
      const [first, second] = other.openedAt <= incident.openedAt ? [other, incident] : [incident, other]
      const isTogether =
        second.openedAt - first.openedAt <= withinMs || second.openedAt <= (first.resolvedAt ?? Infinity)
      if (!isTogether) return []
      return [{ ...other, distance, isCause: distance > 0 && other.openedAt <= incident.openedAt + withinMs }]
    })
    .toSorted(
      (a, b) =>
        Number(b.isCause) - Number(a.isCause) ||
        (a.isCause ? b.distance - a.distance : a.distance - b.distance) ||
        a.openedAt - b.openedAt,
    )
    .map(({ distance: _, ...related }) => related)
}

/** Models upstream of a model with the fewest steps to each; a circle ends where it closes. */
function distances(
  model: string,
  upstreamOf: (model: string) => readonly string[],
): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  let edge = [model]
  for (let distance = 1; edge.length > 0; distance++) {
    const next: string[] = []
    for (const above of edge.flatMap(upstreamOf)) {
      if (above === model || found.has(above)) continue
      found.set(above, distance)
      next.push(above)
    }
    edge = next
  }
  return found
}
