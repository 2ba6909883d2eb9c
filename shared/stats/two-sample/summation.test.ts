import { expect, it } from 'vitest'
import { energyDistance } from './energy.ts'
import { momentsOf } from './moments.ts'
import { wasserstein1 } from './wasserstein.ts'

// Plain loops miss the deviation by 3e-12 and the distance of sides of unequal rows by 1e-12 here.
const ROWS = 2_000_000
const even = Float64Array.from({ length: ROWS }, (_, i) => i / 7)

it('moments of long columns keep 13 digits', () => {
  const moments = momentsOf(even)
  expect((moments?.mean ?? 0) / ((ROWS - 1) / 14)).toBeCloseTo(1, 13)
  expect((moments?.populationDeviation ?? 0) / (Math.sqrt((ROWS * ROWS - 1) / 12) / 7)).toBeCloseTo(1, 13)
})

it('distances of long columns keep 13 digits', () => {
  const shifted = even.map((value) => value + 0.125)
  const halves = Float64Array.from({ length: ROWS / 2 }, (_, i) => (2 * i + 0.5) / 7)
  expect(wasserstein1(even, shifted)).toBeCloseTo(0.125, 13)
  expect(wasserstein1(even, halves)).toBeCloseTo(0.5 / 7, 13)
  // F − G is 1/n on an eighth after each value.
  expect(energyDistance(even, shifted)).toBeCloseTo(Math.sqrt((2 * 0.125) / ROWS), 13)
})
