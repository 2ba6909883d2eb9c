import { expect, test } from 'vitest'
import type { Multivariate } from '#shared/contract/documents/multivariate.ts'
import { directionOf, jointFindings, jointHeadlineOf } from './joint.ts'

const sides = { reference: 1000, current: 1000 }
const moved: Multivariate = {
  reason: null,
  columns: ['a', 'b'],
  columns_left_out: 0,
  imputed: sides,
  sample: { seed: 0, rows: sides, kernel_rows: sides, classifier_rows: 2000 },
  mmd: { value: 0.02, p_value: 0.005, permutations: 199, sigma: 3 },
  energy: { value: 0.1, p_value: 0.05, permutations: 199, sigma: null },
  reconstruction: {
    value: 1.6,
    baseline: 1,
    lower: 0.9,
    upper: 1.2,
    drifted: true,
    components: 2,
    explained: 0.7,
  },
  correlation: { pairs: 1, changed: 0, greatest: 0.01, largest: [] },
  classifier: {
    auc: 0.7,
    ci: [0.68, 0.72],
    p_value: 1e-9,
    folds: 5,
    weights: [{ column: 'b', level: 1, spread: -0.4, share: 0.8 }],
  },
  warnings: [],
  seconds: 1,
}

test('a test sees a difference below 0.05 and not at it', () => {
  expect(jointFindings(moved)).toEqual([
    { test: 'classifier', differs: true },
    { test: 'mmd', differs: true },
    { test: 'energy', differs: false },
    { test: 'reconstruction', differs: true },
    { test: 'correlation', differs: false },
  ])
})

test('the headline counts the tests and names what tells the sides apart', () => {
  expect(jointHeadlineOf(moved)).toEqual({ kind: 'moved', seen: 3, tests: 5, most: 'b', correlations: false })
})

test('tests that could not be made are not counted as agreeing', () => {
  const document = { ...moved, mmd: null, energy: null, reconstruction: null, classifier: null }
  expect(jointHeadlineOf(document)).toEqual({ kind: 'agree', tests: 1 })
})

test('what was skipped says why', () => {
  expect(jointHeadlineOf({ ...moved, reason: 'fewer than two numeric columns' })).toEqual({
    kind: 'skipped',
    reason: 'fewer than two numeric columns',
  })
})

test('a weight near nothing has no direction', () => {
  expect([0.4, -0.4, 0.01].map(directionOf)).toEqual(['up', 'down', 'still'])
})
