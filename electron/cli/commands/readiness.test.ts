import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readinessDocument } from '#shared/contract/documents/readiness.ts'
import { runCli } from '../testing/run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'driftdesk-readiness-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const run = (...args: string[]) => runCli(args, { folder })
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content)
  return name
}

const POLICY = `any:
  - {metric: accuracy, below: 0.85, window: 300 rows, min_labelled: 100}
fallback: rules
`
/** Right for 1,000 rows, then wrong; a row each 10 s, each worth 10. */
const rows = Array.from({ length: 2_000 }, (_, row) => {
  const label = row % 2
  const time = new Date(Date.UTC(2026, 2, 1) + row * 10_000).toISOString()
  return [time, `p${row}`, row < 1_000 ? label : 1 - label, 0.9, label, 10].join(',')
})
const log = file(
  'log.csv',
  ['timestamp,prediction_id,prediction,confidence,label,value', ...rows, ''].join('\n'),
)
const roles = { value: 'value', prediction: 'prediction' }
const map = file('map.json', JSON.stringify({ model: 'fraud', roles }))

test('readiness counts what was measured, and unknown as no', async () => {
  await run('import', log, '--map', map, '--workspace', 'space')
  const bare = await run('readiness', '--workspace', 'space', '--model', 'fraud', '--json')
  expect(bare.code).toBe(0)
  const before = readinessDocument.parse(JSON.parse(bare.stdout))
  expect(before).toMatchObject({ schema: 'driftdesk.readiness/1', verdict: 'do_not_deploy', score: 0 })
  expect(before.questions.every(({ settles }) => settles !== null)).toBe(true)

  await run('breaker', 'arm', 'fraud', '--policy', file('p.yaml', POLICY), '--workspace', 'space')
  const armed = await run(
    'readiness',
    '--workspace',
    'space',
    '--model',
    'fraud',
    '--json',
    '--fail-on',
    'improve',
  )
  const after = readinessDocument.parse(JSON.parse(armed.stdout))
  expect(after).toMatchObject({ verdict: 'improve', score: 2 })
  const answers = Object.fromEntries(after.questions.map(({ question, answer }) => [question, answer]))
  expect(answers).toMatchObject({
    blast_radius: 'yes',
    drift_detection_time: 'yes',
    human_override: 'unknown',
  })
  const [, radius, detection] = after.questions
  expect(radius?.evidence).toMatchObject({ rows_per_day: 2_000, money: 20_000, fallback: 'rules' })
  expect(detection?.evidence).toMatchObject({ measured: true })
  expect(armed.code).toBe(1)
}, 120_000)

test('a model that is not there, and one that is not named, are told', async () => {
  const missing = await run('readiness', '--workspace', 'space', '--model', 'nobody')
  expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('There is no model "nobody"')])
  expect((await run('readiness', '--workspace', 'space')).stderr).toContain('--model is missing.')
}, 60_000)
