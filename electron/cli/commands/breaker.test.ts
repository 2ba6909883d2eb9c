import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runCli } from '../testing/run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'driftdesk-breaker-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content)
  return name
}
const run = (...args: string[]) => runCli(args, { folder })
const POLICY = `schema: driftdesk.breaker/1
model: fraud
any:
  - {metric: accuracy, below: 0.85, window: 1000 rows, min_labelled: 100}
cooldown: 15 min
half_open: {share: 0.05, min_labelled: 200, close_above: 0.87}
fallback: rules
route: {confidence_below: 0.7, to: human, track: true}
on_no_labels: hold
max_label_silence: 2 d
`
/** Right for 500 rows, then wrong with low confidence; a row each 10 s. */
const rows = Array.from({ length: 1_500 }, (_, row) => {
  const label = row % 2
  const [prediction, confidence] = row < 500 ? [label, 0.9] : [1 - label, 0.6]
  return [
    new Date(Date.UTC(2026, 2, 1) + row * 10_000).toISOString(),
    `p${row}`,
    prediction,
    confidence,
    label,
    10,
  ]
})
const log = file(
  'log.csv',
  ['timestamp,prediction_id,prediction,confidence,label,value', ...rows.map((cells) => cells.join(','))].join(
    '\n',
  ),
)
const map = file(
  'map.json',
  JSON.stringify({ model: 'fraud', roles: { value: 'value', prediction: 'prediction' } }),
)

test('replay prints the document of the reference', async () => {
  const { code, stdout } = await run(
    'breaker',
    'replay',
    '--log',
    log,
    '--policy',
    file('p.yaml', POLICY),
    '--map',
    map,
    '--json',
  )
  expect(code).toBe(0)
  const document = JSON.parse(stdout)
  expect(document).toMatchObject({
    schema: 'driftdesk.breaker_replay/1',
    rows: 1_500,
    trips: 1,
    false_trips: 0,
    good_rows_blocked: 0,
    trips_unjudged: 0,
  })
  expect(document.transitions[0]).toEqual({
    at: '2026-03-01T01:38:00.000Z',
    row: 588,
    from: 'CLOSED',
    to: 'OPEN',
    cause: 'accuracy below 0.85 over 1000 rows: 0.8489',
  })
  // The first wrong row is number 500; the trip comes 88 rows of 10 s later.
  expect(document.seconds_to_trip).toBe(880)
  expect(document.onset.row).toBe(500)
  expect(document.wrong_rows_spared).toBe(document.rows_spared)
  expect(document.money).toEqual({ wrong_spared: 10 * document.rows_spared, good_blocked: 0 })
  expect(document.routed_to_people + document.rows_spared).toBe(1_000)
})

test('several policies are compared, and people read a table', async () => {
  const strict = file('strict.yaml', POLICY.replace('0.85', '0.95').replace('0.87', '0.96'))
  const { code, stdout } = await run(
    'breaker',
    'replay',
    '--log',
    log,
    '--policy',
    'p.yaml',
    '--policy',
    strict,
    '--map',
    map,
  )
  expect(code).toBe(0)
  expect(stdout).toContain('p.yaml: 1 trip in 1,500 rows')
  expect(stdout).toContain('strict.yaml: 1 trip in 1,500 rows')
  expect(stdout).toContain('accuracy below 0.95 over 1000 rows')
})

test('lint ends with 1 where something is found and with 2 where the policy cannot be read', async () => {
  expect(await run('breaker', 'lint', 'p.yaml', '--json')).toMatchObject({
    code: 0,
    stdout: '{"schema":"driftdesk.lint/1","findings":[]}\n',
  })
  const faulty = await run(
    'breaker',
    'lint',
    file('faulty.yaml', POLICY.replace('track: true', 'track: false')),
    '--json',
  )
  expect(faulty.code).toBe(1)
  expect(JSON.parse(faulty.stdout).findings[0]).toMatchObject({
    code: 'blind_spot',
    severity: 'error',
    where: 'route.track',
  })
  const broken = await run('breaker', 'lint', file('broken.yaml', POLICY.replace('cooldown', 'cooldwn')))
  expect(broken).toMatchObject({ code: 2, stdout: '' })
  expect(broken.stderr).toContain(
    'broken.yaml, line 5, column 1: there is no key "cooldwn"; did you mean "cooldown"?',
  )
})

test('lint tells every fault of every malformed policy, each with its place and its path', async () => {
  const one = file(
    'one.yaml',
    POLICY.replace('cooldown', 'cooldwn').replace('below: 0.85', 'below: deep').replace('hold', 'wait'),
  )
  const two = file('two.yaml', POLICY.replace('fallback: rules', 'fallback: [rules]'))
  const { code, stdout, stderr } = await run('breaker', 'lint', one, two, 'p.yaml', '--json')
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  const mend = 'Correct the breaker policy there.'
  expect(stderr.trimEnd().split('\n')).toEqual([
    `driftdesk: one.yaml, line 4, column 24: any.0.below: "deep" is no limit; write a number, "5%", "500 ms" or "2 x baseline". ${mend}`,
    `driftdesk: one.yaml, line 5, column 1: there is no key "cooldwn"; did you mean "cooldown"? ${mend}`,
    `driftdesk: one.yaml, line 9, column 1: on_no_labels: there is no "wait" here; it may be hold, open, estimate. ${mend}`,
    `driftdesk: two.yaml, line 7, column 1: fallback: expected text, found a list. ${mend}`,
  ])
})

test('a person trips, a person releases, and the reason is in the audit chain', async () => {
  const at = ['--workspace', 'workspace', '--json'] as const
  await run('import', log, '--map', map, ...at)
  const word = ['fraud', '--reason', 'an incident', '--by', 'Asha', ...at]
  const tripped = JSON.parse((await run('breaker', 'trip', ...word, '--expires', '1 h')).stdout)
  expect(tripped).toMatchObject({
    state: 'FORCED_OPEN',
    served_by: 'fallback',
    force: { by: 'Asha', reason: 'an incident' },
  })
  expect(Date.parse(tripped.force.expires_at) - Date.parse(tripped.force.at)).toBe(3_600_000)
  expect(JSON.parse((await run('breaker', 'status', 'fraud', ...at)).stdout).state).toBe('FORCED_OPEN')
  expect(JSON.parse((await run('breaker', 'release', ...word)).stdout)).toMatchObject({
    state: 'CLOSED',
    force: null,
  })
  expect((await run('breaker', 'trip', 'fraud', ...at)).stderr).toContain('--reason is missing.')
}, 180_000)
