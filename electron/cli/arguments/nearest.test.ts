import { expect, it } from 'vitest'
import { nearest } from './nearest.ts'

const NAMES = ['reference', 'current', 'report', 'policy', 'psi', 'mmd']

it.each([
  ['refrence', 'reference'],
  ['polciy', 'policy'],
  ['curent', 'current'],
  ['pis', 'psi'],
  ['reports', 'report'],
  ['xyzzy', null],
])('for %s names %s', (name, expected) => {
  expect(nearest(name, NAMES)).toBe(expected)
})
