import { expect, test } from 'vitest'
import { type SelectionDraft, windowOfDraft } from './row-selection.ts'

const draft = (part: Partial<SelectionDraft>): SelectionDraft => ({
  kind: 'all',
  from: '',
  to: '',
  first: '',
  last: '',
  ...part,
})

test('all rows need nothing else', () => {
  expect(windowOfDraft(draft({ first: 'x' }), 10)).toEqual({ window: { kind: 'all' } })
})

test('a time range is in UTC and open where nothing is said', () => {
  expect(windowOfDraft(draft({ kind: 'time', from: '2026-03-01T10:00' }), 10)).toEqual({
    window: { kind: 'time', start: '2026-03-01T10:00:00.000Z', end: null },
  })
})

test('row numbers count from 1 and include the last', () => {
  expect(windowOfDraft(draft({ kind: 'rows', first: '3', last: '5' }), 10)).toEqual({
    window: { kind: 'rows', start: 2, end: 5 },
  })
  expect(windowOfDraft(draft({ kind: 'rows' }), 10)).toEqual({ window: { kind: 'rows', start: 0, end: 10 } })
})

test.each([
  [draft({ kind: 'rows', first: '5', last: '3' }), 'order'],
  [draft({ kind: 'rows', first: '0' }), 'rows'],
  [draft({ kind: 'rows', last: '1.5' }), 'rows'],
  [draft({ kind: 'time', from: '2026-03-02T00:00', to: '2026-03-02T00:00' }), 'order'],
])('%j is told to be %s', (wrong, problem) => {
  expect(windowOfDraft(wrong, 10)).toEqual({ problem })
})
