import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatSelection, type ModelSelection, NO_SELECTION, parseSelection } from './selections.ts'

const read = (text: string) => parseSelection(new URLSearchParams(text))

test('days are short in a link, and rows are numbers', () => {
  const days: ModelSelection = {
    ...NO_SELECTION,
    window: { start: '2026-03-01T00:00:00.000Z', end: '2026-03-08T00:00:00.000Z' },
  }
  expect(formatSelection(days).get('window')).toBe('2026-03-01..2026-03-08')
  expect(read('window=8192..16384').window).toEqual({ start: '8192', end: '16384' })
})

test('what is no span in order is none', () => {
  for (const text of [
    '',
    'a..b',
    '5..3',
    '2026-03-08..2026-03-01',
    '2026-03-01..5',
    '1..2..3',
    '..',
    '1..',
  ]) {
    expect(read(`window=${text}`).window).toBeNull()
  }
})

test('a link gives back every selection', () => {
  const time = fc
    .tuple(fc.integer({ min: -6e13, max: 2.5e14 }), fc.integer({ min: 1, max: 1e11 }))
    .map(([at, length]) => ({ start: new Date(at).toISOString(), end: new Date(at + length).toISOString() }))
  const rows = fc
    .tuple(fc.nat(1e9), fc.integer({ min: 1, max: 1e9 }))
    .map(([at, length]) => ({ start: String(at), end: String(at + length) }))
  const span = fc.option(fc.oneof(time, rows))
  const slice = fc.option(fc.record({ column: fc.string({ unit: 'binary' }), value: fc.string() }))
  fc.assert(
    fc.property(fc.record({ window: span, compare: span, segment: slice }), (selection) => {
      const well = selection.segment && {
        column: selection.segment.column.toWellFormed(),
        value: selection.segment.value.toWellFormed(),
      }
      const link = formatSelection(selection).toString()
      expect(parseSelection(new URLSearchParams(link))).toEqual({ ...selection, segment: well })
    }),
  )
})
