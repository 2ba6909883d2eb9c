import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scenarioDocument, scenarioFiles, scenarioTruth } from '#shared/contract/documents/scenario.ts'
import { runCli } from '../testing/run-cli.ts'

const SLOW = 60_000
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
  await mkdir(join(folder, 'tmp'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const scenario = (...args: string[]) =>
  runCli(['scenario', ...args], { folder, env: { TMPDIR: join(folder, 'tmp') } })

test('scenario list names incidents and controls, and says that they are scenarios', {
  timeout: SLOW,
}, async () => {
  const { code, stdout } = await scenario('list', '--json')
  expect(code).toBe(0)
  const { schema, scenarios } = JSON.parse(stdout) as {
    schema: string
    scenarios: { name: string; kind: string; story: string }[]
  }
  expect(schema).toBe('driftdesk.scenario_list/1')
  expect(scenarios.filter(({ kind }) => kind === 'control').map(({ name }) => name)).toContain('healthy-bank')
  expect(scenarios.every(({ story }) => story.startsWith('A scenario'))).toBe(true)
})

test('scenario generate writes log, mapping, policies and truth', { timeout: SLOW }, async () => {
  const args = ['--out', 'leak', '--rows', '8000', '--seed', '4', '--json']
  const { code, stdout } = await scenario('generate', 'memory-leak', ...args)
  expect(code).toBe(0)
  const { files, rows, seed } = scenarioFiles.parse(JSON.parse(stdout))
  expect([rows, seed]).toEqual([8_000, 4])
  expect(files.map(({ file, rows: own }) => [file, own])).toEqual([
    ['logs/assistant.csv', 4_000],
    ['baselines/assistant.csv', 4_000],
    ['mappings/assistant.json', null],
    ['policies/assistant.alerts.yaml', null],
    ['truth.json', null],
  ])
  const truth = scenarioTruth.parse(JSON.parse(await readFile(join(folder, 'leak', 'truth.json'), 'utf8')))
  expect(truth.onset).toBe('2026-09-08T14:30:00.000Z')
})

test('scenario run compares all monitors with the truth', { timeout: SLOW }, async () => {
  const { code, stdout } = await scenario('run', 'train-serve-skew', '--rows', '4000', '--json')
  const { scenarios, passed, failed } = scenarioDocument.parse(JSON.parse(stdout))
  expect([code, passed, failed]).toEqual([0, 1, 0])
  expect(scenarios[0].expectations.map(({ monitor, expected }) => `${monitor} ${expected}`)).toEqual([
    'skew fire',
    'skew silent',
    'skew silent',
    'skew silent',
  ])
  expect(scenarios[0].others.map(({ monitor }) => monitor)).toContain('fleet')
})

test('wrong use is told with its mend', { timeout: SLOW }, async () => {
  const unknown = await scenario('run', 'sentinal')
  expect([unknown.code, unknown.stdout]).toEqual([2, ''])
  expect(unknown.stderr).toContain('Did you mean sentinel?')
  const few = await scenario('run', 'sentinel', '--rows', '10')
  expect(few.code).toBe(2)
  expect(few.stderr).toContain('Ask for 8000 or more.')
})
