import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Desk, openDesk } from '../../drift/testing/desk.ts'
import { coin } from '../breakers/testing/feeds.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const START = Date.UTC(2026, 0, 1)
const FEATURES = ['age', 'income', 'rooms', 'distance', 'visits']
const ROWS = 6_000
const timeOf = (row: number) => new Date(START + row * 600_000).toISOString()

/** Rows ten minutes apart; from the middle on the features that are named move. */
async function importModel(model: string, moved: readonly string[], change: { missing?: string } = {}) {
  const toss = coin(7)
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const late = row >= ROWS / 2
    const values = FEATURES.map((name) => {
      if (late && name === change.missing && toss() < 0.3) return ''
      return (toss() + toss() + (late && moved.includes(name) ? 0.8 : 0)).toFixed(4)
    })
    const score = 0.1 + 0.8 * toss()
    const label = toss() < score ? 1 : 0
    return [timeOf(row), `p${row}`, ...values, score.toFixed(4), label].join(',')
  })
  const header = ['timestamp', 'prediction_id', ...FEATURES, 'score', 'label'].join(',')
  const token = await desk.grant('rows.csv', [header, ...rows, ''].join('\n'))
  const roles = {
    score: 'score',
    label: 'label',
    ...Object.fromEntries(FEATURES.map((name) => [name, 'feature'])),
  }
  await desk.client.job('log.import', { files: [token], mapping: { model, roles } as never }).result
  const window = { kind: 'time', start: null, end: timeOf(ROWS / 2) } as const
  await desk.client.job('models.use_rows', { model, window }).result
}
const plan = (model: string) => desk.client.job('responses.plan', { model }).result

test('a model most of whose features moved is to be retrained in full, and a person decides', async () => {
  await importModel('prices', FEATURES)
  const proposal = await plan('prices')
  expect(proposal).toMatchObject({ action: 'retrain_full', blocked: false, dry_run: true, decision: null })
  expect(proposal.evidence.high.toSorted()).toEqual(FEATURES.toSorted())
  expect(proposal.ruled_out[0]?.why).toContain('the inputs changed')
  expect(await plan('prices')).toEqual(proposal)
  const { response } = proposal
  const word = { response, by: 'Asha', reason: 'the market moved' }
  const accepted = await desk.client.command('responses.decide', { ...word, decision: 'accepted' })
  const { at, due_at } = accepted.decision ?? { at: '', due_at: null }
  expect(Date.parse(due_at ?? '') - Date.parse(at)).toBe(86_400_000)
  expect((await plan('prices')).decision?.decision).toBe('accepted')
  const { entries } = await desk.client.query('audit.list', { offset: 0, limit: 2 })
  expect(entries.map(({ action, detail }) => [action, detail.due_at])).toEqual([
    ['response.accepted', due_at],
    ['response.proposed', undefined],
  ])
}, 120_000)

test('retraining waits where a feature lost its values, and nothing is asked of a model that is well', async () => {
  await importModel('broken', ['age'], { missing: 'age' })
  const held = await plan('broken')
  expect(held).toMatchObject({ action: 'retrain_incremental', blocked: true })
  expect(held.evidence.corrupt[0]).toMatch(/^age: 3\d(\.\d)?% missing|^age: 2\d(\.\d)?% missing/)
  await importModel('well', [])
  expect((await plan('well')).action).toBe('none')
  await expect(plan('nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const gone = { response: 'none', decision: 'accepted', by: 'Asha', reason: 'none' } as const
  await expect(desk.client.command('responses.decide', gone)).rejects.toMatchObject({ code: 'NOT_FOUND' })
}, 120_000)
