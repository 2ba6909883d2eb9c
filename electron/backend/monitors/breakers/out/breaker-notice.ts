import type { BreakerTransition, BreakerView } from '#shared/contract/documents/breaker.ts'
import type { BreakerEffect } from '#shared/policy/breaker/effects.ts'
import type { Notice, NoticeEvent, NoticeSeverity } from '#shared/policy/delivery/notice.ts'
import { say } from '#shared/words/say.ts'

/** Something about a breaker that people are told. */
export type BreakerAlert = {
  readonly model: string
  readonly about: Extract<BreakerEffect, { kind: 'alert' }>['about'] | 'problem' | 'drill'
  /** UTC milliseconds. */
  readonly at: number
  readonly text: string
}

const ABOUT: Readonly<
  Record<BreakerAlert['about'], { readonly severity: NoticeSeverity; readonly event: NoticeEvent }>
> = {
  opened: { severity: 'critical', event: 'firing' },
  closed: { severity: 'info', event: 'resolved' },
  labels_silent: { severity: 'warning', event: 'told' },
  labels_back: { severity: 'info', event: 'told' },
  approval_wanted: { severity: 'warning', event: 'told' },
  ladder_wanted: { severity: 'warning', event: 'told' },
  problem: { severity: 'warning', event: 'told' },
  drill: { severity: 'critical', event: 'told' },
}

export function breakerNotice({ model, about, at, text }: BreakerAlert): Notice {
  const { severity, event } = ABOUT[about]
  return {
    id: `breaker/${model}/${about}/${at}`,
    source: 'breaker',
    event,
    subject: about === 'drill' ? `drill/${model}/${at}` : `breaker/${model}`,
    model,
    severity,
    title: say(`notice.breaker.${about}`, { model }),
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
  return say('notice.drill', { by, seconds })
}

/** What serving systems are told: how a breaker moved, with where it stands now. */
export function stateNotice(breaker: BreakerView, transition: BreakerTransition, place: number): Notice {
  const { model } = breaker
  return {
    ...stateOf(model, `${breaker.evaluated_at}/${place}`),
    at: transition.at ?? breaker.evaluated_at,
    title: `${model}: ${transition.from} → ${transition.to}`,
    text: transition.cause,
    detail: { drill: false, model, transition, breaker },
  }
}

/** A drill is told like a transition, marked as what it is. */
export function drillNotice(model: string, by: string, at: string): Notice {
  return {
    ...stateOf(model, `drill/${at}`),
    at,
    title: say('notice.breaker.drill', { model }),
    text: by,
    detail: { drill: true, model, by, at },
  }
}

function stateOf(model: string, id: string): Omit<Notice, 'at' | 'title' | 'text' | 'detail'> {
  return {
    id: `breaker-state/${model}/${id}`,
    source: 'breaker_state',
    event: 'told',
    subject: `breaker/${model}`,
    model,
    severity: 'info',
    owner: null,
    action: null,
    runbook: null,
    to: null,
  }
}
