import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from '@playwright/test'
import { heapBytes } from '../e2e/drivers/heap.ts'
import { logText } from '../e2e/fixtures.ts'
import { findBrowser } from '../electron/loopback/browser.ts'

/**
 * What the page holds while the window of a model is moved by the spine, over and over: memory after the first
 * hundred brushes against memory after all of them, which should be the same. The page has to be built before.
 * Arguments: brushes (1,000), rows (20,000).
 */
const brushes = Number(process.argv[2] ?? 1_000)
const rows = Number(process.argv[3] ?? 20_000)
const FIRST = 100
const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'driftdesk-bench-'))
const workspace = join(folder, 'workspace')
const log = join(folder, 'log.csv')
writeFileSync(log, logText(rows))

function program(...args: readonly string[]) {
  return spawn(process.execPath, ['electron/launch.js', 'electron/cli/main.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

const imported = program('import', log, '--workspace', workspace, '--model', 'bench')
imported.stdout.resume()
await new Promise<void>((done) => imported.once('exit', () => done()))
const server = program('serve', '--workspace', workspace)
const { value } = await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next()
const { url } = JSON.parse(String(value)) as { readonly url: string }
const found = findBrowser()
if (!found.found) throw new Error(`${found.reason} ${found.mend}`)
const browser = await chromium.launch({
  executablePath: found.path,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  page.setDefaultTimeout(120_000)
  await page.goto(url)
  const place = (hash: string) => page.evaluate((to) => window.location.assign(to), hash)
  await place('#/models/bench/overview')
  await page.getByRole('button', { name: 'Use it as the baseline' }).click()
  await page.getByRole('button', { name: 'Use it as the baseline' }).waitFor({ state: 'detached' })
  await place('#/models/bench/drift')
  const spine = page.getByRole('application').first()
  await spine.waitFor()
  await spine.press('[')

  let before = 0
  const began = performance.now()
  for (let brush = 1; brush <= brushes; brush += 1) {
    // To and fro, so that every brush is another window.
    await spine.press(Math.floor(brush / 8) % 2 === 0 ? 'ArrowLeft' : 'ArrowRight')
    if (brush === FIRST) before = await heapBytes(page)
  }
  const seconds = (performance.now() - began) / 1_000
  const after = await heapBytes(page)
  console.log(
    `${brushes} brushes over ${rows} rows in ${seconds.toFixed(1)} s: ${(before / 1e6).toFixed(1)} MB after ${FIRST}, ${(after / 1e6).toFixed(1)} MB at the end, ${(after / before).toFixed(3)} ×`,
  )
} finally {
  await browser.close()
  server.kill('SIGTERM')
  await new Promise<void>((done) => server.once('exit', () => done()))
  rmSync(folder, { recursive: true, force: true })
}
