import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvCell, csvText } from './csv-cells.ts'

it.each([
  ['=1+1', "'=1+1"],
  ['+cmd|calc', "'+cmd|calc"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\rx', '"\'\rx"'],
])('defuses %j', (text, expected) => {
  expect(csvCell(text)).toBe(expected)
})

it.each([
  [-5.25, '-5.25'],
  ['-5.25', '-5.25'],
  ['+1e-7', '+1e-7'],
  [1e-7, '1e-7'],
  [Number.NaN, ''],
  [null, ''],
])('keeps the number %j a number', (value, expected) => {
  expect(csvCell(value)).toBe(expected)
})

it('quotes what would break a line', () => {
  expect(csvText([['a "b"', 'c,d', 'e\nf', 1]])).toBe('"a ""b""","c,d","e\nf",1\r\n')
})

it('never writes a text cell that a spreadsheet would run', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const cell = csvCell(text)
      const shown = cell.startsWith('"') ? cell.slice(1) : cell
      expect(/^[=@\t\r]/.test(shown)).toBe(false)
      if (/^[+-]/.test(shown)) expect(Number.isFinite(Number(shown))).toBe(true)
    }),
  )
})
