import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { APP_FOLDER } from '../../loopback/app-folders.ts'

export type CliRun = {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

type CliOptions = {
  readonly folder: string
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
  /** Called once the program has started, for signals. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void | Promise<void>
}

/** Runs the real command line in a process of its own. */
export async function runCli(args: readonly string[], options: CliOptions): Promise<CliRun> {
  const { INIT_CWD: _folder, npm_lifecycle_event: _event, ...env } = process.env
  const child = spawn(process.execPath, [join(APP_FOLDER, 'electron', 'cli', 'main.ts'), ...args], {
    cwd: options.folder,
    env: { ...env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.on('error', ignoreClosedPipe)
  child.stdin.end(options.input ?? '')
  const attended = options.onStart?.((signal) => child.kill(signal))
  const code = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), attended])
  return { code: await code, stdout, stderr }
}

/** A program that refuses its arguments ends without reading what it was sent. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') throw error
}
