import { expect, test } from 'vitest'
import { fileName, toCsv, toTabs } from './csv.ts'

test('commas, quotes and line breaks are quoted', () => {
  expect(
    toCsv({
      columns: ['a', 'b'],
      rows: [
        ['x,y', 'say "hi"'],
        ['two\nlines', null],
      ],
    }),
  ).toBe('a,b\r\n"x,y","say ""hi"""\r\n"two\nlines",\r\n')
})

test('text that a spreadsheet would run is defused, negative numbers are not', () => {
  expect(
    toCsv({
      columns: ['=1+1', '@x'],
      rows: [
        ['-cmd', -1.5],
        ['+a', 2],
      ],
    }),
  ).toBe("'=1+1,'@x\r\n'-cmd,-1.5\r\n'+a,2\r\n")
})

test('what is not finite is empty', () => {
  expect(toCsv({ columns: ['a'], rows: [[Number.NaN]] })).toBe('a\r\n\r\n')
})

test('times are taken along as programs read them', () => {
  const table = { columns: ['at'], rows: [[{ time: '2026-03-10T14:00:00.000Z' }]] }
  expect(toCsv(table)).toBe('at\r\n2026-03-10T14:00:00.000Z\r\n')
  expect(toTabs(table)).toBe('at\n2026-03-10T14:00:00.000Z')
})

test('pasted text keeps one row a line', () => {
  expect(toTabs({ columns: ['a', 'b'], rows: [['x\ty', 1]] })).toBe('a\tb\nx y\t1')
})

test.each([
  ['card/country: now?', 'card-country-now.csv'],
  ['../../etc', 'etc.csv'],
  ['आयु', 'आयु.csv'],
  ['😀', 'driftdesk.csv'],
])('%j is saved as %j', (title, name) => {
  expect(fileName(title, 'csv')).toBe(name)
})
