import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findElectron } from '../loopback/electron-binary.ts'
import { parseStartArguments } from './arguments.ts'
import { chooseShell } from './choose-shell.ts'

describe('parseStartArguments', () => {
  it('makes paths absolute', () => {
    expect(parseStartArguments(['a.csv', '/b.csv', '--workspace', 'w'], '/home/a')).toEqual({
      files: [resolve('/home/a', 'a.csv'), resolve('/b.csv')],
      workspace: resolve('/home/a', 'w'),
      port: null,
    })
  })

  it('reads the port', () => {
    expect(parseStartArguments(['--port', '8080'], '/').port).toBe(8080)
  })

  it.each([['--port', '70000'], ['--port', 'x'], ['--port', '1e3'], ['--prot', '1'], ['--workspace']])(
    'refuses %s %s',
    (...args) => {
      expect(() => parseStartArguments(args, '/')).toThrow(expect.objectContaining({ code: 'USAGE' }))
    },
  )
})

describe('findElectron', () => {
  let root = ''
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  const install = async () => {
    await mkdir(join(root, 'node_modules/electron/dist'), { recursive: true })
    await writeFile(join(root, 'node_modules/electron/package.json'), '{}')
  }

  it('says that it is not installed', () => {
    expect(findElectron(root, {})).toEqual({ found: false, reason: 'Electron is not installed' })
  })

  it('says that the program is missing', async () => {
    await install()
    expect(findElectron(root, {})).toMatchObject({ found: false })
  })

  it('says so too when only its name is there', async () => {
    await install()
    await writeFile(join(root, 'node_modules/electron/path.txt'), 'electron')
    expect(findElectron(root, {})).toMatchObject({ found: false })
  })

  it('finds the program', async () => {
    await install()
    await writeFile(join(root, 'node_modules/electron/path.txt'), 'electron\n')
    await writeFile(join(root, 'node_modules/electron/dist/electron'), '')
    expect(findElectron(root, {})).toEqual({
      found: true,
      path: join(root, 'node_modules/electron/dist/electron'),
    })
  })

  it('finds it where ELECTRON_OVERRIDE_DIST_PATH says', async () => {
    await install()
    await writeFile(join(root, 'electron'), '')
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: root })).toEqual({
      found: true,
      path: join(root, 'electron'),
    })
  })
})

describe('chooseShell', () => {
  const here = { found: true, path: '/electron' } as const

  it('takes Electron where it is and can show a window', () => {
    expect(chooseShell(here, true, null)).toEqual({
      shell: 'electron',
      path: '/electron',
      why: "Electron's program is here",
    })
  })

  it.each([
    [{ found: false, reason: 'Electron is not installed' } as const, true, null, 'Electron is not installed'],
    [here, false, null, 'there is no display'],
    [here, true, 8080, 'a port was asked for'],
  ])('takes loopback otherwise and says why (%#)', (electron, display, port, why) => {
    expect(chooseShell(electron, display, port)).toEqual({ shell: 'loopback', why })
  })
})

describe('npm start', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [resolve(import.meta.dirname, '../start.ts'), ...args], { encoding: 'utf8' })

  it('refuses an unknown option with one line and status 2', () => {
    const { status, stderr, stdout } = run('--prot', '1')
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain("Unknown option '--prot'")
    expect(stderr).not.toMatch(/ at .*\.ts:/)
  })

  it('refuses a file that is not there', () => {
    const { status, stderr } = run('/none/log.csv')
    expect([status, stderr]).toEqual([2, 'log.csv is not there. Check the path and its spelling.\n'])
  })
})
