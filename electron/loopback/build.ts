import { spawn } from 'node:child_process'
import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '#shared/domain/errors.ts'

/** One thing that Vite makes of the sources: `vite build`, or `vite build --mode MODE`. */
export type BuildStep = {
  readonly what: string
  readonly mode: string | null
  /** Written last, or as old as the rest; its time tells the age of the build. */
  readonly output: string
  readonly sources: readonly string[]
}

export const PAGE_STEP: BuildStep = {
  what: 'the page',
  mode: null,
  output: 'dist/renderer/index.html',
  sources: ['renderer', 'shared', 'vite.config.ts', 'package.json'],
}

/** What Electron needs besides the page. */
export const DESKTOP_STEPS: readonly BuildStep[] = [
  {
    what: 'the main process',
    mode: 'main',
    output: 'dist/main/electron/shell/main.js',
    sources: [
      'electron/shell',
      'electron/backend',
      'electron/security',
      'shared',
      'vite.config.ts',
      'package.json',
    ],
  },
  {
    what: 'the preload script',
    mode: 'preload',
    output: 'dist/preload/preload.cjs',
    sources: ['electron/shell', 'shared', 'vite.config.ts', 'package.json'],
  },
]

/** Whether a step has to run: its output is missing, or a source is newer. Without sources the output stands. */
export function isStale(root: string, step: BuildStep): boolean {
  const output = join(root, step.output)
  if (!existsSync(output)) return true
  const built = statSync(output).mtimeMs
  return step.sources
    .flatMap((source) => [source, ...globSync(`${source}/**`, { cwd: root })])
    .map((file) => join(root, file))
    .some((file) => existsSync(file) && statSync(file).mtimeMs > built)
}

/**
 * Runs the steps whose output is missing or old.
 * @throws AppError `NOT_AVAILABLE` when there is nothing to build with, or the build fails.
 */
export async function buildIfStale(
  root: string,
  steps: readonly BuildStep[],
  say: (line: string) => void,
): Promise<void> {
  const stale = steps.filter((step) => isStale(root, step))
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  for (const step of stale) {
    if (!existsSync(vite)) {
      if (existsSync(join(root, step.output))) continue
      throw new AppError(
        'NOT_AVAILABLE',
        `${step.output} is missing.`,
        'Run "npm install", then "npm run build".',
      )
    }
    say(`Building ${step.what}…`)
    await runVite(root, vite, step)
  }
}

async function runVite(root: string, vite: string, step: BuildStep): Promise<void> {
  const args = [vite, 'build', '--logLevel', 'warn', ...(step.mode === null ? [] : ['--mode', step.mode])]
  // Standard output is for results; what Vite prints is for the person.
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
  })
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (status !== 0) {
    throw new AppError(
      'NOT_AVAILABLE',
      `Building ${step.what} failed.`,
      'See the message above; "npm install" mends missing packages.',
    )
  }
}
