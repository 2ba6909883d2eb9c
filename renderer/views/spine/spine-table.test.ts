import { expect, test } from 'vitest'
import type { ModelSpine } from '#shared/contract/documents/model.ts'
import { toCsv } from '../../charts/csv.ts'
import { shownCell } from '../../charts/shown-cell.ts'
import { loadTranslator } from '../../i18n/translator.ts'
import { spineTable } from './spine-table.ts'

const [english, hindi] = [await loadTranslator('en'), await loadTranslator('hi')]
const NOON = '2026-03-10T12:00:00.000Z'
const EVENING = '2026-03-10T18:00:00.000Z'

const spine = (unit: ModelSpine['unit'], start: string, end: string): ModelSpine => ({
  model: 'payments',
  unit,
  step: '',
  baseline: null,
  baseline_window: null,
  buckets: [{ start, end }],
  rows: Float64Array.of(1_200),
  rows_exact: true,
  verdicts: null,
  drifted: null,
  columns: 0,
  labelled: null,
  lanes: [],
  marks: [],
  unplaced: 0,
  pending: 0,
})

test('a person reads times in words of the language with their zone, a program as ISO', () => {
  const table = spineTable(english, spine('time', NOON, EVENING), null)
  const shown = table.rows[0].slice(0, 2).map((cell) => shownCell(english, cell))
  expect(shown).toEqual(['Mar 10, 2026, 12:00 UTC', 'Mar 10, 2026, 18:00 UTC'])
  expect(shownCell(hindi, table.rows[0][0])).toBe('10 मार्च 2026, 12:00 UTC')
  expect(toCsv(table)).toContain(`\r\n${NOON},${EVENING},1200,`)
})

test('places of rows are numbers', () => {
  const table = spineTable(english, spine('rows', '0', '5000'), null)
  expect(table.rows[0].slice(0, 3)).toEqual([0, 5_000, 1_200])
})
