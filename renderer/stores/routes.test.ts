import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RunId } from '#shared/domain/ids.ts'
import { VIEWS } from '../app/views.ts'
import { DEFAULT_FILTER, SORT_KEYS } from '../views/drift/filter.ts'
import { TIME_ORDERS } from '../views/time/order-names.ts'
import { type AnyView, formatRoute, parseRoute, type Route } from './routes.ts'

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

/** A search that answers whatever it is asked for with the next of the values. */
class Answering extends URLSearchParams {
  readonly #values: readonly string[]
  #asked = 0
  constructor(values: readonly string[]) {
    super()
    this.#values = values
  }
  override get(): string | null {
    this.#asked += 1
    return this.#values[this.#asked % this.#values.length] ?? null
  }
  override getAll(): string[] {
    return [...this.#values]
  }
}

/** Words that views look for in their search, besides anything else. */
const WORDS = [
  ...SORT_KEYS,
  ...TIME_ORDERS,
  'ascending',
  'high',
  'low',
  'insufficient',
  'numeric',
  'text',
  '2',
  '1',
]

test.each(VIEWS.map((view) => [view.name, view] as const))(
  'whatever place a link of %s can name survives its link',
  (_name, view: AnyView) => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).map((value) => value.toWellFormed())
    fc.assert(
      fc.property(
        fc.infiniteStream(text),
        fc.array(fc.oneof(text, fc.constantFrom(...WORDS), fc.date({ noInvalidDate: true }).map(String)), {
          minLength: 1,
          maxLength: 6,
        }),
        (names, search) => {
          const named = view.path
            .split('/')
            .filter((part) => part.startsWith(':'))
            .map((part) => [part.slice(1).replace('?', ''), String(names.next().value)] as const)
          const place = view.parse(Object.fromEntries(named), new Answering(search))
          if (place === null) return
          const route = { view: view.name, ...place } as Route
          expect(parseRoute(formatRoute(route))).toEqual(route)
        },
      ),
    )
  },
)

test('no two views have one name or one path', () => {
  const shapes = VIEWS.map(({ path }) => path.replaceAll(/:[^/]+/g, ':'))
  expect(new Set(shapes).size).toBe(VIEWS.length)
  expect(new Set(VIEWS.map(({ name }) => name)).size).toBe(VIEWS.length)
})
