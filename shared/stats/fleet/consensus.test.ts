import { describe, expect, test } from 'vitest'
import { createRandom, type RandomSource } from '../random.ts'
import { findDissent } from './consensus.ts'

const SERVERS = 8

/** Decisions that go round the servers; `share` says how often a server says yes at a row. */
function decisions(random: RandomSource, rows: number, share: (server: number, row: number) => number) {
  const replica = Int32Array.from({ length: rows }, (_, row) => row % SERVERS)
  const decided = Float64Array.from(replica, (server, row) => (random.uniform() < share(server, row) ? 1 : 0))
  return { replica, decided }
}

describe('replicas that dissent', () => {
  test('the one that says yes to everything is found within some thirty of its decisions', () => {
    const { replica, decided } = decisions(createRandom(1), 4_000, (server, row) =>
      server === 7 && row >= 2_000 ? 1 : 0.5,
    )
    const found = findDissent(replica, decided, SERVERS)
    expect(found.map((one) => one.replica)).toEqual([7])
    expect(found[0].row).toBeGreaterThan(2_000)
    expect(found[0].row).toBeLessThan(2_000 + 32 * SERVERS)
    expect(found[0].pValue).toBeLessThan(0.01)
  })

  test('what moves all replicas is no dissent', () => {
    const { replica, decided } = decisions(createRandom(2), 8_000, (_, row) => (row < 4_000 ? 0.5 : 0.95))
    expect(findDissent(replica, decided, SERVERS)).toEqual([])
  })

  test('one that refuses everything is found as well', () => {
    const { replica, decided } = decisions(createRandom(3), 4_000, (server) => (server === 2 ? 0.02 : 0.6))
    expect(findDissent(replica, decided, SERVERS).map((one) => one.replica)).toEqual([2])
  })

  test('of 300 quiet logs no more than five seem to have a dissenter at level 1%', () => {
    const random = createRandom(4)
    let alarms = 0
    for (let log = 0; log < 300; log++) {
      const { replica, decided } = decisions(random, 2_000, () => 0.3)
      if (findDissent(replica, decided, SERVERS).length > 0) alarms += 1
    }
    expect(alarms).toBeLessThanOrEqual(5)
  })

  test('two replicas cannot tell which of them dissents', () => {
    expect(findDissent([0, 1, 0, 1], [1, 0, 1, 0], 2)).toEqual([])
  })
})
