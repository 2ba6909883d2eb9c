import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Desk, openDesk } from '../../../drift/testing/desk.ts'
import { coin } from '../testing/feeds.ts'

const policy = (by: string) => `any:
  - {metric: accuracy, below: 0.8, window: 150 rows, min_labelled: 40}
cooldown: 200 ms
half_open: {share: 0.5, min_labelled: 20, close_above: 0.6}
fallback: rules
max_label_silence: 2 d
${by}`
/** Rows of a batch, a millisecond apart. */
const ROWS = 240

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const importText = async (model: string, header: string, lines: readonly string[]) => {
  const token = await desk.grant('rows.csv', [header, ...lines, ''].join('\n'))
  const roles = header.includes('prediction,')
    ? ({ prediction: 'prediction', city: 'segment' } as const)
    : ({ label: 'label' } as const)
  await desk.client.job('log.import', { files: [token], mapping: { model, roles } }).result
}

/** Rows as they are served now, their labels in files that come after them, some of them a batch late. */
async function feed(model: string, batches: number, toss: () => number): Promise<void> {
  let waiting: string[] = []
  for (let batch = 0; batch < batches; batch++) {
    await wait(ROWS + 20)
    const now = Date.now() - ROWS
    const labels: string[] = []
    const rows = Array.from({ length: ROWS }, (_, row) => {
      const id = `p${batch}-${row}`
      const isRight = toss() < (batch % 3 === 1 ? 0.4 : 0.98)
      labels.push(`${id},${isRight ? 1 : 0}`)
      return `${new Date(now + row).toISOString()},${id},1,${row % 2 === 0 ? 'Pune' : 'Delhi'}`
    })
    await importText(model, 'timestamp,prediction_id,prediction,city', rows)
    const late = labels.filter((_, row) => row % 5 === 0)
    const due = [...waiting, ...labels.filter((_, row) => row % 5 !== 0)]
    await importText(model, 'prediction_id,label', due)
    waiting = late
  }
}

test.each([
  ['one breaker', ''],
  ['a breaker for each city', 'by: city\n'],
])('labels in later files move %s live when they come, and replay sees them then', async (_, by) => {
  const text = policy(by)
  const model = 'late'
  const first = new Date(Date.now() - 5).toISOString()
  await importText(model, 'timestamp,prediction_id,prediction,city', [`${first},first,1,Pune`])
  await desk.client.command('breakers.arm', { model, text })
  await feed(model, 5, coin(7))
  const { transitions } = await desk.client.query('breakers.get', { model })
  const live = transitions.toReversed().map(({ at, row, to }) => ({ at, row, to }))
  const { replays } = await desk.client.query('breakers.whatIf', { model, policies: [{ name: 'p', text }] })
  const replayed = replays[0].document.transitions.map(({ at, row, to }) => ({ at, row, to }))
  expect(live.map(({ to }) => to)).toContain('OPEN')
  if (by === '') expect(replayed.slice(0, live.length)).toEqual(live)
  // The history of a model with many breakers tells how the worst of them stands.
  else expect(new Set(replayed.map(({ at }) => at))).toEqual(new Set(live.map(({ at }) => at)))
})
