import type { WebhookFormat } from './formats.ts'

export const NOTICE_SEVERITIES = ['info', 'warning', 'critical'] as const
export type NoticeSeverity = (typeof NOTICE_SEVERITIES)[number]

export const NOTICE_EVENTS = ['firing', 'escalated', 'acknowledged', 'resolved', 'told'] as const
export type NoticeEvent = (typeof NOTICE_EVENTS)[number]

/** Something that people outside the window are told, whatever carries it to them. */
export type Notice = {
  /** Names the message: it is put in line once for each sink, however often it is given. */
  readonly id: string
  /** `breaker_state` is for serving systems: only webhooks of their format get it, and nothing else. */
  readonly source: 'alert' | 'breaker' | 'breaker_state' | 'test'
  readonly event: NoticeEvent
  /** What all messages about the same thing share, from its beginning to its end. */
  readonly subject: string
  readonly model: string | null
  readonly severity: NoticeSeverity
  readonly title: string
  readonly text: string
  /** ISO 8601 with zone. */
  readonly at: string
  readonly owner: string | null
  readonly action: string | null
  readonly runbook: string | null
  /** Names of sinks; null for all that take its severity. */
  readonly to: readonly string[] | null
  readonly detail: Readonly<Record<string, unknown>>
}

export type RoutedSink = {
  readonly name: string
  readonly on: boolean
  /** The lowest severity that it takes without being named. */
  readonly severity: NoticeSeverity
  /** That of a webhook; null for the others. */
  readonly format: WebhookFormat | null
}

/**
 * The sinks that get a notice: those that are named, whatever its severity; without names those that take its severity. Where
 * none of the names is a sink that is on, every sink that is on gets it: a misspelt name loses no message. States of
 * breakers go to all webhooks of their format, which get nothing else.
 */
export function sinksFor<Sink extends RoutedSink>(notice: Notice, sinks: readonly Sink[]): readonly Sink[] {
  const isState = notice.source === 'breaker_state'
  const on = sinks.filter((sink) => sink.on && (sink.format === 'breaker') === isState)
  if (isState) return on
  const { to } = notice
  if (to === null) return on.filter(({ severity }) => rank(notice.severity) >= rank(severity))
  const named = on.filter(({ name }) => to.includes(name))
  return named.length > 0 ? named : on
}

function rank(severity: NoticeSeverity): number {
  return NOTICE_SEVERITIES.indexOf(severity)
}
