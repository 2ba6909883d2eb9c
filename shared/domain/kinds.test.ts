import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ColumnSummary,
  epochFormatOf,
  epochToMilliseconds,
  isIdentifier,
  isNumberText,
  isYesNo,
  kindOf,
  shapeOfTexts,
  timeFormatOf,
} from './kinds.ts'

function summary(change: Partial<ColumnSummary>): ColumnSummary {
  return {
    storage: 'number',
    present: 100,
    missing: 0,
    distinct: 50,
    minimum: 0,
    maximum: 99,
    whole: true,
    meanLength: 0,
    yesNo: false,
    ascending: false,
    ...change,
  }
}

test.each(['1', '-1.5', '.5', '1e-3', '0', '0.25', 'inf', 'NaN', ' 7', '9007199254740991'])(
  '%s is a number',
  (text) => expect(isNumberText(text)).toBe(true),
)
test.each(['', '007', '1,5', '12%', '1 000', '0x1F', '9007199254740993123', 'abc', '2021-01-01'])(
  '%j is not a number',
  (text) => expect(isNumberText(text)).toBe(false),
)

test('every finite number that JavaScript writes reads as a number', () => {
  fc.assert(
    fc.property(fc.double({ noDefaultInfinity: true, noNaN: true, min: -1e15, max: 1e15 }), (value) =>
      isNumberText(String(value)),
    ),
  )
})

test('missing words do not change what a column holds', () => {
  expect(shapeOfTexts(['1', 'NA', '', '2.5', '?'], false)).toMatchObject({ storage: 'number' })
  expect(shapeOfTexts(['true', 'False', 'null'], false)).toMatchObject({ storage: 'boolean' })
  expect(shapeOfTexts(['2021-01-01', 'NaT'], false)).toMatchObject({ storage: 'timestamp', time: 'iso' })
  expect(shapeOfTexts(['CH', 'NA', 'DE'], false)).toMatchObject({ storage: 'string' })
})

test('a column without any value is an empty feature of numbers', () => {
  expect(shapeOfTexts(['', '', 'NA'], false).storage).toBe('number')
})

test('decimal commas are numbers only where the file allows them', () => {
  expect(shapeOfTexts(['1,5', '2'], true)).toMatchObject({
    storage: 'number',
    decimalComma: true,
  })
  expect(shapeOfTexts(['1,5', '2'], false).storage).toBe('string')
})

test('a few misfits do not make texts of numbers: their rows are kept aside when the log is read', () => {
  const numbers = Array.from({ length: 19 }, (_, index) => String(index))
  expect(shapeOfTexts([...numbers, 'abc'], false)).toMatchObject({ storage: 'number', missingWord: null })
  expect(shapeOfTexts([...numbers.slice(0, 8), 'abc'], false).storage).toBe('string')
})

test('one word that all misfits share stands for a missing value', () => {
  const numbers = Array.from({ length: 30 }, (_, index) => String(index))
  expect(shapeOfTexts([...numbers, 'unknown', 'unknown'], false)).toMatchObject({
    storage: 'number',
    missingWord: 'unknown',
  })
})

test.each([
  [['2021-06-01T10:00:00Z', '2021-06-01'], 'iso'],
  [['2021-06-01 10:00:00.123456+02:00', '2021-06-01 10:00'], 'iso'],
  [['31/12/2021', '01/02/2021'], '%d/%m/%Y'],
  [['12/31/2021 10:00', '01/02/2021 09:30'], '%m/%d/%Y %H:%M'],
  [['31.12.2021 10:00:00'], '%d.%m.%Y %H:%M:%S'],
  [['2021/12/31'], '%Y/%m/%d'],
  [['31/12/2021', '31.12.2021'], null],
  [['1.5.3'], null],
  [['hello'], null],
])('the time format of %j is %s', (texts, format) => {
  expect(timeFormatOf(texts)).toBe(format === null ? null : format)
})

test('numbers since 1970 are told apart by their size', () => {
  expect([1_609_459_200, 1_609_459_200_000, 1.6e15, 1.6e18, 42].map(epochFormatOf)).toEqual([
    'epoch_s',
    'epoch_ms',
    'epoch_us',
    'epoch_ns',
    null,
  ])
  expect(1_609_459_200 * epochToMilliseconds('epoch_s')).toBe(1_609_459_200_000)
})

test('words for yes and no', () => {
  expect(isYesNo(new Set(['Yes', 'no']))).toBe(true)
  expect(isYesNo(new Set(['1', '0']))).toBe(true)
  expect(isYesNo(new Set(['1', '2']))).toBe(false)
  expect(isYesNo(new Set(['yes']))).toBe(false)
})

test('kinds follow the storage, yes and no, and the length of texts that all differ', () => {
  expect(kindOf(summary({}))).toBe('numeric')
  expect(kindOf(summary({ yesNo: true, distinct: 2 }))).toBe('boolean')
  expect(kindOf(summary({ storage: 'boolean' }))).toBe('boolean')
  expect(kindOf(summary({ storage: 'timestamp' }))).toBe('datetime')
  expect(kindOf(summary({ storage: 'string', meanLength: 6 }))).toBe('categorical')
  expect(kindOf(summary({ storage: 'string', distinct: 99, meanLength: 60 }))).toBe('text')
  expect(kindOf(summary({ storage: 'string', distinct: 99, meanLength: 8 }))).toBe('categorical')
})

test('identifiers are consecutive whole numbers or texts that nearly all differ', () => {
  expect(isIdentifier(summary({ distinct: 100, ascending: true }))).toBe(true)
  expect(isIdentifier(summary({ distinct: 100, ascending: true, maximum: 1e6 }))).toBe(false)
  expect(isIdentifier(summary({ distinct: 100, ascending: true, whole: false }))).toBe(false)
  expect(isIdentifier(summary({ storage: 'string', distinct: 100, meanLength: 12 }))).toBe(true)
  expect(isIdentifier(summary({ storage: 'string', distinct: 30 }))).toBe(false)
})
