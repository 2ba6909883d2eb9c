import { type ChildProcess, spawn } from 'node:child_process'

/** How a program ended: its exit status, or null when a signal ended it or it could not be started. */
export type Ended = { readonly status: number | null; readonly fault: string | null }

export type RunningProgram = {
  readonly ended: Promise<Ended>
  /** Asks it to end, ends it after two seconds, and waits until it has. */
  stop(): Promise<void>
}

const PATIENCE_MS = 2_000

/** Starts a program without a shell, detached from our terminal's input and output. */
export function startProgram(path: string, args: readonly string[]): RunningProgram {
  const child: ChildProcess = spawn(path, args, { stdio: 'ignore', windowsHide: true })
  const ended = new Promise<Ended>((resolve) => {
    child.once('error', (error) => resolve({ status: null, fault: error.message }))
    child.once('exit', (status) => resolve({ status, fault: null }))
  })
  return {
    ended,
    async stop() {
      if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
        child.kill('SIGTERM')
        const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
        await ended
        clearTimeout(timer)
      }
    },
  }
}
