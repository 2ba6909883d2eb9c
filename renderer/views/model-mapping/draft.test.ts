import { expect, test } from 'vitest'
import { columnsOf, draftOf, type MappingDraft, mappingOf, sameDraft } from './draft.ts'

const empty: MappingDraft = { roles: {}, task: null, positive: '', timezone: null }

test('nothing chosen is nothing saved', () => {
  expect(draftOf(null)).toEqual(empty)
  expect(mappingOf(empty)).toEqual({ roles: {} })
})

test('what was chosen comes back', () => {
  const chosen = { roles: { y: 'label' }, task: 'binary', positive: 1, timezone: 'Asia/Kolkata' } as const
  expect(mappingOf(draftOf({ ...chosen, roles: { ...chosen.roles } }))).toEqual(chosen)
})

test.each([
  ['1', 1],
  ['0.5', 0.5],
  ['true', true],
  ['yes', 'yes'],
  ['007', '007'],
  [' fraud ', 'fraud'],
])('the positive class %j is %j', (typed, value) => {
  expect(mappingOf({ ...empty, positive: typed }).positive).toBe(value)
})

test('drafts are the same whatever the order of their columns', () => {
  const a: MappingDraft = { ...empty, roles: { x: 'feature', y: 'label' } }
  const b: MappingDraft = { ...empty, roles: { y: 'label', x: 'feature' } }
  expect(sameDraft(a, b)).toBe(true)
  expect(sameDraft(a, { ...b, task: 'ranking' })).toBe(false)
  expect(sameDraft(a, { ...b, roles: { y: 'label' } })).toBe(false)
})

test('a column has the role of the newest log that has it', () => {
  const saved = { model: 'm', chosen: null, last: null, saved_at: null, columns: ['x', 'y', 'z'] }
  const logs = [{ roles: { y: 'label' } }, { roles: { x: 'feature', y: 'ignore' } }] as const
  expect(columnsOf(saved, logs)).toEqual([
    { name: 'x', last: 'feature' },
    { name: 'y', last: 'label' },
    { name: 'z', last: null },
  ])
})
