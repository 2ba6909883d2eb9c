import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { toErrorShape } from '#shared/contract/errors.ts'
import { AppError } from '#shared/domain/errors.ts'
import { APP_FOLDER } from './loopback/app-folders.ts'
import { findBrowser } from './loopback/browser.ts'
import { buildIfStale, DESKTOP_STEPS, PAGE_STEP } from './loopback/build.ts'
import { hasDisplay } from './loopback/display.ts'
import { findElectron } from './loopback/electron-binary.ts'
import { defaultWorkspace, userDataFolder } from './loopback/user-data.ts'
import { parseStartArguments } from './start/arguments.ts'
import { chooseShell } from './start/choose-shell.ts'
import { runElectron } from './start/run-electron.ts'

/** `npm start`: the desktop app where Electron is, else the same app in a window of the browser. */
async function start(args: readonly string[], signal: AbortSignal): Promise<number> {
  const given = parseStartArguments(args, process.cwd())
  const missing = given.files.find((file) => !existsSync(file))
  if (missing !== undefined) {
    throw new AppError(
      'FILE_NOT_FOUND',
      `${basename(missing)} is not there.`,
      'Check the path and its spelling.',
    )
  }
  const display = hasDisplay()
  const choice = chooseShell(findElectron(APP_FOLDER), display, given.port)
  say(`Driftdesk ${choice.shell === 'electron' ? 'in Electron' : 'over loopback'}: ${choice.why}.`)

  if (choice.shell === 'electron') {
    await buildIfStale(APP_FOLDER, [PAGE_STEP, ...DESKTOP_STEPS], say)
    return runElectron(choice.path, APP_FOLDER, given)
  }
  await buildIfStale(APP_FOLDER, [PAGE_STEP], say)
  if (signal.aborted) return 0
  const { runWindow } = await import('./loopback/run-window.ts')
  await runWindow({
    workspace: given.workspace ?? defaultWorkspace(),
    userData: userDataFolder(),
    port: given.port ?? 0,
    files: given.files,
    browser: findBrowser(),
    display,
    say,
    terminal: process.stdin,
    signal,
  })
  return 0
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Exit statuses of the command line: 2 for what the person can mend in the call, 3 for a fault. */
function statusOf(error: unknown): number {
  return toErrorShape(error).code === 'INTERNAL' ? 3 : 2
}

/** npm and the command line pass on a signal that the terminal has sent to everybody already. */
const SAME_WISH_MS = 1_000
const ending = new AbortController()
let askedAt = 0
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    const now = performance.now()
    if (!ending.signal.aborted) {
      askedAt = now
      ending.abort()
    } else if (now - askedAt > SAME_WISH_MS) process.exit(130)
  })
}

try {
  process.exit(await start(process.argv.slice(2), ending.signal))
} catch (error) {
  const { message, mend } = toErrorShape(error)
  say(`${message} ${mend}`)
  process.exit(statusOf(error))
}
