import { expect, test } from 'vitest'
import { createShortcutMatcher, keyCaps, keyOf } from './shortcuts.ts'

const press = (key: string, modifiers: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...modifiers,
})
const matcher = () =>
  createShortcutMatcher(() => [
    ['mod+k', 'palette'],
    ['?', 'help'],
    ['g d', 'drift'],
    ['d', 'theme'],
  ])

test('Control and Command are the same modifier', () => {
  expect(keyOf(press('K', { ctrlKey: true }))).toBe('mod+k')
  expect(keyOf(press('k', { metaKey: true }))).toBe('mod+k')
})

test('characters typed with Alt are no shortcuts', () => {
  expect(keyOf(press('?', { altKey: true }))).toBeNull()
})

test('two keys in a second are a sequence, later they are single keys', () => {
  const match = matcher()
  expect(match(press('g'), false, 0)).toBeUndefined()
  expect(match(press('d'), false, 900)).toBe('drift')
  expect(match(press('g'), false, 2_000)).toBeUndefined()
  expect(match(press('d'), false, 3_500)).toBe('theme')
})

test('in a text field only keys with a modifier count', () => {
  const match = matcher()
  expect(match(press('?'), true, 0)).toBeUndefined()
  expect(match(press('k', { ctrlKey: true }), true, 1)).toBe('palette')
})

test('keys are shown as they are printed on a keyboard', () => {
  expect(keyCaps('mod+k', false)).toEqual(['Ctrl', 'K'])
  expect(keyCaps('mod+k', true)).toEqual(['⌘', 'K'])
  expect(keyCaps('g d', false)).toEqual(['G', 'D'])
  expect(keyCaps('ArrowUp', false)).toEqual(['↑'])
})

test('undo in a text field is that of the text', () => {
  const match = createShortcutMatcher(() => [['mod+z', 'undo']])
  expect(match(press('z', { ctrlKey: true }), true, 0)).toBeUndefined()
  expect(match(press('z', { ctrlKey: true }), false, 1)).toBe('undo')
})
