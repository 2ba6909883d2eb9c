import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { VERSION } from '#backend/version.ts'
import { doctorDocument } from '#shared/contract/documents/doctor.ts'
import { APP_FOLDER } from '../loopback/app-folders.ts'
import { COMMANDS } from './commands.ts'
import { type CliRun, runCli } from './testing/run-cli.ts'

const execute = promisify(execFile)

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
  const errors = [...new Array<number>(500).fill(0), ...new Array<number>(500).fill(1)]
  await writeFile(join(folder, 'errors.txt'), errors.join('\n'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = (...args: string[]): Promise<CliRun> => runCli(args, { folder })

describe('the command line', () => {
  it('tells its version', async () => {
    expect(await run('--version')).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: '' })
  })

  it('lists every command it has', async () => {
    const { code, stdout } = await run('--help')
    expect(code).toBe(0)
    for (const name of Object.keys(COMMANDS)) expect(stdout).toContain(`  ${name} `)
  })

  it.each(Object.keys(COMMANDS))('has help for %s', async (name) => {
    const { code, stdout, stderr } = await run(name, '--help')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(new RegExp(`^Usage: driftdesk ${name} `))
    expect(stdout).toContain('--json')
  })

  it('lists the commands that begin with one word', async () => {
    const names = Object.keys(COMMANDS).filter((name) => name.startsWith('breaker '))
    const { code, stdout } = await run('breaker', '--help')
    expect(code).toBe(0)
    const listed = stdout.split('\n').filter((line) => line.startsWith('  '))
    expect(listed.map((line) => line.trim().split(/ {2,}/)[0])).toEqual(names)
  })

  it.each([
    [[], 'No command was given.'],
    [['drfit'], 'There is no command "drfit". Did you mean drift?'],
    [['constructor'], 'There is no command "constructor".'],
    [['--json'], 'There is no option --json before a command.'],
    [['drift', '--curent', 'a.csv'], 'drift has no option --curent. Did you mean --current?'],
    [['detect', '--method', 'adwin', '--values', 'gone.txt'], 'There is no file gone.txt.'],
    [['serve'], '--workspace is missing.'],
  ])('refuses %j in one line with exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await run(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr.startsWith(`driftdesk: ${message}`)).toBe(true)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })

  it('prints JSON and nothing else on standard output', async () => {
    const { code, stdout, stderr } = await run('doctor', '--json')
    expect([code, stderr]).toEqual([0, ''])
    const { checks } = doctorDocument.parse(JSON.parse(stdout))
    expect(checks.map(({ name }) => name)).toEqual([
      'node',
      'electron',
      'browser',
      'sqlite',
      'duckdb',
      'webgpu',
      'workers',
      'display',
    ])
  })

  it('writes no colours where nobody sees them', async () => {
    expect((await run('doctor')).stdout).not.toContain('\u001B')
  })

  it('ends quietly when its reader goes away', async () => {
    const command = `"${process.execPath}" electron/cli/main.ts detect --help | true; echo "\${PIPESTATUS[0]}"`
    const { stdout, stderr } = await execute('bash', ['-c', command], { cwd: APP_FOLDER })
    expect([stdout, stderr]).toEqual(['0\n', ''])
  })

  it('means paths from where npm was called', async () => {
    const env = {
      INIT_CWD: folder,
      npm_package_name: 'driftdesk',
      npm_lifecycle_event: 'driftdesk',
    }
    const args = ['detect', '--method', 'ddm', '--values', 'errors.txt', '--json']
    expect((await runCli(args, { folder: APP_FOLDER, env })).code).toBe(0)
  })
})

describe('detect', () => {
  it('tells where a stream changed, from a file and from standard input', async () => {
    const args = ['detect', '--method', 'adwin', '--json', '--values']
    const { stdout } = await run(...args, 'errors.txt')
    const document = JSON.parse(stdout)
    expect(document).toMatchObject({
      schema: 'driftdesk.detect/1',
      method: 'adwin',
      changes: [511],
      warnings: [],
    })
    const input = [...new Array<number>(500).fill(0), ...new Array<number>(500).fill(1)].join('\n')
    expect(JSON.parse((await runCli([...args, '-'], { folder, input })).stdout)).toEqual(document)
  })

  it('takes parameters by their names and refuses others', async () => {
    const args = ['detect', '--method', 'adwin', '--values', 'errors.txt', '--param']
    expect((await run(...args, 'delta=0.5')).code).toBe(0)
    const refused = await run(...args, 'detla=0.5')
    expect([refused.code, refused.stderr.includes('delta')]).toEqual([2, true])
  })
})
