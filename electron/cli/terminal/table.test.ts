import { expect, it } from 'vitest'
import { tableLines } from './table.ts'

const COLUMNS = [
  { title: 'COLUMN', align: 'start', flexible: true },
  { title: 'PSI', align: 'end' },
] as const

it('aligns by what is seen, not by code units', () => {
  expect(
    tableLines(
      COLUMNS,
      [
        ['金額', '0.1'],
        ['age', '12.25'],
      ],
      80,
    ),
  ).toEqual(['COLUMN    PSI', '金額      0.1', 'age     12.25'])
})

it('shortens flexible columns until the table fits', () => {
  const [, line] = tableLines(COLUMNS, [['a'.repeat(50), '0.1']], 30)
  expect(line).toBe(`${'a'.repeat(24)}…  0.1`)
})

it('keeps flexible columns legible when nothing fits', () => {
  const [, line] = tableLines(COLUMNS, [['a'.repeat(50), '0.123456789']], 10)
  expect(line).toBe(`${'a'.repeat(11)}…  0.123456789`)
})
