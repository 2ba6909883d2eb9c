import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runsAsRoot, windowFlags } from './browser-flags.ts'
import { type Ended, startProgram } from './child-process.ts'

export type AppWindow = {
  /** Ends with the last window of this profile. */
  readonly ended: Promise<Ended>
  close(): Promise<void>
}

/** Shows an address in a window of its own: no tabs, no address bar, a profile that lives as long as the window. */
export async function openAppWindow(browserPath: string, url: string, temporary: string): Promise<AppWindow> {
  const profile = await mkdtemp(join(temporary, 'window-'))
  const program = startProgram(browserPath, windowFlags(url, { profile, root: runsAsRoot() }))
  return {
    ended: program.ended,
    async close() {
      await program.stop()
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}
