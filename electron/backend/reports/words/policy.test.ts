import { expect, it } from 'vitest'
import { SEVERITY_POLICIES } from '#shared/policy/severity-policy.ts'
import { adjustmentWords, policySentences } from './policy.ts'

it('tells the default policy by its own numbers', () => {
  expect(policySentences('default')).toBe(
    'A column needs both a significant test (adjusted p below 0.05) and an effect. ' +
      'Low: PSI of at least 0.05. ' +
      'Moderate: PSI, D, Cramér’s V, or the Wasserstein distance in standard deviations of the baseline ' +
      'of at least 0.1. ' +
      'High: PSI, D, or Cramér’s V of at least 0.2.',
  )
})

it('has words for every policy and none for an unknown one', () => {
  for (const { name } of SEVERITY_POLICIES) expect(policySentences(name)).not.toBe('')
  expect(policySentences('toString')).toBe('')
})

it('names each limit of a policy that has several', () => {
  expect(policySentences('or-rule')).toContain(
    'High: PSI of more than 0.25, or the Jensen–Shannon divergence of more than 0.1, or p below 0.001.',
  )
})

it('does not claim an adjustment that a policy does not make', () => {
  expect(adjustmentWords('psi-only')).toContain('not adjusted')
  expect(adjustmentWords('default')).toContain('Benjamini')
})
