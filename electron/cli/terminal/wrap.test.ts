import { expect, test } from 'vitest'
import { wrapWords } from './wrap.ts'

test('no line is longer than the terminal, and all have the margin', () => {
  expect(wrapWords('one two three four', 2, 10)).toEqual(['  one two', '  three', '  four'])
})

test('a word that does not fit has a line of its own', () => {
  expect(wrapWords('a /usr/bin/chromium b', 1, 8)).toEqual([' a', ' /usr/bin/chromium', ' b'])
})

test('wide letters count twice', () => {
  expect(wrapWords('日本 語', 0, 5)).toEqual(['日本', '語'])
})
