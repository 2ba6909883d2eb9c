import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandom, randomNormal } from '../random.ts'
import { STRIP_ROWS } from '../simd/layout.ts'
import { addStrips } from './kernel-strips.ts'
import {
  discrepancies,
  emptyKernelSums,
  type KernelPlan,
  type KernelSums,
  type PairKernel,
  planKernelSums,
  sumsOfHeld,
} from './kernel-sums.ts'
import type { Matrix } from './matrix.ts'

function normal(rows: number, columns: number, stream: number): Matrix {
  const random = createRandom(3, stream)
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, () => randomNormal(random)) }
}

const holds = ({ held, labellings }: KernelPlan, labelling: number, row: number): boolean =>
  ((held[Math.floor(row / STRIP_ROWS) * labellings + labelling] >> (row % STRIP_ROWS)) & 1) === 1

/** The sums by their definition. */
function defined(plan: KernelPlan): KernelSums {
  const { pooled, kernel, labellings } = plan
  const { rows, columns, values } = pooled
  const sums = emptyKernelSums(plan)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      let squares = 0
      for (let c = 0; c < columns; c++) squares += (values[i * columns + c] - values[j * columns + c]) ** 2
      const value = kernel.kind === 'rbf' ? Math.exp(-squares / (2 * kernel.sigma ** 2)) : -Math.sqrt(squares)
      sums.rowTotals[i] += value
      for (let l = 0; l < labellings; l++) {
        if (holds(plan, l, i) && holds(plan, l, j)) sums.within[l] += value
      }
    }
  }
  return sums
}

const kernels: fc.Arbitrary<PairKernel> = fc.oneof(
  fc.constant({ kind: 'distance' as const }),
  fc.double({ min: 0.01, max: 100, noNaN: true }).map((sigma) => ({ kind: 'rbf' as const, sigma })),
)

test('sums are those of the definition, wherever the strips are cut', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 30 }),
      kernels,
      fc.nat(20),
      (n, m, columns, permutations, kernel, cut) => {
        const plan = planKernelSums(normal(n, columns, 1), normal(m, columns, 2), kernel, permutations, 1)
        const found = emptyKernelSums(plan)
        const at = Math.min(cut, plan.strips)
        addStrips(plan, at, plan.strips, found)
        addStrips(plan, 0, at, found)
        const expected = defined(plan)
        for (const name of ['within', 'rowTotals'] as const) {
          for (const [i, value] of expected[name].entries()) {
            expect(Math.abs(found[name][i] - value)).toBeLessThanOrEqual(1e-13 * Math.abs(value) + 1e-300)
          }
        }
      },
    ),
    { numRuns: 60 },
  )
})

// Tables of 1 to 7 columns, and more columns than are taken at once.
test.each([0, 3, 12, 30, 90, 200, 600])('%i permutations of 700 rows', (permutations) => {
  const plan = planKernelSums(normal(400, 2, 1), normal(300, 2, 2), { kind: 'distance' }, permutations, 5)
  const found = emptyKernelSums(plan)
  addStrips(plan, 0, plan.strips, found)
  // The first labelling's pairs by the definition, and the last's.
  for (const labelling of [0, permutations]) {
    const one: KernelPlan = {
      ...plan,
      labellings: 1,
      held: plan.held.filter((_, at) => at % plan.labellings === labelling),
    }
    const expected = defined(one).within[0]
    expect(Math.abs(found.within[labelling] / expected - 1)).toBeLessThan(1e-13)
  }
})

test('numbers of the rows that are held are added for each labelling', () => {
  const plan = planKernelSums(normal(13, 1, 1), normal(10, 1, 2), { kind: 'distance' }, 4, 9)
  const ofRow = Float64Array.from({ length: 23 }, (_, row) => 3 ** (row % 7) + row)
  for (const [labelling, sum] of sumsOfHeld(plan, ofRow).entries()) {
    const own = ofRow.filter((_, row) => holds(plan, labelling, row))
    expect(own.length).toBe(13)
    expect(sum).toBe(own.reduce((total, value) => total + value, 0))
  }
})

test('a caller can stop between strips', () => {
  const plan = planKernelSums(normal(50, 1, 1), normal(50, 1, 2), { kind: 'distance' }, 1, 1)
  let strips = 0
  const stop = () => {
    strips += 1
    if (strips === 3) throw new Error('enough')
  }
  expect(() => addStrips(plan, 0, plan.strips, emptyKernelSums(plan), stop)).toThrow('enough')
  expect(strips).toBe(3)
})

test('parts that are added in one order give one answer, bit for bit', () => {
  const plan = planKernelSums(normal(90, 3, 1), normal(70, 3, 2), { kind: 'rbf', sigma: 1 }, 50, 1)
  const once = () => {
    const sums = emptyKernelSums(plan)
    for (const [from, to] of [
      [0, 7],
      [7, 20],
    ]) {
      addStrips(plan, from, to, sums)
    }
    return [...discrepancies(plan, sums, true)]
  }
  expect(once()).toEqual(once())
})
