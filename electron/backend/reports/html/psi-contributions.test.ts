import { expect, it } from 'vitest'
import { psiContributions } from './psi-contributions.ts'

const bins = [
  { label: 'a', lower: null, upper: null, reference: 9.5, current: 19.5 },
  { label: 'b', lower: null, upper: null, reference: 29.5, current: 19.5 },
]
const psi = { ci: null, expected: 0, binning: 'values', zero_rule: 'half-count', bins }

// Shares after half a row more in each bin: 0.25 and 0.75 against 0.5 and 0.5.
const FIRST = 0.25 * Math.log(2)
const SECOND = -0.25 * Math.log(2 / 3)

it('gives each bin its (q−p)·ln(q/p)', () => {
  const parts = psiContributions({ ...psi, value: FIRST + SECOND }) ?? []
  expect(parts[0]).toBeCloseTo(FIRST, 12)
  expect(parts[1]).toBeCloseTo(SECOND, 12)
})

it('shows no parts that do not add up to the stated value', () => {
  expect(psiContributions({ ...psi, value: 0.5 })).toBeNull()
})

it('shows no parts where a bin without rows has none', () => {
  const empty = [...bins, { label: 'c', lower: null, upper: null, reference: 0, current: 5 }]
  expect(psiContributions({ ...psi, bins: empty, value: 0.3, zero_rule: 'none' })).toBeNull()
})

it('shows no parts under a zero rule that it does not know', () => {
  expect(psiContributions({ ...psi, value: FIRST + SECOND, zero_rule: 'half' })).toBeNull()
})
