import type {
  AlertQualityMonth,
  AlertView,
  IncidentView,
  LedgerEntry,
} from '#shared/contract/documents/alerts.ts'
import type { Manifest } from '#shared/domain/manifest.ts'
import type { SendEffect, SilenceEffect } from '#shared/policy/alerts/effects.ts'
import { byCause, type IncidentSpan, relatedIncidents } from '#shared/policy/alerts/incidents.ts'
import { alertQuality } from '#shared/policy/alerts/quality.ts'
import { wouldHaveSent } from '#shared/policy/alerts/words.ts'
import type { StoredAlert, StoredAlertWord, StoredTelling } from '../../store/alert-types.ts'
import { alertFacts, isoTime } from './facts.ts'

/** Incidents of different models that began within so long of each other are looked at together. */
const TOGETHER_MS = 3_600_000

export type InboxParts = {
  readonly alerts: readonly StoredAlert[]
  readonly sends: readonly StoredTelling[]
  readonly words: ReadonlyMap<string, readonly StoredAlertWord[]>
  /** Ends of snoozes by model and incident. */
  readonly snoozes: ReadonlyMap<string, number>
  readonly manifests: readonly Manifest[]
}

export function incidentKey(model: string, number: number): string {
  return JSON.stringify([model, number])
}

/** Alerts as incidents: open ones first, then the newest. */
export function incidentViews({ alerts, sends, words, snoozes, manifests }: InboxParts): IncidentView[] {
  const groups = new Map<string, StoredAlert[]>()
  for (const alert of alerts) {
    const key = incidentKey(alert.model, alert.incident)
    groups.set(key, [...(groups.get(key) ?? []), alert])
  }
  const sentOf = new Map<string, StoredTelling[]>()
  for (const send of sends) {
    const key = JSON.stringify([send.model, send.effect.alert.id])
    sentOf.set(key, [...(sentOf.get(key) ?? []), send])
  }
  const spans = [...groups.values()].map(spanOf)
  const upstream = new Map(manifests.map(({ model, upstream }) => [model, upstream.map((one) => one.model)]))
  return [...groups]
    .map(([key, own]): IncidentView => {
      const span = spanOf(own)
      const said = (words.get(span.model) ?? []).filter(({ incident }) => incident === span.number)
      const isOpen = span.resolvedAt === null
      const state = own.some(({ state }) => state === 'firing')
        ? 'firing'
        : isOpen
          ? 'acknowledged'
          : 'resolved'
      const others = spans.filter(({ model }) => model !== span.model)
      return {
        model: span.model,
        number: span.number,
        state,
        severity: own.some(
          ({ note, state }) => note.severity === 'critical' && (state !== 'resolved' || !isOpen),
        )
          ? 'critical'
          : 'warning',
        opened_at: isoTime(span.openedAt),
        resolved_at: span.resolvedAt === null ? null : isoTime(span.resolvedAt),
        alerts: own
          .toSorted((a, b) => byCause(a.note, b.note))
          .map((alert) => alertView(alert, sentOf.get(JSON.stringify([alert.model, alert.note.id])) ?? [])),
        related: relatedIncidents(span, others, (model) => upstream.get(model) ?? [], TOGETHER_MS).map(
          ({ model, number, isCause }) => ({ model, number, is_cause: isCause }),
        ),
        acknowledged_by: said.findLast(({ action }) => action === 'acknowledge')?.by ?? null,
        snoozed_until: snoozes.has(key) ? isoTime(snoozes.get(key) ?? 0) : null,
        history: said.map(({ at, recordedAt, action, by, reason, wasFalse }) => ({
          at: isoTime(at),
          recorded_at: recordedAt,
          action,
          by,
          reason,
          was_false: wasFalse,
        })),
      }
    })
    .toSorted(
      (a, b) =>
        Number(a.state === 'resolved') - Number(b.state === 'resolved') ||
        (a.opened_at < b.opened_at ? 1 : a.opened_at > b.opened_at ? -1 : 0),
    )
}

function spanOf(own: readonly StoredAlert[]): IncidentSpan {
  const [{ model, incident }] = own
  const ends = own.map(({ resolvedAt }) => resolvedAt)
  return {
    model,
    number: incident,
    openedAt: Math.min(...own.map(({ note }) => note.firedAt)),
    resolvedAt: ends.includes(null) ? null : Math.max(...ends.map((at) => at ?? 0)),
  }
}

function alertView(
  { note, state, changedAt, resolvedAt, late }: StoredAlert,
  sends: readonly StoredTelling[],
): AlertView {
  const sent = sends
    .map(({ effect }) => effect)
    .filter((effect): effect is SendEffect => effect.kind === 'send')
    .toSorted((a, b) => a.at - b.at)
  return {
    ...alertFacts(note),
    id: note.id,
    fingerprint: note.fingerprint,
    state,
    fired_at: isoTime(note.firedAt),
    changed_at: isoTime(changedAt),
    resolved_at: resolvedAt === null ? null : isoTime(resolvedAt),
    late,
    owner: note.owner,
    action: note.action,
    runbook: note.runbook,
    sent: sent.map(({ at, reason, to }) => ({ at: isoTime(at), reason, to })),
  }
}

export function ledgerEntry(
  { model, effect, recordedAt }: StoredTelling & { readonly effect: SilenceEffect },
  deferred: ReadonlyMap<string, number>,
): LedgerEntry {
  const later = deferred.get(JSON.stringify([model, `${effect.id}:deferred`]))
  return {
    ...alertFacts(effect.alert),
    id: effect.id,
    model,
    at: isoTime(effect.at),
    recorded_at: recordedAt,
    incident: effect.incident.number,
    suppressed_by: effect.by,
    would_have_sent: wouldHaveSent(effect.alert),
    until: effect.until === null ? null : isoTime(effect.until),
    sent_later_at: later === undefined ? null : isoTime(later),
  }
}

/** The quality of alerts by month, from what was sent, silenced and said. */
export function qualityMonths(
  { alerts, sends, words }: Pick<InboxParts, 'alerts' | 'sends' | 'words'>,
  silences: readonly StoredTelling[],
): AlertQualityMonth[] {
  const keyOf = (model: string, id: string) => JSON.stringify([model, id])
  const group = (tellings: readonly StoredTelling[]) => {
    const groups = new Map<string, StoredTelling[]>()
    for (const telling of tellings) {
      const key = keyOf(telling.model, telling.effect.alert.id)
      groups.set(key, [...(groups.get(key) ?? []), telling])
    }
    return groups
  }
  const sent = group(sends)
  const kept = group(silences)
  const together = new Map<string, number>()
  for (const { model, incident } of alerts) {
    const key = incidentKey(model, incident)
    together.set(key, (together.get(key) ?? 0) + 1)
  }
  return alertQuality(
    alerts.map((alert) => {
      const { model, incident, note, resolvedAt } = alert
      const own = sent.get(keyOf(model, note.id)) ?? []
      const said = (words.get(model) ?? []).filter((word) => word.incident === incident)
      const acknowledged = said.find(({ action }) => action === 'acknowledge')
      const first = own
        .map(({ recordedAt }) => Date.parse(recordedAt))
        .reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY)
      const reasons = own.flatMap(({ effect }) => (effect.kind === 'send' ? [effect.reason] : []))
      const told = reasons.filter(
        (reason) => reason === 'fired' || reason === 'raised' || reason === 'reopened',
      )
      const silenced = kept.get(keyOf(model, note.id)) ?? []
      return {
        firedAt: note.firedAt,
        occurrences: { sent: told.length, suppressed: silenced.length },
        acknowledgedAfterMs:
          acknowledged === undefined || !Number.isFinite(first)
            ? null
            : Math.max(0, Date.parse(acknowledged.recordedAt) - first),
        resolvedAfterMs: resolvedAt === null ? null : Math.max(0, resolvedAt - note.firedAt),
        wasFalse: said.findLast(({ wasFalse }) => wasFalse !== null)?.wasFalse ?? null,
        isCorrelated: (together.get(incidentKey(model, incident)) ?? 0) > 1,
        wasEscalated: reasons.includes('escalated'),
      }
    }),
  ).map((month) => ({
    month: month.month,
    fired: month.fired,
    sent: month.sent,
    suppressed: month.suppressed,
    judged: month.judged,
    false_share: month.falseShare,
    median_seconds_to_acknowledge: secondsOf(month.medianAcknowledgeMs),
    median_seconds_to_resolve: secondsOf(month.medianResolveMs),
    correlated_share: month.correlatedShare,
    escalated_share: month.escalatedShare,
  }))
}

function secondsOf(ms: number | null): number | null {
  return ms === null ? null : ms / 1_000
}
