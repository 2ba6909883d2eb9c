import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ensureBrowser, ensureVulkanLoader } from './browser/ensure.ts'
import { add, type Counts, fromPlaywright, fromVitest, noCounts, summaryLine } from './counts.ts'

const root = resolve(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'driftdesk-test-'))
let total: Counts = noCounts

/** Runs a program of node_modules with this Node; true when it ended with 0. */
function run(title: string, script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  console.log(`\n── ${title}`)
  const ended = spawnSync(process.execPath, [resolve(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  return ended.status === 0
}

/** A step that passes or fails as one. */
function check(title: string, script: string, args: readonly string[]): boolean {
  const passed = run(title, script, args)
  total = add(total, { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 })
  if (!passed) console.error(`failed: ${title}`)
  return passed
}

/** A step that writes a JSON report with its own counts; no report, or an ending the report hides, is a failure. */
function count(title: string, report: string, read: (text: string) => Counts, step: () => boolean): void {
  const ok = step()
  let counts = noCounts
  try {
    counts = read(readFileSync(report, 'utf8'))
  } catch (error) {
    console.error(`${title} wrote no report: ${error instanceof Error ? error.message : String(error)}`)
  }
  const hidden = counts.passed === 0 || (!ok && counts.failed === 0)
  total = add(total, hidden ? { ...counts, failed: counts.failed + 1 } : counts)
}

for (const layer of ['shared', 'backend', 'shell', 'renderer', 'tests']) {
  check(`types: ${layer}`, 'node_modules/typescript/bin/tsc', ['-p', `tsconfig.${layer}.json`])
}
check('lint: Biome', 'node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])
check('lint: layers', '.ci/layers/check.ts', [])

const browser = ensureBrowser()
ensureVulkanLoader()
const unitReport = join(scratch, 'unit.json')
count('unit', unitReport, fromVitest, () =>
  run('unit', 'node_modules/vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${unitReport}`,
  ]),
)

const built = [
  check('build: page', 'node_modules/vite/bin/vite.js', ['build']),
  check('build: main', 'node_modules/vite/bin/vite.js', ['build', '--mode', 'main']),
  check('build: preload', 'node_modules/vite/bin/vite.js', ['build', '--mode', 'preload']),
].every(Boolean)

if (built && browser.found) {
  const report = join(scratch, 'e2e.json')
  count('e2e', report, fromPlaywright, () =>
    run('e2e', 'node_modules/@playwright/test/cli.js', ['test', '--reporter=list,json'], {
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    }),
  )
} else {
  console.error(`e2e did not run: ${browser.found ? 'the build failed' : browser.mend}`)
  total = add(total, { passed: 0, failed: 1, skipped: 0 })
}

rmSync(scratch, { recursive: true, force: true })
console.log(`\n${summaryLine(total)}`)
process.exitCode = total.failed === 0 ? 0 : 1
