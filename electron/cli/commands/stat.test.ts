import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { APP_FOLDER } from '../../loopback/app-folders.ts'
import { runCli } from '../testing/run-cli.ts'

// PSI of 0.25/0.75 against 0.5/0.5 without a zero rule: 0.25·ln 2 + (−0.25)·ln(2/3).
const HALVES = { reference_counts: [25, 75], current_counts: [50, 50], params: { zero_rule: 'none' } }
const PSI = 0.25 * Math.log(2) - 0.25 * Math.log(2 / 3)

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
  await writeFile(join(folder, 'halves.json'), JSON.stringify(HALVES))
  await writeFile(join(folder, 'nan.json'), '{"reference": [NaN]}')
  await writeFile(
    join(folder, 'mmd.json'),
    JSON.stringify({
      reference: [1, 2, 3, 4],
      current: [6, 7, 8, 9, 10],
      params: { permutations: 30, seed: 3 },
    }),
  )
  await writeFile(
    join(folder, 'psi.json'),
    JSON.stringify({ ...HALVES, params: { permutations: 30, seed: 3 } }),
  )
  const requests = [{ name: 'psi', ...HALVES }, { name: 'pis' }, { name: 'psi', reference_counts: [1] }]
  await writeFile(join(folder, 'batch.ndjson'), requests.map((request) => JSON.stringify(request)).join('\n'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = (...args: string[]) => runCli(['stat', ...args], { folder })

describe('stat', () => {
  it('answers one statistic as the stable document', async () => {
    const { code, stdout } = await run('psi', '--input', 'halves.json', '--json')
    const document = JSON.parse(stdout)
    expect([code, document.schema, document.name]).toEqual([0, 'driftdesk.stat/1', 'psi'])
    expect(document.value).toBeCloseTo(PSI, 12)
    // n·m/(n+m)·PSI is about χ² with one degree of freedom for two bins: 100·100/200 = 50.
    expect(document.statistic).toBeCloseTo(50 * PSI, 10)
    expect(document.df).toBe(1)
  })

  it('answers each line of a batch in its place, refusals included', async () => {
    const { code, stdout, stderr } = await run('--batch', 'batch.ndjson')
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(code).toBe(2)
    expect(answers.map((answer) => answer.error?.code ?? 'fine')).toEqual(['fine', 'USAGE', 'BAD_PARAMS'])
    expect(answers[0].value).toBeCloseTo(PSI, 12)
    expect(answers[1].error.mend).toContain('psi')
    expect(answers.map((answer) => answer.error?.line ?? null)).toEqual([null, 2, 3])
    expect(stderr).toMatch(/^driftdesk: 2 of 3 requests were refused\./)
  })

  it('goes on after a line that is no JSON, from standard input', async () => {
    const good = JSON.stringify({ name: 'psi', ...HALVES })
    const input = `\uFEFF${good}\r\n\r\n{"name": "psi"\n${good}`
    const { code, stdout } = await runCli(['stat', '--batch', '-'], { folder, input })
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(code).toBe(2)
    expect(answers.map(({ error }) => (error ? [error.code, error.line] : 'fine'))).toEqual([
      'fine',
      ['FORMAT_INVALID', 3],
      'fine',
    ])
  })

  it('answers a request before the next one comes', async () => {
    const child = spawn(process.execPath, [join(APP_FOLDER, 'electron/cli/main.ts'), 'stat', '--batch', '-'])
    child.stdin.write(`${JSON.stringify({ name: 'psi', ...HALVES })}\n`)
    const [first] = await once(child.stdout, 'data')
    expect(JSON.parse(String(first)).value).toBeCloseTo(PSI, 12)
    child.stdin.end()
    expect((await once(child, 'exit'))[0]).toBe(0)
  })

  it.each(['mmd', 'psi'])(
    'computes the arithmetic of %s where it was asked to, and says where',
    async (name) => {
      const own = JSON.parse((await run(name, '--input', `${name}.json`, '--json')).stdout)
      const { code, stdout, stderr } = await run(
        name,
        '--input',
        `${name}.json`,
        '--json',
        '--backend',
        'webgpu',
      )
      const document = JSON.parse(stdout)
      expect([code, own.detail.backend]).toEqual([0, 'cpu'])
      expect(Math.abs(document.value - own.value)).toBeLessThan(1e-6)
      expect(document.detail.permutation_p_value ?? document.p_value).toBeCloseTo(
        own.detail.permutation_p_value ?? own.p_value,
        12,
      )
      if (document.detail.backend !== 'webgpu') expect(stderr).toMatch(/^Computed on the CPU: ./m)
    },
  )

  it('lists what there is, with inputs and parameters', async () => {
    const { stdout } = await run('--list', '--json')
    const psi = JSON.parse(stdout).statistics.find((entry: { name: string }) => entry.name === 'psi')
    expect(psi.inputs).toContainEqual(['reference_counts', 'current_counts'])
    expect(Object.keys(psi.params)).toContain('zero_rule')
  })

  it.each([
    [['pis', '--input', 'halves.json'], 'psi'],
    [['psi'], '--input is missing.'],
    [[], 'Nothing was asked for.'],
    [['psi', '--list'], 'exclude each other'],
    [['psi', '--input', 'nan.json'], 'nan.json is not JSON'],
    [['psi', '--input', 'gone.json'], 'There is no file gone.json.'],
    [['--batch', 'gone.ndjson'], 'There is no file gone.ndjson.'],
    [['--batch', '.'], '. cannot be read (EISDIR).'],
  ])('refuses %j with exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await run(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  })
})
