import { expect, test } from 'vitest'
import type { EventMessage, JobView } from '#shared/contract/events.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { createEventOrder } from './event-order.ts'

const settings = (sequence: number): EventMessage => ({ sequence, event: { type: 'settings.changed' } })
const job = (id: string, state: JobView['state'] = 'running'): JobView => ({
  job: id as JobId,
  operation: 'drift.run',
  title: id,
  state,
  progress: null,
  error: null,
  started_at: '2026-03-15T14:00:00Z',
  ended_at: null,
})

function record() {
  const seen: EventMessage[] = []
  return { seen, order: createEventOrder((message) => seen.push(message)) }
}

test('live events are handed on as they come', () => {
  const { seen, order } = record()
  order.take(settings(1))
  order.take(settings(2))
  expect(seen.map((message) => message.sequence)).toEqual([1, 2])
})

test('missed events come before those that arrived during the replay, none twice', () => {
  const { seen, order } = record()
  order.take(settings(1))
  order.hold()
  order.take(settings(4))
  order.take(settings(5))
  order.resume(4, [settings(2), settings(3), settings(4)])
  expect(seen.map((message) => message.sequence)).toEqual([1, 2, 3, 4, 5])
})

test('a snapshot tells known jobs again and fails those that the backend has forgotten', () => {
  const { seen, order } = record()
  order.take({ sequence: 9, event: { type: 'job', view: job('kept') } })
  order.take({ sequence: 10, event: { type: 'job', view: job('lost') } })
  order.hold()
  order.resumeFromSnapshot(3, [job('kept', 'done')])
  const views = seen.slice(2).flatMap(({ event }) => (event.type === 'job' ? [event.view] : []))
  expect(views.map((view) => [view.job, view.state, view.error?.code])).toEqual([
    ['kept', 'done', undefined],
    ['lost', 'failed', 'DISCONNECTED'],
  ])
  expect(order.lastSequence()).toBe(3)
})
