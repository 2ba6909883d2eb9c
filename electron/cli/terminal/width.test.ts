import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayWidth, fitWidth, safeText } from './width.ts'

it.each([
  ['amount', 6],
  ['金額', 4],
  ['🚀', 2],
  ['👩‍🔬', 2],
  ['e\u0301', 1],
  ['\u001B[31mred\u001B[39m', 3],
])('%s takes %d cells', (text, width) => {
  expect(displayWidth(text)).toBe(width)
})

describe('fitWidth', () => {
  it('shortens with an ellipsis and never cuts a wide letter in two', () => {
    expect([fitWidth('account_age', 8), fitWidth('金額金額', 6), fitWidth('short', 5)]).toEqual([
      'account…',
      '金額…',
      'short',
    ])
  })

  it('never takes more than the width it was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, width) => {
        expect(displayWidth(fitWidth(text, width))).toBeLessThanOrEqual(width)
      }),
    )
  })
})

it('shows escape sequences and turns of direction instead of obeying them', () => {
  expect(safeText('a\u001B[2Jb\u202Ec\nd')).toBe('a\uFFFD[2Jb\uFFFDc\uFFFDd')
})
