import { EXIT } from './exit-codes.ts'
import { callerFolder } from './input/caller-folder.ts'
import { runProgram } from './program.ts'
import { removeLeftovers } from './session/leftovers.ts'
import { processTerminal } from './terminal/terminal.ts'

/** How long a command may take to end in good order after it was interrupted. */
const GRACE_MS = 10_000

/** Runs the command line of this process and ends it with the exit code. */
export async function main(): Promise<void> {
  const interrupt = new AbortController()
  const stopNow = () => {
    removeLeftovers()
    process.exit(EXIT.interrupted)
  }
  const onSignal = () => {
    if (interrupt.signal.aborted) stopNow()
    interrupt.abort()
    setTimeout(stopNow, GRACE_MS).unref()
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal)
  const terminal = processTerminal(process.stdout, process.stderr, process.env)
  const code = await runProgram(process.argv.slice(2), {
    terminal,
    signal: interrupt.signal,
    env: process.env,
    folder: callerFolder(process.env, process.cwd()),
    stdin: process.stdin,
  })
  removeLeftovers()
  await terminal.flush()
  process.exit(code)
}
