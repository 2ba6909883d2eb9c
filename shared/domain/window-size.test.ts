import { expect, it } from 'vitest'
import { formatWindowSize, parseWindowSize, windowEdges } from './window-size.ts'

const edges = (size: string, first: string, last: string): string[] => {
  const parsed = parseWindowSize(size)
  if (parsed.kind === 'rows') throw new Error('no time')
  return [...windowEdges(parsed, Date.parse(first), Date.parse(last))].map((at) => new Date(at).toISOString())
}

it.each(['1h', '1d', '1w', '1mo', '5000r', '6h'])('reads and writes %s', (text) => {
  expect(formatWindowSize(parseWindowSize(text))).toBe(text)
})

it.each(['', '0d', '1y', 'd', '-1h', '1.5d', '5000'])('refuses "%s"', (text) => {
  expect(() => parseWindowSize(text)).toThrow('is no window')
})

it('cuts months where the calendar does', () => {
  expect(edges('1mo', '2022-01-15T12:00:00Z', '2022-03-01T00:00:00Z')).toEqual([
    '2022-01-01T00:00:00.000Z',
    '2022-02-01T00:00:00.000Z',
    '2022-03-01T00:00:00.000Z',
    '2022-04-01T00:00:00.000Z',
  ])
})

it('begins weeks on Monday and days at midnight, before 1970 too', () => {
  expect(edges('1w', '2022-01-05T12:00:00Z', '2022-01-05T13:00:00Z')[0]).toBe('2022-01-03T00:00:00.000Z')
  expect(edges('1d', '1969-12-31T12:00:00Z', '1969-12-31T13:00:00Z')).toEqual([
    '1969-12-31T00:00:00.000Z',
    '1970-01-01T00:00:00.000Z',
  ])
})

it('refuses windows without number', () => {
  expect(() => edges('1h', '1900-01-01T00:00:00Z', '2022-01-01T00:00:00Z')).toThrow('more than 100000')
})
