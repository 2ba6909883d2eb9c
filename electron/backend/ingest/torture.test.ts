import { expect, test } from 'vitest'
import { createRandom } from '#shared/stats/random.ts'
import { TORTURE_KINDS, type TortureKind, torture } from './testing/torture.ts'

const INSTANTS = 21

test('work that is killed at any instant leaves the old state or the new one, and can be repeated', {
  timeout: 300_000,
}, async () => {
  const kinds = new Set<TortureKind>()
  let rounds = 0
  for await (const { kind, faults } of torture(INSTANTS, createRandom(20_261_120))) {
    rounds += 1
    kinds.add(kind)
    expect(faults, kind).toEqual([])
  }
  expect(rounds).toBe(INSTANTS)
  expect([...kinds]).toEqual([...TORTURE_KINDS])
})
