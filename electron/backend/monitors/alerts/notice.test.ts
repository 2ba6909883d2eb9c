import { expect, test } from 'vitest'
import type { SendEffect } from '#shared/policy/alerts/effects.ts'
import { alertNotice } from './notice.ts'

const SENT: SendEffect = {
  kind: 'send',
  id: 'eta@5#1',
  at: Date.UTC(2026, 2, 1),
  reason: 'fired',
  to: null,
  incident: { number: 3, model: 'eta', openedAt: 0, severity: 'critical', count: 2, alerts: ['eta@5'] },
  alert: {
    id: 'eta@5',
    fingerprint: 'f',
    model: 'eta',
    rule: 'eta-accuracy',
    isComposite: false,
    metric: 'accuracy',
    area: 'performance',
    segment: { column: 'city', value: 'Pune' },
    severity: 'critical',
    value: 0.62,
    threshold: 0.74,
    reference: 0.87,
    worse: 'below',
    unit: 'share',
    by: 'baseline',
    firedAt: 0,
    owner: 'eta-team',
    action: 'switch to the rain model',
    runbook: 'docs/eta.md',
  },
}

test('a notice says what is wrong, whose it is and what to do', () => {
  expect(alertNotice(SENT)).toEqual({
    id: 'alert/eta/eta@5#1',
    source: 'alert',
    event: 'firing',
    subject: 'alert/eta/eta@5',
    model: 'eta',
    severity: 'critical',
    title: 'eta: eta-accuracy',
    text: 'eta: accuracy where city is Pune is 62%, below 74% (baseline 87%)',
    at: '2026-03-01T00:00:00.000Z',
    owner: 'eta-team',
    action: 'switch to the rain model',
    runbook: 'docs/eta.md',
    to: null,
    detail: expect.objectContaining({ reason: 'fired', incident: 3, alerts_in_incident: 2, value: 0.62 }),
  })
})

test.each([
  ['raised', 'firing'],
  ['reopened', 'firing'],
  ['deferred', 'firing'],
  ['escalated', 'escalated'],
  ['resolved', 'resolved'],
] as const)('%s is told as %s, about the same thing', (reason, event) => {
  const notice = alertNotice({ ...SENT, reason, to: 'page', id: `eta@5#1:${reason}` })
  expect(notice).toMatchObject({ event, subject: 'alert/eta/eta@5', to: ['page'] })
})

test('what is no number stays out of the detail, so that the message is JSON', () => {
  const { detail } = alertNotice({ ...SENT, alert: { ...SENT.alert, reference: Number.NaN } })
  expect(detail).toMatchObject({ reference: null })
})
