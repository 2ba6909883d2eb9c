import { expect, test } from 'vitest'
import { shorten } from './shorten.ts'

test('a text that fits stays as it is, however many code points a letter has', () => {
  expect(shorten('income', 6)).toBe('income')
  expect(shorten('👩‍👩‍👧👩‍👩‍👧', 2)).toBe('👩‍👩‍👧👩‍👩‍👧')
})

test('no letter is cut in two', () => {
  expect(shorten('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2)).toBe('\u2068👩‍👩‍👧…\u2069')
  expect(shorten('धोखाधड़ी', 3)).toBe('\u2068धोखा…\u2069')
})

test('the ellipsis follows the script of the text', () => {
  expect(shorten('نموذج كشف', 6)).toBe('\u2068نموذج…\u2069')
})
