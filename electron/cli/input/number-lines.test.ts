import { expect, it } from 'vitest'
import { numberLines } from './number-lines.ts'

it('reads one number a line, in every usual spelling', () => {
  expect([...numberLines('1\r\n-2.5\n.5\n1e-3\nNaN\n-inf\n\n', 'f')]).toEqual([
    1,
    -2.5,
    0.5,
    0.001,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
  ])
})

it.each([
  ['value\n1\n', 'f, line 1: "value" is no number.'],
  ['1\n\n2\n', 'f, line 2: empty.'],
  ['1\n0x10\n', 'f, line 2: "0x10" is no number.'],
  ['1,5\n', 'f, line 1: "1,5" is no number.'],
])('refuses %j', (text, message) => {
  expect(() => numberLines(text, 'f')).toThrow(expect.objectContaining({ code: 'FORMAT_INVALID', message }))
})

it('says that an empty file is empty', () => {
  expect(() => numberLines('\n', 'f')).toThrow(expect.objectContaining({ code: 'FILE_EMPTY' }))
})
