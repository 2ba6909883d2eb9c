import { expect, test } from 'vitest'
import type { ImportDocument } from '#shared/contract/documents/import.ts'
import { NO_SELECTION } from '../../stores/selections.ts'
import { placeAfter } from './after-import.ts'

const document: ImportDocument = {
  schema: 'driftdesk.import/1',
  model: 'fraud',
  rows_read: 2,
  rows_stored: 2,
  rows_rejected: 0,
  rows_duplicate: 0,
  rejects: [],
  roles: { at: 'timestamp', amount: 'feature' },
  bytes: 10,
  seconds: 0.1,
  notes: [],
  dataset: 'd',
}

test('a log with times leads to its model', () => {
  expect(placeAfter(document)).toEqual({ view: 'overview', model: 'fraud', selection: NO_SELECTION })
})

test('a log without times, and labels of other rows, lead nowhere', () => {
  expect(placeAfter({ ...document, roles: { amount: 'feature' } })).toBeNull()
  const labels = { joined: 2, unmatched: 0 }
  expect(placeAfter({ ...document, roles: { at: 'timestamp', truth: 'label' }, labels })).toBeNull()
})
