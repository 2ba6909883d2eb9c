import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { findBrowser } from '../../electron/loopback/browser.ts'
import type { AppOptions, DrivenApp } from './app.ts'

const root = resolve(import.meta.dirname, '../..')

/** Starts `driftdesk serve` on a workspace of its own and opens its page in the system's browser. */
export async function startLoopbackApp(options: AppOptions): Promise<DrivenApp> {
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-e2e-'))
  const workspace = join(folder, 'workspace')
  let server = await serve(workspace)
  const browser = findBrowser()
  if (!browser.found) throw new Error(`${browser.reason} ${browser.mend}`)
  const instance = await chromium.launch({
    executablePath: browser.path,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  })
  const context: BrowserContext = await instance.newContext({
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
      server = await serve(workspace)
      await page.goto(server.url)
    },
    async close() {
      await instance.close()
      await stop(server.process)
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

async function serve(workspace: string): Promise<{ url: string; process: ChildProcess }> {
  const child = spawn(
    process.execPath,
    [resolve(root, 'electron/cli/main.ts'), 'serve', '--workspace', workspace],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  child.stderr.on('data', (part: Buffer) => {
    said += part.toString()
  })
  for await (const line of createInterface({ input: child.stdout })) {
    return { url: JSON.parse(line).url, process: child }
  }
  throw new Error(`driftdesk serve ended before it said its address: ${said}`)
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((done) => {
    child.once('exit', () => done())
    child.kill('SIGTERM')
  })
}
