import { afterEach, beforeEach, expect, test } from 'vitest'
import { loopLog } from '#shared/stats/loop/testing/generate-log.ts'
import { type Desk, openDesk } from '../../../drift/testing/desk.ts'

const POLICY = `any:
  - {metric: loop_verdict, at_least: likely}
cooldown: 15 min
half_open: {share: 0.5, min_labelled: 50}
fallback: rules
`
const HEADER = 'ts,prediction_id,score,served_by,label'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const importRows = async (rows: readonly string[]) => {
  const token = await desk.grant('rows.csv', [HEADER, ...rows, ''].join('\n'))
  await desk.client.job('log.import', { files: [token], mapping: { model: 'loop', roles: {} } }).result
}
const moves = async () => {
  const { transitions } = await desk.client.query('breakers.get', { model: 'loop' })
  return transitions.toReversed().map(({ at, row, from, to, cause }) => ({ at, row, from, to, cause }))
}

test('a loop test trips the breaker that watches for it, and replay trips where it did', async () => {
  const loop = loopLog({ seed: 1, rows: 40_000, arm: 0.1 })
  const rows = Array.from({ length: loop.rows }, (_, row) =>
    [
      new Date(loop.times?.[row] ?? 0).toISOString(),
      `p${row}`,
      loop.score?.[row].toFixed(5),
      loop.servedBy?.codes[row] === 0 ? 'ai' : 'random',
      loop.label?.[row].toFixed(5),
    ].join(','),
  )
  await importRows(rows.slice(0, 10))
  const untested = await desk.client.query('breakers.whatIf', {
    model: 'loop',
    policies: [{ name: 'p', text: POLICY }],
  })
  const { findings } = await desk.client.query('breakers.check', { text: POLICY, facts: untested.facts })
  expect(findings).toMatchObject([{ code: 'dead_condition', where: 'any.0' }])

  await desk.client.command('breakers.arm', { model: 'loop', text: POLICY })
  await importRows(rows.slice(10, 35_000))
  expect(await moves()).toEqual([])
  const { verdict } = await desk.client.job('feedback.run', { source: { kind: 'model', model: 'loop' } })
    .result
  expect(verdict).toBe('likely')
  const tripped = await moves()
  expect(tripped).toMatchObject([{ row: 34_999, from: 'CLOSED', to: 'OPEN' }])
  expect(tripped[0].at).toBe(new Date((loop.times?.[34_999] ?? 0) + 1).toISOString())

  // What tripped it does not trip it again; a new test would.
  await importRows(rows.slice(35_000))
  const live = await moves()
  expect(live.map(({ to }) => to)).toEqual(['OPEN', 'HALF_OPEN', 'CLOSED'])
  const { replays, facts } = await desk.client.query('breakers.whatIf', {
    model: 'loop',
    policies: [{ name: 'p', text: POLICY }],
  })
  const replayed = replays[0].document.transitions
  expect(replayed.map(({ to }) => to)).toEqual(live.map(({ to }) => to))
  // Live probes are the rows that the model served; replay asks what an even share of them would have shown.
  expect(replayed.slice(0, 2)).toEqual(live.slice(0, 2))
  expect(facts.loop_tests).toBe(1)
})
