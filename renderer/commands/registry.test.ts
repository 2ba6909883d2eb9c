import { expect, test } from 'vitest'
import type { Level } from '../app/view.ts'
import { VIEWS } from '../app/views.ts'
import { viewOf } from '../stores/routes.ts'
import { standings } from './destinations.ts'
import { COMMANDS } from './registry.ts'
import { COMMON_ACTIONS } from './view-actions.ts'

const keysIn = (level: Level) => standings(level).flatMap(({ standing }) => standing.keys ?? [])
const windowKeys = COMMANDS.filter(({ group }) => group === 'window').flatMap(({ keys }) => keys ?? [])

test('every command has a name of its own', () => {
  const ids = COMMANDS.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test.each(['model', 'run'] as const)('no two keys mean the same while a %s is looked at', (level) => {
  const keys = [
    ...windowKeys,
    ...keysIn('workspace'),
    ...keysIn(level),
    ...COMMON_ACTIONS.map(({ keys }) => keys),
  ]
  expect(keys.filter((one, index) => keys.indexOf(one) !== index)).toEqual([])
})

test('no key of one view hides a key of the window', () => {
  const taken = [...windowKeys, ...standings().flatMap(({ standing }) => standing.keys ?? [])]
  const clashes = VIEWS.flatMap((view) =>
    (view.actions ?? []).filter(({ keys }) => keys !== undefined && taken.includes(keys)),
  )
  expect(clashes).toEqual([])
})

test('no single key is also the first of a sequence', () => {
  const all = COMMANDS.flatMap(({ keys }) => keys ?? [])
  const firsts = all.filter((keys) => keys.includes(' ')).map((keys) => keys.split(' ')[0])
  expect(all.filter((keys) => firsts.includes(keys))).toEqual([])
})

test('a view that belongs to another one names one of the navigation', () => {
  for (const { under } of VIEWS) {
    if (under !== undefined) expect(viewOf(under)?.navigation).toBeDefined()
  }
})
