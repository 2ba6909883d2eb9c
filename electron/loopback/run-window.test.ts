import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from './browser.ts'
import { offerFreshLinks, type Terminal } from './fresh-link.ts'
import { runWindow } from './run-window.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

const noBrowser: Browser = { found: false, reason: 'None was found.', mend: 'Install one.' }

function run(browser: Browser, display: boolean) {
  const said: string[] = []
  const ending = new AbortController()
  const terminal: Terminal = Object.assign(new PassThrough(), { isTTY: false })
  const ended = runWindow({
    workspace: join(folder, 'workspace'),
    userData: join(folder, 'user'),
    port: 0,
    files: [],
    browser,
    display,
    say: (line) => said.push(line),
    terminal,
    signal: ending.signal,
  })
  const link = async () => {
    await expect.poll(() => said.some((line) => line.startsWith('Open http')), { timeout: 10_000 }).toBe(true)
    return said.find((line) => line.startsWith('Open http'))?.slice(5) ?? ''
  }
  return { said, ended, link, end: () => ending.abort() }
}

/** A program in the place of a browser; `$1…` are its flags. */
async function program(script: string): Promise<Browser> {
  const path = join(folder, 'browser')
  await writeFile(path, `#!${process.execPath}\n${script}\n`)
  await chmod(path, 0o755)
  return { found: true, path }
}

/** Enters by the link as a browser does, keeps a page connected for half a second, and is closed then. */
const VISIT = `
const { createRequire } = require('node:module')
const { WebSocket } = createRequire(${JSON.stringify(import.meta.filename)})('ws')
const link = process.argv.find((flag) => flag.startsWith('--app=')).slice(6)
fetch(link, { redirect: 'manual' }).then((answer) => {
  const Cookie = answer.headers.get('set-cookie').split(';')[0]
  const { origin, host } = new URL(link)
  const socket = new WebSocket('ws://' + host + '/messages', { headers: { Cookie, Origin: origin } })
  socket.on('open', () => setTimeout(() => process.exit(0), 500))
})`

describe.skipIf(process.platform === 'win32')('runWindow', () => {
  it('prints the address where there is no browser, and why', async () => {
    const { said, ended, link, end } = run(noBrowser, true)
    expect((await fetch(await link(), { redirect: 'manual' })).status).toBe(303)
    expect(said).toContain('None was found. Install one.')
    end()
    await ended
  })

  it('prints the address where there is no display', async () => {
    const { said, ended, link, end } = run(await program('process.exit(1)'), false)
    await link()
    expect(said).toContain('There is no display here.')
    end()
    await ended
  })

  it('stops listening and removes its folder when it is ended', async () => {
    const { ended, link, end } = run(noBrowser, false)
    const address = await link()
    const before = await readdir(tmpdir())
    end()
    await ended
    await expect(fetch(address)).rejects.toThrow()
    const mine = (names: string[]) =>
      names.filter((name) => name.startsWith(`driftdesk-run-${process.pid}-`)).length
    expect(mine(before) - mine(await readdir(tmpdir()))).toBe(1)
  })

  it('prints the address when the browser shows no window', async () => {
    const browser = await program('process.exit(1)')
    const { said, ended, link, end } = run(browser, true)
    await link()
    expect(said).toContain(`${browser.found ? browser.path : ''} did not show the window.`)
    end()
    await ended
  })

  it('ends by itself when the window was closed', async () => {
    const { said, ended } = run(await program(VISIT), true)
    await ended
    expect(said.filter((line) => line.startsWith('Open'))).toEqual([])
  })
})

describe('offerFreshLinks', () => {
  it('gives another link for each Enter', () => {
    const terminal = Object.assign(new PassThrough(), { isTTY: true })
    const said: string[] = []
    let links = 0
    const stop = offerFreshLinks(
      terminal,
      () => `link ${++links}`,
      (line) => said.push(line),
    )
    terminal.emit('data', '\n')
    terminal.emit('data', '\n')
    stop()
    terminal.emit('data', '\n')
    expect(said).toEqual([
      'Fresh link, good for one browser: link 1',
      'Fresh link, good for one browser: link 2',
    ])
  })

  it('leaves an input alone that is no terminal', () => {
    const terminal = Object.assign(new PassThrough(), { isTTY: false })
    offerFreshLinks(
      terminal,
      () => 'link',
      () => undefined,
    )
    expect(terminal.listenerCount('data')).toBe(0)
  })
})
