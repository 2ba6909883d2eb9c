import { expect, test } from 'vitest'
import { createRandom } from '#shared/stats/random.ts'
import { TORTURE_COUNTS, torture } from './testing/torture.ts'

const INSTANTS = 20

test('an import that is killed at any instant leaves the old state or the new one, and can be repeated', {
  timeout: 300_000,
}, async () => {
  let rounds = 0
  for await (const round of torture(INSTANTS, createRandom(20_261_120))) {
    rounds += 1
    expect(round.afterKill.problems).toEqual([])
    expect(round.repeated).toMatchObject({
      rows_read: TORTURE_COUNTS.read,
      rows_rejected: TORTURE_COUNTS.rejected,
    })
    expect(round.repeated.rows_stored + round.repeated.rows_duplicate).toBe(TORTURE_COUNTS.stored)
    expect(round.logs).toBe(1)
    expect(round.afterRepeat.problems).toEqual([])
    expect(round.leftovers).toEqual([])
  }
  expect(rounds).toBe(INSTANTS)
})
