import type { Notice } from './notice.ts'

export const WEBHOOK_FORMATS = ['driftdesk', 'slack', 'pagerduty', 'breaker'] as const
/** Whose JSON a webhook sends. */
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number]

/** What PagerDuty allows for a summary. */
const MOST_SUMMARY = 1_024
const MOST_SLACK = 3_000

/**
 * The body of a webhook: Driftdesk's own (`driftdesk.notice/1`, the notice as it is); a message of Slack's incoming webhooks
 * (`text`, with &, < and > escaped); or an event of PagerDuty's Events API v2 (`trigger`, `acknowledge`, `resolve` of the
 * notice's subject), for which `routingKey` is needed; or what serving systems read of breakers
 * (`driftdesk.breaker_event/1`: every transition with the whole state), which is all that such a webhook is sent.
 */
export function webhookBody(
  format: WebhookFormat,
  notice: Notice,
  key: string,
  routingKey: string | null,
): unknown {
  switch (format) {
    case 'driftdesk':
      return { schema: 'driftdesk.notice/1', key, ...notice }
    case 'slack':
      return { text: slackText(notice) }
    case 'pagerduty':
      return pagerDutyEvent(notice, routingKey)
    case 'breaker':
      return breakerEvent(notice)
  }
}

function breakerEvent({ source, at, detail }: Notice): unknown {
  return source === 'test'
    ? { schema: 'driftdesk.breaker_event/1', test: true, drill: false, at }
    : { schema: 'driftdesk.breaker_event/1', ...detail }
}

/** A notice in a few lines, as desktop notifications and chats show it. */
export function noticeLines({ text, owner, action, runbook }: Notice): string[] {
  return [
    text,
    ...(action === null ? [] : [`Action: ${action}`]),
    ...(owner === null ? [] : [`Owner: ${owner}`]),
    ...(runbook === null ? [] : [`Runbook: ${runbook}`]),
  ].filter((line) => line !== '')
}

function slackText(notice: Notice): string {
  const head = `*${escaped(`[${notice.severity}] ${notice.title}`)}*`
  return [head, ...noticeLines(notice).map(escaped)].join('\n').slice(0, MOST_SLACK)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function pagerDutyEvent(notice: Notice, routingKey: string | null): unknown {
  const base = { routing_key: routingKey ?? '', dedup_key: notice.subject.slice(0, 255) }
  if (notice.event === 'acknowledged') return { ...base, event_action: 'acknowledge' }
  if (notice.event === 'resolved') return { ...base, event_action: 'resolve' }
  return {
    ...base,
    event_action: 'trigger',
    payload: {
      summary: (notice.title || 'Driftdesk').slice(0, MOST_SUMMARY),
      source: notice.model ?? 'driftdesk',
      severity: notice.severity,
      timestamp: notice.at,
      component: notice.model ?? undefined,
      class: notice.source,
      custom_details: {
        text: notice.text,
        owner: notice.owner,
        action: notice.action,
        runbook: notice.runbook,
        ...notice.detail,
      },
    },
    client: 'Driftdesk',
  }
}
