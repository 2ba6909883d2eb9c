import type { SendEffect } from '#shared/policy/alerts/effects.ts'
import { alertLine } from '#shared/policy/alerts/words.ts'
import type { Notice, NoticeEvent } from '#shared/policy/delivery/notice.ts'
import { alertFacts } from './facts.ts'

const EVENTS: Readonly<Record<SendEffect['reason'], NoticeEvent>> = {
  fired: 'firing',
  raised: 'firing',
  reopened: 'firing',
  deferred: 'firing',
  escalated: 'escalated',
  resolved: 'resolved',
}

/** A send as people outside the window are told it. */
export function alertNotice({ id, at, reason, to, incident, alert }: SendEffect): Notice {
  return {
    id: `alert/${alert.model}/${id}`,
    source: 'alert',
    event: EVENTS[reason],
    subject: `alert/${alert.model}/${alert.id}`,
    model: alert.model,
    severity: alert.severity,
    title: `${alert.model}: ${alert.rule}`,
    text: alertLine(alert),
    at: new Date(at).toISOString(),
    owner: alert.owner,
    action: alert.action,
    runbook: alert.runbook,
    to: to === null ? null : [to],
    detail: { ...alertFacts(alert), reason, incident: incident.number, alerts_in_incident: incident.count },
  }
}
