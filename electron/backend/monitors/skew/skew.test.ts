import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../../drift/testing/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const START = Date.UTC(2026, 0, 1)
const ROWS = 1_000

/** Every fourth count of the first half is one less where the model was served. */
function log(isOnline: boolean): string {
  const lines = Array.from({ length: ROWS }, (_, row) => {
    const count = 10 + (row % 7) - (isOnline && row % 4 === 0 && row < ROWS / 2 ? 1 : 0)
    return `${new Date(START + row * 60_000).toISOString()},p${row},${count},${['x', 'y'][row % 2]}`
  })
  return `timestamp,prediction_id,count,kind\n${(isOnline ? lines : lines.toReversed()).join('\n')}\n`
}

const ROLES = {
  timestamp: 'timestamp',
  prediction_id: 'prediction_id',
  count: 'feature',
  kind: 'feature',
} as const

async function load(model: string, text: string): Promise<void> {
  const files = [await desk.grant(`${model}.csv`, text)]
  await desk.client.job('log.import', { files, mapping: { model, roles: ROLES } }).result
}

describe('what a model is fed against what training reads', () => {
  it('matches predictions in whatever order they come, and tells how many differ and by how much', async () => {
    await load('served', log(true))
    await load('trained', log(false))
    const found = await desk.client.job('skew.run', { online: 'served', offline: 'trained' }).result
    expect(found.rows).toEqual({ online: ROWS, offline: ROWS, matched: ROWS })
    expect(
      found.columns.map(({ name, differ, mean_difference, verdict }) => [
        name,
        differ,
        mean_difference,
        verdict,
      ]),
    ).toEqual([
      ['count', 125, -1, 'high'],
      ['kind', 0, null, 'none'],
    ])
    expect(found.verdict).toBe('high')
  })

  it('looks at a part of the time where it is told to', async () => {
    const window = { start: new Date(START + (ROWS / 2) * 60_000).toISOString(), end: null }
    const found = await desk.client.job('skew.run', { online: 'served', offline: 'trained', window }).result
    expect(found.rows.matched).toBe(ROWS / 2)
    expect(found.verdict).toBe('none')
  })

  it('refuses logs that have no prediction in common', async () => {
    await load('stranger', log(false).replace(/,p(?=\d)/g, ',q'))
    const { result } = desk.client.job('skew.run', { online: 'served', offline: 'stranger' })
    await expect(result).rejects.toMatchObject({ code: 'MAPPING_INVALID' })
  })
})
