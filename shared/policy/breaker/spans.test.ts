import { expect, test } from 'vitest'
import { stateSpans } from './spans.ts'

const now = { since: '2026-01-03T00:00:00.000Z', state: 'CLOSED' } as const

test('each state lasts until the next transition, the newest goes on', () => {
  const transitions = [
    { at: '2026-01-02T00:00:00.000Z', to: 'HALF_OPEN' },
    { at: null, to: 'CLOSED' },
    { at: '2026-01-01T00:00:00.000Z', to: 'OPEN' },
  ] as const
  expect(stateSpans(transitions, now)).toEqual([
    { start: '2026-01-01T00:00:00.000Z', end: '2026-01-02T00:00:00.000Z', state: 'OPEN' },
    { start: '2026-01-02T00:00:00.000Z', end: null, state: 'HALF_OPEN' },
  ])
})

test('without transitions the state of now holds since it began, if that is known', () => {
  expect(stateSpans([], now)).toEqual([{ start: now.since, end: null, state: 'CLOSED' }])
  expect(stateSpans([], { ...now, since: null })).toEqual([])
})
