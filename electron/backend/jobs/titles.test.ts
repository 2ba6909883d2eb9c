import { expect, it } from 'vitest'
import { createFileGrants } from '../files/grants.ts'
import { jobTitle } from './titles.ts'

const grants = createFileGrants()

it.each([
  ['models.examine', { model: 'payments', column: 'amount' }, 'payments: amount'],
  [
    'models.count_segment',
    { model: 'payments', segment: { column: 'plan', value: 'free' } },
    'payments: free',
  ],
  ['performance.run', { source: { kind: 'stored', model: 'risk' } }, 'risk'],
  ['scenarios.run', { name: 'sentinel' }, 'Incident sentinel'],
  ['workspace.verify', {}, 'Verification of the workspace'],
  ['skew.run', {}, 'Computation'],
] as const)('calls %s what it is about', (operation, params, title) => {
  expect(jobTitle(operation, params, grants)).toBe(title)
})
