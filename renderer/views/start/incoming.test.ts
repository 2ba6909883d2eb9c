import { expect, test } from 'vitest'
import { pastedName } from './incoming.ts'

test.each([
  ['age\tscore\n41\t0.2', 'pasted.tsv'],
  ['age,score\n41,0.2\n', 'pasted.csv'],
  ['age;score\r\n41;0,2', 'pasted.csv'],
  ['{"age":41}\n{"age":42}', 'pasted.ndjson'],
  ['just, a sentence', null],
  ['Dear all,\nplease look at this', null],
  ['', null],
])('%j pasted is %j', (text, name) => {
  expect(pastedName(text)).toBe(name)
})
