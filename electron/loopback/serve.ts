import { createBackend } from '#backend/create-backend.ts'
import { createWorkspaceHost, type WorkspaceHost } from '#backend/lifecycle/workspace-host.ts'
import { PAGE_FOLDER, RESOURCES_FOLDER } from './app-folders.ts'
import { offerFreshLinks, type Terminal } from './fresh-link.ts'
import { startLoopback } from './start-loopback.ts'

export type ServeOptions = {
  readonly workspace: string
  /** The person's own folder, where other workspaces are listed and created. */
  readonly userData: string
  /** Left out or 0: any free port. */
  readonly port?: number
  /** Takes the one line of JSON that other programs read. */
  readonly write: (line: string) => void
  readonly say: (line: string) => void
  readonly terminal: Terminal
  /** Aborted when the server shall end. */
  readonly signal: AbortSignal
}

/**
 * Serves the app without opening a window. Writes `{"url": …}` first; that link is good for one browser, which
 * keeps its access by a cookie through reloads and in all its tabs until the server ends. Enter gives another one.
 * The page has to be built before.
 * @throws AppError what keeps the workspace from opening, `USAGE` when the port is taken.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { say, signal } = options
  const loopback = await startLoopback({
    createBackend: async (platform) => {
      const host = createWorkspaceHost({
        platform,
        create: createBackend,
        userData: options.userData,
        onFault: () => undefined,
      })
      return opened(host)
    },
    workspace: options.workspace,
    resources: RESOURCES_FOLDER,
    assets: PAGE_FOLDER,
    port: options.port ?? 0,
    say,
  })
  const stopLinks = offerFreshLinks(options.terminal, loopback.freshLink, say)
  try {
    options.write(JSON.stringify({ url: loopback.freshLink() }))
    if (options.terminal.isTTY) say('The link is good for one browser; Enter gives another one, Ctrl+C ends.')
    if (!signal.aborted) {
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
    }
  } finally {
    stopLinks()
    await loopback.close()
  }
}

/** Another program asked for this workspace and is told when it does not open. */
async function opened(host: WorkspaceHost): Promise<WorkspaceHost> {
  try {
    await host.opened
    return host
  } catch (error) {
    await host.close()
    throw error
  }
}
