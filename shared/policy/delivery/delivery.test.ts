import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noticeLines, webhookBody } from './formats.ts'
import { NOTICE_SEVERITIES, type Notice, type RoutedSink, sinksFor } from './notice.ts'

const notice: Notice = {
  id: 'fraud/accuracy/1',
  source: 'alert',
  event: 'firing',
  subject: 'fraud/accuracy',
  model: 'fraud',
  severity: 'critical',
  title: 'fraud: accuracy < 0.85',
  text: 'accuracy is 0.80 & falls',
  at: '2026-01-02T03:04:05.000Z',
  owner: 'fraud-team',
  action: 'switch to the rules',
  runbook: null,
  to: null,
  detail: { value: 0.8 },
}

test("Driftdesk's own body is the notice with its key", () => {
  expect(webhookBody('driftdesk', notice, 'key-1', null)).toEqual({
    schema: 'driftdesk.notice/1',
    key: 'key-1',
    ...notice,
  })
})

test('a message for Slack is one escaped text', () => {
  expect(webhookBody('slack', notice, 'key-1', null)).toEqual({
    text: '*[critical] fraud: accuracy &lt; 0.85*\naccuracy is 0.80 &amp; falls\nAction: switch to the rules\nOwner: fraud-team',
  })
})

test('an event for PagerDuty triggers, is acknowledged and is resolved under one key', () => {
  const event = (of: Notice) => webhookBody('pagerduty', of, 'key-1', 'R0UTE')
  expect(event(notice)).toMatchObject({
    routing_key: 'R0UTE',
    event_action: 'trigger',
    dedup_key: 'fraud/accuracy',
    payload: {
      summary: 'fraud: accuracy < 0.85',
      source: 'fraud',
      severity: 'critical',
      custom_details: { value: 0.8 },
    },
  })
  expect(event({ ...notice, event: 'resolved' })).toEqual({
    routing_key: 'R0UTE',
    event_action: 'resolve',
    dedup_key: 'fraud/accuracy',
  })
  expect(event({ ...notice, event: 'acknowledged' })).toMatchObject({ event_action: 'acknowledge' })
})

test('lines leave out what is not there', () => {
  expect(noticeLines({ ...notice, owner: null, action: null })).toEqual(['accuracy is 0.80 & falls'])
})

const sink = (name: string, severity: RoutedSink['severity'], on = true): RoutedSink => ({
  format: null,
  name,
  severity,
  on,
})
const names = (given: Notice, sinks: readonly RoutedSink[]) => sinksFor(given, sinks).map(({ name }) => name)

test('without names a notice goes to the sinks that take its severity, with names to those', () => {
  const sinks = [sink('chat', 'info'), sink('page', 'critical'), sink('manager', 'critical', false)]
  expect(names(notice, sinks)).toEqual(['chat', 'page'])
  expect(names({ ...notice, severity: 'warning' }, sinks)).toEqual(['chat'])
  expect(names({ ...notice, severity: 'warning', to: ['page'] }, sinks)).toEqual(['page'])
})

test('a name that no sink has, or one that is off, loses no message', () => {
  const sinks = [sink('chat', 'critical'), sink('manager', 'info', false)]
  expect(names({ ...notice, severity: 'warning', to: ['manager'] }, sinks)).toEqual(['chat'])
  expect(names({ ...notice, severity: 'warning', to: ['no such'] }, sinks)).toEqual(['chat'])
})

test('while any sink is on and takes everything, no notice goes nowhere', () => {
  const severity = fc.constantFrom(...NOTICE_SEVERITIES)
  const other = fc.record({ name: fc.string(), on: fc.boolean(), severity, format: fc.constant(null) })
  fc.assert(
    fc.property(fc.array(other), severity, fc.option(fc.array(fc.string())), (sinks, level, to) => {
      const given: Notice = { ...notice, severity: level, to }
      const told = sinksFor(given, [...sinks, sink('all', 'info')])
      expect(told.length).toBeGreaterThan(0)
      expect(told.every(({ on }) => on)).toBe(true)
    }),
  )
})
