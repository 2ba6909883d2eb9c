import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import type { AppOptions, DrivenApp } from './app.ts'

const root = resolve(import.meta.dirname, '../..')

/**
 * Starts the app on a workspace of its own and opens its page in a profile of its own: `driftdesk serve`, or, where the
 * workspace was prepared, `npm start`, which shows in its window what `serve` tells the program that called it.
 */
export async function startLoopbackApp(browser: Browser, options: AppOptions): Promise<DrivenApp> {
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-e2e-'))
  const workspace = join(folder, 'workspace')
  await options.prepare?.(workspace)
  const start = () => (options.prepare === undefined ? serve(workspace) : startWindow(workspace))
  let server = await start()
  const context: BrowserContext = await browser.newContext({
    viewport: options.viewport,
    colorScheme: options.colorScheme,
    locale: 'en-GB',
    timezoneId: 'UTC',
    acceptDownloads: true,
  })
  const page: Page = await context.newPage()
  await page.goto(server.url)
  return {
    page,
    folder,
    async restart() {
      // The new server has another port, so the old page has nothing to come back to.
      await page.goto('about:blank')
      await stop(server.process)
      server = await start()
      await page.goto(server.url)
    },
    async close() {
      await context.close()
      await stop(server.process)
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

type Server = { readonly url: string; readonly process: ChildProcess }

async function serve(workspace: string): Promise<Server> {
  const child = run(workspace, 'electron/cli/main.ts', 'serve', '--workspace', workspace)
  let said = ''
  child.stderr.on('data', (part: Buffer) => {
    said += part.toString()
  })
  for await (const line of createInterface({ input: child.stdout })) {
    return { url: JSON.parse(line).url, process: child }
  }
  throw new Error(`driftdesk serve ended before it said its address: ${said}`)
}

/** Without a display the app says its address instead of opening a window. */
async function startWindow(workspace: string): Promise<Server> {
  const child = run(workspace, 'electron/start.ts', '--port', '0', '--workspace', workspace)
  const said: string[] = []
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line)
    if (line.startsWith('Open http')) return { url: line.slice('Open '.length), process: child }
  }
  throw new Error(`npm start ended before it said its address: ${said.join('\n')}`)
}

/** With a settings folder of its own, so that what a test opens is on no person's list. */
function run(workspace: string, script: string, ...args: string[]) {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  const own = join(dirname(workspace), 'settings')
  return spawn(process.execPath, [resolve(root, 'electron/launch.js'), script, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, XDG_CONFIG_HOME: own, APPDATA: own },
  })
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((done) => {
    child.once('exit', () => done())
    child.kill('SIGTERM')
  })
}
