import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDuration, formatWindowLength, parseDuration, parseWindowLength } from './duration.ts'

test.each([
  ['15 min', 900_000],
  ['2 d', 172_800_000],
  ['2h', 7_200_000],
  ['1.5 h', 5_400_000],
  ['500 ms', 500],
  ['1 w', 604_800_000],
  [' 30 S ', 30_000],
])('%s', (text, ms) => expect(parseDuration(text)).toBe(ms))

test.each(['15', 'min', '-1 min', '1 month', '', '99999 w', '1e3 s', '5 min 3 s', 'constructor'])(
  '"%s" is no duration',
  (text) => expect(parseDuration(text)).toBeNull(),
)

test.each([
  ['1000 rows', { kind: 'rows', rows: 1000 }],
  ['1 row', { kind: 'rows', rows: 1 }],
  ['5 min', { kind: 'time', ms: 300_000 }],
] as const)('window %s', (text, window) => expect(parseWindowLength(text)).toEqual(window))

test.each(['0 rows', '1.5 rows', '0 min', 'rows', '1000'])('"%s" is no window', (text) =>
  expect(parseWindowLength(text)).toBeNull(),
)

test('what is written reads the same again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (ms) => {
      expect(parseDuration(formatDuration(ms))).toBe(ms)
    }),
  )
  expect(formatDuration(900_000)).toBe('15 min')
  expect(formatWindowLength({ kind: 'rows', rows: 20 })).toBe('20 rows')
})
