import type { BreakerEffect } from '#shared/policy/breaker/effects.ts'
import type { Notice, NoticeEvent, NoticeSeverity } from '#shared/policy/delivery/notice.ts'

/** Something about a breaker that people are told. */
export type BreakerAlert = {
  readonly model: string
  readonly about: Extract<BreakerEffect, { kind: 'alert' }>['about'] | 'problem' | 'drill'
  /** UTC milliseconds. */
  readonly at: number
  readonly text: string
}

const ABOUT: Readonly<
  Record<
    BreakerAlert['about'],
    { readonly title: string; readonly severity: NoticeSeverity; readonly event: NoticeEvent }
  >
> = {
  opened: { title: 'the breaker opened', severity: 'critical', event: 'firing' },
  closed: { title: 'the breaker closed', severity: 'info', event: 'resolved' },
  labels_silent: { title: 'no labels come', severity: 'warning', event: 'told' },
  labels_back: { title: 'labels come again', severity: 'info', event: 'told' },
  approval_wanted: { title: 'a step of the breaker waits for approval', severity: 'warning', event: 'told' },
  ladder_wanted: { title: 'the next fallback waits for approval', severity: 'warning', event: 'told' },
  problem: { title: 'the breaker could not be evaluated', severity: 'warning', event: 'told' },
  drill: { title: 'drill', severity: 'critical', event: 'told' },
}

export function breakerNotice({ model, about, at, text }: BreakerAlert): Notice {
  const { title, severity, event } = ABOUT[about]
  return {
    id: `breaker/${model}/${about}/${at}`,
    source: 'breaker',
    event,
    subject: about === 'drill' ? `drill/${model}/${at}` : `breaker/${model}`,
    model,
    severity,
    title: `${model}: ${title}`,
    text,
    at: new Date(at).toISOString(),
    owner: null,
    action: null,
    runbook: null,
    to: null,
    detail: { about },
  }
}

export function drillText(by: string, seconds: number): string {
  return `${by} asks: stop the model and acknowledge within ${seconds} s.`
}
