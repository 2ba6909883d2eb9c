import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RunId } from '#shared/domain/ids.ts'
import { DEFAULT_FILTER, formatRoute, parseRoute, type Route, SORT_KEYS, TIME_ORDERS } from './routes.ts'

const run = 'r1' as RunId

test('no hash is the start', () => {
  expect(parseRoute('')).toEqual({ view: 'start' })
  expect(parseRoute('#/')).toEqual({ view: 'start' })
})

test('a view of a run keeps its sorting, filters and selection in the link', () => {
  const route: Route = {
    view: 'drift',
    run,
    filter: {
      sort: 'psi',
      descending: false,
      verdicts: ['moderate', 'high'],
      kinds: ['numeric'],
      text: 'a&b=1',
      selected: 'alter/ä 😀',
    },
  }
  expect(formatRoute(route)).toBe(
    '#/runs/r1/drift?sort=psi&order=ascending&verdict=moderate&verdict=high&kind=numeric' +
      '&text=a%26b%3D1&selected=alter%2F%C3%A4+%F0%9F%98%80',
  )
  expect(parseRoute(formatRoute(route))).toEqual(route)
})

test('any column name survives the link', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (column) => {
      const name = column.toWellFormed()
      expect(parseRoute(formatRoute({ view: 'column', run, column: name }))).toEqual({
        view: 'column',
        run,
        column: name,
      })
    }),
  )
})

test('any filter survives the link', () => {
  fc.assert(
    fc.property(
      fc.record({
        sort: fc.constantFrom(...SORT_KEYS),
        descending: fc.boolean(),
        verdicts: fc.subarray(['none', 'low', 'moderate', 'high', 'insufficient'] as const),
        kinds: fc.subarray(['numeric', 'categorical', 'boolean', 'datetime', 'text'] as const),
        text: fc.string(),
        selected: fc.option(fc.string()),
      }),
      (filter) => {
        expect(parseRoute(formatRoute({ view: 'drift', run, filter }))).toEqual({
          view: 'drift',
          run,
          filter,
        })
      },
    ),
  )
})

test('a broken link is a route of its own and never throws', () => {
  for (const hash of [
    '#/runs',
    '#/runs/r1',
    '#/runs/r1/nothing',
    '#/constructor',
    '#/runs/%E0%A4%A/drift/x',
  ]) {
    expect(parseRoute(hash)).toEqual({ view: 'unknown', hash })
  }
})

test('a page that is none is the first', () => {
  expect(parseRoute('#/runs/r1/quality?page=-3')).toEqual({
    view: 'quality',
    run,
    page: 1,
    severities: [],
  })
})

test('a cell of the view over time survives the link', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...TIME_ORDERS),
      fc.option(fc.string({ unit: 'grapheme' })),
      fc.option(fc.constant('2026-03-10T14:00:00.000Z')),
      (order, column, at) => {
        const route: Route = { view: 'time', run, order, column: column?.toWellFormed() ?? null, at }
        expect(parseRoute(formatRoute(route))).toEqual(route)
      },
    ),
  )
})

test('the audit of a column hangs under its column', () => {
  const route: Route = { view: 'audit', run, column: 'a/b' }
  expect(formatRoute(route)).toBe('#/runs/r1/columns/a%2Fb/audit')
  expect(parseRoute(formatRoute(route))).toEqual(route)
})

test('the severities that are shown are part of the link', () => {
  const route: Route = { view: 'quality', run, page: 2, severities: ['low', 'high'] }
  expect(formatRoute(route)).toBe('#/runs/r1/quality?page=2&severity=low&severity=high')
  expect(parseRoute(formatRoute(route))).toEqual(route)
})

test('the plain table has a plain link', () => {
  expect(formatRoute({ view: 'drift', run, filter: DEFAULT_FILTER })).toBe('#/runs/r1/drift')
})
