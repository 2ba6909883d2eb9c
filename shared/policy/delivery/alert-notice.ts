import type { AlertNote, SendEffect, SendReason } from '../alerts/effects.ts'
import type { Notice, NoticeEvent } from './notice.ts'

const EVENTS: Readonly<Record<SendReason, NoticeEvent>> = {
  fired: 'firing',
  raised: 'firing',
  reopened: 'firing',
  deferred: 'firing',
  escalated: 'escalated',
  resolved: 'resolved',
}

/** What people are told of an alert that is sent. */
export function alertNotice({ id, at, reason, to, incident, alert }: SendEffect): Notice {
  const { model, severity, owner, action, runbook } = alert
  return {
    id: `alert/${model}/${id}`,
    source: 'alert',
    event: EVENTS[reason],
    subject: `alert/${model}/${alert.id}`,
    model,
    severity,
    title: titleOf(alert, reason),
    text: textOf(alert),
    at: new Date(at).toISOString(),
    owner,
    action,
    runbook,
    to: to === null ? null : [to],
    detail: {
      rule: alert.rule,
      reason,
      metric: alert.metric,
      segment: alert.segment,
      value: alert.value,
      threshold: alert.threshold,
      reference: alert.reference,
      unit: alert.unit,
      fired_at: new Date(alert.firedAt).toISOString(),
      incident: incident.number,
      alerts_in_incident: incident.alerts.length,
    },
  }
}

function titleOf({ model, rule, severity, segment }: AlertNote, reason: SendReason): string {
  const where = segment === null ? '' : ` (${segment.column} = ${segment.value})`
  const what = `${model}: ${rule}${where}`
  switch (reason) {
    case 'fired':
      return `${what}, ${severity}`
    case 'raised':
      return `${what}, ${severity} now`
    case 'reopened':
      return `${what}, ${severity} again`
    case 'deferred':
      return `${what}, ${severity} (held back during quiet hours)`
    case 'escalated':
      return `${what}, ${severity}, and nobody has acknowledged it`
    case 'resolved':
      return `${what} is over`
  }
}

function textOf({ metric, value, threshold, reference, worse, by }: AlertNote): string {
  if (by === 'composite' || value === null) return `The parts of ${metric} are active together.`
  const limit =
    threshold === null
      ? ''
      : `; the limit is ${worse === 'below' ? 'at least' : 'at most'} ${short(threshold)}`
  const against = reference === null ? '' : ` (${by.replace('_', ' ')}: ${short(reference)})`
  return `${metric} is ${short(value)}${limit}${against}.`
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)))
}
