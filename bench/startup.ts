import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium } from '@playwright/test'
import { findBrowser } from '../electron/loopback/browser.ts'

/**
 * From starting the program to a first screen that can be used, over loopback with a warm disk, against a blank page
 * by a bare server of the same Node in the same browser. The page has to be built before (`npm run build`); the
 * browser runs already. Argument: repetitions (5). The budget is 1.5 s.
 */
const BUDGET_MS = 1_500
const repetitions = Number(process.argv[2] ?? 5)
const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'driftdesk-bench-'))

type Start = { readonly server: number; readonly page: number; readonly total: number }

/** One program that prints a line with its address, one page until `ready` holds in it. */
async function start(browser: Browser, command: readonly string[], ready: string): Promise<Start> {
  const began = performance.now()
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const context = await browser.newContext()
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const { value, done } = await lines.next()
    if (done === true) throw new Error(`${command.join(' ')} ended before it said its address.`)
    const { url } = JSON.parse(value) as { readonly url: string }
    const served = performance.now()
    const page = await context.newPage()
    await page.goto(url)
    await page.waitForSelector(ready)
    const shown = performance.now()
    scripts ??= await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry): entry is PerformanceResourceTiming => entry instanceof PerformanceResourceTiming)
        .filter(({ name }) => name.endsWith('.js'))
        .reduce((sum, entry) => sum + entry.decodedBodySize, 0),
    )
    return { server: served - began, page: shown - served, total: shown - began }
  } finally {
    await context.close()
    child.kill('SIGTERM')
    await ended
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function line(name: string, starts: readonly Start[]): number {
  const [server, page, total] = (['server', 'page', 'total'] as const).map((part) =>
    median(starts.map((one) => one[part])),
  )
  console.log(
    `${name.padEnd(12)} server ${server?.toFixed(0)} ms, page ${page?.toFixed(0)} ms, together ${total?.toFixed(0)} ms`,
  )
  return total ?? Number.NaN
}

let scripts: number | undefined
const found = findBrowser()
if (!found.found) throw new Error(`${found.reason} ${found.mend}`)
const browser = await chromium.launch({
  executablePath: found.path,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  const app = [
    'electron/launch.js',
    'electron/cli/main.ts',
    'serve',
    '--workspace',
    join(folder, 'workspace'),
  ]
  const blank = ['bench/peers/blank-page.ts']
  // The first of each warms the disk and is not counted.
  await start(browser, app, 'h1')
  const size = scripts ?? 0
  await start(browser, blank, 'h1')
  const ours: Start[] = []
  const peers: Start[] = []
  for (let turn = 0; turn < repetitions; turn += 1) {
    // The samples come over the line, so the backend has answered by then.
    ours.push(await start(browser, app, 'main section ul button'))
    peers.push(await start(browser, blank, 'h1'))
  }
  const total = line('Driftdesk', ours)
  const peer = line('blank page', peers)
  console.log(
    `${repetitions} turns, medians: ${(total / peer).toFixed(1)} × a blank page; budget ${BUDGET_MS} ms: ${(BUDGET_MS / total).toFixed(2)} × within`,
  )
  console.log(`scripts of the first screen: ${(size / 1_000).toFixed(0)} kB`)
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
