import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { alertsReplay } from '#shared/contract/documents/alerts.ts'
import { runCli } from '../testing/run-cli.ts'

const PERSON = 'owner: eta, action: switch, runbook: docs/eta.md'
const RULES = `schema: driftdesk.alerts/1
rules:
  - {name: acc, metric: accuracy, warning: 90%, critical: 60%, window: 1 h, min_rows: 20, ${PERSON}}
quiet_hours: {from: "22:00", to: "06:00", timezone: UTC, never: critical}
`
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-test-'))
  mkdirSync(join(folder, 'tmp'))
  const rows = Array.from({ length: 1_440 }, (_, row) => {
    const at = new Date(Date.UTC(2026, 0, 5) + row * 60_000).toISOString()
    // Right, from noon on in four of five rows, and from 16:40 on in every other one.
    const isRight = row < 720 || (row < 1_000 ? row % 10 >= 2 : row % 2 === 1)
    return `p${row},${at},${isRight ? 1 : 0},1`
  })
  writeFileSync(join(folder, 'log.csv'), ['prediction_id,timestamp,prediction,label', ...rows, ''].join('\n'))
  writeFileSync(join(folder, 'rules.yaml'), RULES)
  writeFileSync(join(folder, 'nobody.yaml'), RULES.replace('owner: eta, ', ''))
  writeFileSync(join(folder, 'broken.yaml'), RULES.replace('metric:', 'metrc:').replace('90%', 'many'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const alerts = (...args: string[]) =>
  runCli(['alerts', ...args], { folder, env: { TMPDIR: join(folder, 'tmp') } })

it('replays rules over a log, as a document and for people', async () => {
  const asked = ['replay', '--log', 'log.csv', '--rules', 'rules.yaml', '--onset', '2026-01-05T12:00:00Z']
  const { code, stdout } = await alerts(...asked, '--json')
  expect(code).toBe(0)
  const document = alertsReplay.parse(JSON.parse(stdout))
  expect(document.alerts.map(({ rule, severity, at }) => [rule, severity, at])).toEqual([
    ['acc', 'warning', '2026-01-05T12:30:00.000Z'],
    ['acc', 'critical', '2026-01-05T17:30:00.000Z'],
  ])
  expect(document.lead_seconds).toBe(-1_800)
  expect(document).toMatchObject({ suppressed: 0, false_alarms: 0, incidents: 1 })
  const people = await alerts(...asked)
  expect(people.code).toBe(0)
  expect(people.stdout).toContain('acc')
}, 60_000)

it('finds what is wrong with rules, and ends as it says', async () => {
  expect(await alerts('lint', 'rules.yaml')).toMatchObject({
    code: 0,
    stdout: 'Nothing is wrong with the rules.\n',
  })
  const { code, stdout } = await alerts('lint', 'nobody.yaml', '--json')
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 'driftdesk.lint/1',
    findings: [{ code: 'missing_owner', severity: 'error', where: 'rules.0' }],
  })
  const broken = await alerts('lint', 'broken.yaml')
  expect(broken.code).toBe(2)
  const faults = broken.stderr.trimEnd().split('\n')
  expect(faults).toHaveLength(2)
  expect(faults[0]).toContain('did you mean "metric"?')
  expect(faults[1]).toContain('rules.0.warning: ')
}, 60_000)
