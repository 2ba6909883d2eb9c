import { setTimeout as wait } from 'node:timers/promises'
import { createWorkspaceHost } from '#backend/lifecycle/workspace-host.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import { PAGE_FOLDER, RESOURCES_FOLDER } from './app-folders.ts'
import { openAppWindow } from './app-window.ts'
import type { Browser } from './browser.ts'
import { offerFreshLinks, type Terminal } from './fresh-link.ts'
import { type Loopback, startLoopback } from './start-loopback.ts'

export type RunWindowOptions = {
  readonly workspace: string
  /** The person's own folder, where other workspaces are listed and created. */
  readonly userData: string
  readonly port: number
  readonly files: readonly string[]
  readonly browser: Browser
  /** Whether a window can be shown here. */
  readonly display: boolean
  readonly say: (line: string) => void
  readonly terminal: Terminal
  /** Aborted when the person wants to end it (Ctrl+C). */
  readonly signal: AbortSignal
}

/** A reload disconnects a page for a moment; after this long without one, nobody is looking. */
const GRACE_MS = 3_000
const POLL_MS = 200

/**
 * Shows the app in a window of the browser, or prints its address where no window can be shown, until the window
 * is closed or `signal` says so.
 * @throws AppError when the port is taken. A workspace that cannot open is shown in the window instead.
 */
export async function runWindow(options: RunWindowOptions): Promise<void> {
  const { say, signal, browser } = options
  const loopback = await startLoopback({
    createBackend: async (platform) =>
      createWorkspaceHost({
        platform,
        // The backend's modules take about as long to load as the window takes to show.
        create: async (own) => (await import('#backend/create-backend.ts')).createBackend(own),
        userData: options.userData,
        onFault: (error) => {
          const { message, mend } = toErrorShape(error)
          say(`${message} ${mend}`)
        },
      }),
    workspace: options.workspace,
    resources: RESOURCES_FOLDER,
    assets: PAGE_FOLDER,
    port: options.port,
    browser,
    say,
  })
  const stopLinks = offerFreshLinks(options.terminal, loopback.freshLink, say)
  try {
    if (options.files.length > 0) {
      loopback.backend.openFiles(options.files).catch((error: unknown) => {
        const { message, mend } = toErrorShape(error)
        say(`${message} ${mend}`)
      })
    }
    if (browser.found && options.display) await showWindow(browser.path, loopback, options)
    else {
      say(browser.found ? 'There is no display here.' : `${browser.reason} ${browser.mend}`)
      say(`Open ${loopback.freshLink()}`)
      await aborted(signal)
    }
  } finally {
    stopLinks()
    await loopback.close()
  }
}

async function showWindow(browserPath: string, loopback: Loopback, options: RunWindowOptions): Promise<void> {
  const { say, signal } = options
  const window = await openAppWindow(browserPath, loopback.freshLink(), loopback.temporary)
  let connected = false
  const stop = loopback.onPagesChanged(() => {
    connected = true
  })
  try {
    const ended = await Promise.race([window.ended, aborted(signal), leftAlone(loopback, signal)])
    if (ended === undefined) return
    if (!connected) {
      say(`${browserPath} did not show the window${ended.fault === null ? '' : `: ${ended.fault}`}.`)
      say(`Open ${loopback.freshLink()}`)
      await aborted(signal)
      return
    }
    await nobodyLooks(loopback, signal)
  } finally {
    stop()
    await window.close()
  }
}

/**
 * On macOS a browser lives on after its last window, so there the pages tell: they came, and are gone. Never
 * resolves elsewhere.
 */
async function leftAlone(loopback: Loopback, signal: AbortSignal): Promise<undefined> {
  if (process.platform !== 'darwin') return new Promise(() => undefined)
  while (!signal.aborted && loopback.pages() === 0) await wait(POLL_MS)
  await nobodyLooks(loopback, signal)
  return undefined
}

/** Resolves when no page was connected for a while, or when aborted: other browsers may use the same run. */
async function nobodyLooks(loopback: Loopback, signal: AbortSignal): Promise<void> {
  let last = performance.now()
  while (!signal.aborted && performance.now() - last < GRACE_MS) {
    if (loopback.pages() > 0) last = performance.now()
    await wait(POLL_MS)
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined)
    else signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
}
