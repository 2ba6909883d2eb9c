import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Backend } from '#backend/backend.ts'
import type { Platform } from '#backend/platform.ts'
import { makeTemporaryFolder } from '../security/files/temporary-folder.ts'
import { type Browser, findBrowser } from './browser.ts'
import { nodePlatform } from './platform.ts'
import { createDownloads } from './server/downloads.ts'
import {
  DEFAULT_LIMITS,
  type LoopbackLimits,
  type RunningServer,
  startServer,
} from './server/start-server.ts'

export type LoopbackOptions = {
  readonly createBackend: (platform: Platform) => Promise<Backend>
  /** Folder of the workspace. */
  readonly workspace: string
  /** Folder of what ships with the app (`resources/`). */
  readonly resources: string
  /** Folder of the built page (`dist/renderer/`). */
  readonly assets: string
  /** Left out or 0: any free port. */
  readonly port?: number
  /** The browser that prints PDFs; looked for when it is left out. */
  readonly browser?: Browser
  readonly limits?: Partial<LoopbackLimits>
  /** Shows a line to the person, on the terminal. */
  readonly say?: (line: string) => void
}

export type Loopback = RunningServer & {
  readonly backend: Backend
  /** Folder of this process; removed by `close`. */
  readonly temporary: string
}

/**
 * Starts the loopback shell: temporary folder, platform, backend, server. `close` ends them in the opposite order.
 * @throws AppError what the backend says when the workspace cannot open, `USAGE` when the port is taken; nothing
 * is left running then.
 */
export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const temporary = await makeTemporaryFolder()
  const undo: (() => Promise<void>)[] = [temporary.remove]
  const close = async () => {
    for (const step of undo.splice(0).toReversed()) await step()
  }
  try {
    const downloads = createDownloads()
    const uploads = join(temporary.path, 'uploads')
    await mkdir(uploads, { mode: 0o700 })
    const platform = nodePlatform({
      shell: 'loopback',
      paths: { workspace: options.workspace, temporary: temporary.path, resources: options.resources },
      browser: options.browser ?? findBrowser(),
      deliver: downloads.deliver,
      say: options.say ?? ((line) => process.stderr.write(`${line}\n`)),
    })
    const backend = await options.createBackend(platform)
    undo.push(() => backend.close())
    const server = await startServer({
      backend,
      downloads,
      assets: options.assets,
      uploads,
      port: options.port ?? 0,
      limits: { ...DEFAULT_LIMITS, ...options.limits },
    })
    undo.push(() => server.close())
    return { ...server, backend, temporary: temporary.path, close }
  } catch (error) {
    await close()
    throw error
  }
}
