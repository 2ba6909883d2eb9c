import { expect, test } from 'vitest'
import { binRows } from './bins.ts'

// Worked by hand: p = (10.5, 30.5) / 41, q = (20.5, 20.5) / 41.
const psi = {
  value: 0.2600689,
  ci: null,
  expected: 0.05,
  binning: 'categories',
  zero_rule: 'half-count',
  bins: [
    { label: 'a', lower: null, upper: null, reference: 10, current: 20 },
    { label: 'b', lower: null, upper: null, reference: 30, current: 20 },
  ],
}

test('each bin adds (q − p) ln(q / p) after half a row was added to every bin', () => {
  const [a, b] = binRows(psi)
  expect(a?.contribution).toBeCloseTo((10 / 41) * Math.log(20.5 / 10.5), 12)
  expect(b?.contribution).toBeCloseTo((-10 / 41) * Math.log(20.5 / 30.5), 12)
})

test('shares are of the rows as they were counted', () => {
  expect(binRows(psi).map((row) => [row.referenceShare, row.currentShare])).toEqual([
    [0.25, 0.5],
    [0.75, 0.5],
  ])
})

test('under a zero rule that is not known nothing is claimed', () => {
  expect(binRows({ ...psi, zero_rule: 'other' }).map((row) => row.contribution)).toEqual([null, null])
})
