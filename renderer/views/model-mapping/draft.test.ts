import { expect, test } from 'vitest'
import { draftOf, type MappingDraft, mappingOf, sameDraft } from './draft.ts'

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
