import { describe, expect, it } from 'vitest'
import { measureNumericColumn } from '../stats/drift/column.ts'
import { createRandom, type RandomSource, randomNormal } from '../stats/random.ts'
import { createSortScratch } from '../stats/sorting/float64.ts'
import { judgeRun } from './severity.ts'

const COLUMNS = 30
const MOST_ROWS = 10_000
/** For a machine that does much else; alone the longest takes some seconds. */
const SLOW = 300_000

// Used again for every column: what is kept of a column are its measures.
const scratch = createSortScratch()
const reference = new Float64Array(MOST_ROWS)
const current = new Float64Array(MOST_ROWS)

function draw(random: RandomSource, into: Float64Array, mean: number) {
  for (let i = 0; i < into.length; i++) into[i] = mean + randomNormal(random)
  return { values: into, missing: 0 }
}

/** A column with the measures that the policy default looks at. */
function column(random: RandomSource, name: string, n: number, shift: number) {
  const before = draw(random, reference.subarray(0, n), 0)
  const after = draw(random, current.subarray(0, n), shift)
  return { name, measures: measureNumericColumn(before, after, { only: 'psi', scratch }) }
}

function isDrift(verdict: string): boolean {
  return verdict === 'moderate' || verdict === 'high'
}

/**
 * Seeded runs of 30 normal columns. The whole of 1,000 runs each, which takes two minutes, gave 4.9% at 200 rows,
 * 4.8% at 1,000 and 0 of 300 at 10,000.
 */
describe('the policy default under no change: runs with any moderate or high verdict', () => {
  it.each([
    { n: 200, runs: 1000 },
    { n: 1000, runs: 60 },
    { n: MOST_ROWS, runs: 5 },
  ])('are at most 5% of $runs runs at $n rows a side', { timeout: SLOW }, ({ n, runs }) => {
    const random = createRandom(n)
    let alarms = 0
    for (let run = 0; run < runs; run++) {
      const columns = Array.from({ length: COLUMNS }, (_, i) => column(random, `c${i}`, n, 0))
      if (isDrift(judgeRun(columns).summary.verdict)) alarms++
    }
    expect(alarms / runs).toBeLessThanOrEqual(0.05)
  })
})

describe('the policy default under a shift of half a standard deviation', () => {
  it('finds the shifted column among 30 in at least 95% of 100 runs at 1,000 rows a side', {
    timeout: SLOW,
  }, () => {
    const random = createRandom(77)
    const quiet = Array.from({ length: COLUMNS - 1 }, (_, i) => column(random, `c${i}`, 1000, 0))
    let found = 0
    for (let run = 0; run < 100; run++) {
      const judged = judgeRun([column(random, 'shifted', 1000, 0.5), ...quiet])
      if (isDrift(judged.columns[0].verdict)) found++
    }
    expect(found).toBeGreaterThanOrEqual(95)
  })
})
