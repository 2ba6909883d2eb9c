import { expect, test } from 'vitest'
import type { ColumnGuess, Inspection } from '#shared/contract/sources.ts'
import type { Role } from '#shared/domain/columns.ts'
import type { FileToken } from '#shared/domain/ids.ts'
import {
  assignDropped,
  comparisonOf,
  EMPTY_PREPARATION,
  mappedColumns,
  orderedByTime,
  type Preparation,
  readyFile,
  type SideName,
  timeWithin,
  withFiles,
  withLook,
} from './preparation.ts'

const file = (name: string, id = 1) => readyFile(id, { token: `token-${name}` as FileToken, name, bytes: 10 })
const guess = (name: string, role: Role = 'feature'): ColumnGuess => ({
  name,
  storage: 'number',
  kind: 'numeric',
  role,
  confidence: 0.8,
  because: 'Nothing says that it is anything else',
  samples: [],
  distinct: null,
  missing: null,
})
const inspection = (columns: ColumnGuess[], start: string | null = null): Inspection => ({
  files: [],
  columns,
  rows_sampled: 10,
  time_range: start === null ? null : [start, '2026-12-01T00:00:00Z'],
  task: null,
  notes: [],
})
function known(preparation: Preparation, side: SideName, name: string, looked: Inspection): Preparation {
  return withLook(withFiles(preparation, side, [file(name)]), side, { kind: 'known', inspection: looked })
}
const pair = (reference: Inspection, current: Inspection) =>
  known(known(EMPTY_PREPARATION, 'reference', 'a.csv', reference), 'current', 'b.csv', current)
const names = ({ reference, current }: Preparation) => [
  reference.files.map(({ name }) => name),
  current.files.map(({ name }) => name),
]

test('two files that are dropped together fill both sides by name', () => {
  const { preparation } = assignDropped(EMPTY_PREPARATION, [file('log-10.csv'), file('log-2.csv')])
  expect(names(preparation)).toEqual([['log-2.csv'], ['log-10.csv']])
})

test('one file goes to the side that is empty', () => {
  const first = assignDropped(EMPTY_PREPARATION, [file('a.csv')]).preparation
  expect(names(assignDropped(first, [file('b.csv', 2)]).preparation)).toEqual([['a.csv'], ['b.csv']])
})

test('three files are one log', () => {
  const { preparation } = assignDropped(EMPTY_PREPARATION, [
    file('a.csv'),
    file('b.csv', 2),
    file('c.csv', 3),
  ])
  expect(names(preparation)).toEqual([['a.csv', 'b.csv', 'c.csv'], []])
})

test('sides filled by one drop are put in the order of their first timestamps, once', () => {
  const dropped = { ...pair(inspection([], '2026-02-01T00:00:00Z'), inspection([], '2026-01-01T00:00:00Z')) }
  const ordered = orderedByTime({ ...dropped, orderByTime: true })
  expect(names(ordered)).toEqual([['b.csv'], ['a.csv']])
  expect(orderedByTime(ordered)).toBe(ordered)
})

test('sides that a person filled keep their order', () => {
  const chosen = pair(inspection([], '2026-02-01T00:00:00Z'), inspection([], '2026-01-01T00:00:00Z'))
  expect(orderedByTime(chosen)).toBe(chosen)
})

test('columns of the current side alone come last and are marked', () => {
  const columns = mappedColumns(
    pair(inspection([guess('x'), guess('y')]), inspection([guess('z'), guess('x')])),
  )
  expect(columns.map(({ name, only }) => [name, only])).toEqual([
    ['x', null],
    ['y', 'reference'],
    ['z', 'current'],
  ])
})

test('while one side is still looked at no column is said to be on one side only', () => {
  const half = known(EMPTY_PREPARATION, 'reference', 'a.csv', inspection([guess('x')]))
  expect(mappedColumns(half).map(({ only }) => only)).toEqual([null])
})

test('a column named like a property of objects has the role that was guessed', () => {
  const columns = mappedColumns(pair(inspection([guess('constructor')]), inspection([guess('constructor')])))
  expect(columns.map(({ role, chosen }) => [role, chosen])).toEqual([['feature', false]])
})

test('roles are sent where they were chosen or where the sides were guessed differently', () => {
  const preparation = {
    ...pair(
      inspection([guess('x'), guess('y'), guess('z', 'segment')]),
      inspection([guess('x'), guess('y'), guess('z', 'feature')]),
    ),
    roles: { y: 'ignore' as const },
  }
  expect(comparisonOf(preparation)).toEqual({
    source: { kind: 'pair', reference: ['token-a.csv'], current: ['token-b.csv'] },
    mapping: { roles: { y: 'ignore', z: 'segment' } },
    policy: 'default',
  })
})

test('one log is cut at the chosen time', () => {
  const preparation: Preparation = {
    ...known(EMPTY_PREPARATION, 'reference', 'a.csv', inspection([guess('x')])),
    mode: 'split',
    cut: { kind: 'time', time: '2026-03-15T14:00Z' },
  }
  expect(comparisonOf(preparation)).toMatchObject({
    source: { kind: 'split', files: ['token-a.csv'], at: { time: '2026-03-15T14:00:00.000Z' } },
  })
})

test('what is missing is named', () => {
  expect(comparisonOf(EMPTY_PREPARATION)).toEqual({ missing: 'files' })
  const looking = withFiles(withFiles(EMPTY_PREPARATION, 'reference', [file('a')]), 'current', [file('b', 2)])
  expect(comparisonOf(looking)).toEqual({ missing: 'looking' })
  const split: Preparation = {
    ...known(EMPTY_PREPARATION, 'reference', 'a.csv', inspection([])),
    mode: 'split',
    cut: { kind: 'time', time: '' },
  }
  expect(comparisonOf(split)).toEqual({ missing: 'time' })
})

test('a point within a time range is on the minute', () => {
  expect(timeWithin(['2026-01-01T00:00:00Z', '2026-01-01T00:10:30Z'], 0.5)).toBe('2026-01-01T00:05:00.000Z')
})
