import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { _electron } from '@playwright/test'
import type { AppOptions, DrivenApp } from './app.ts'

const root = resolve(import.meta.dirname, '../..')

/** Why the specs cannot run on Electron here, or null when they can. */
export function electronIsMissing(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  if (!existsSync(join(folder, 'dist')) && process.env.ELECTRON_OVERRIDE_DIST_PATH === undefined) {
    return "Electron's binary is not on this machine"
  }
  return existsSync(resolve(root, 'dist/main')) ? null : 'Electron is not built: run "npm run build"'
}

/** Starts the built Electron app on a workspace of its own. */
export async function startElectronApp(options: AppOptions): Promise<DrivenApp> {
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-e2e-'))
  await options.prepare?.(join(folder, 'workspace'))
  const launch = () =>
    _electron.launch({
      args: [root, '--workspace', join(folder, 'workspace'), `--user-data-dir=${join(folder, 'user')}`],
      colorScheme: options.colorScheme,
      timezoneId: 'UTC',
    })
  let app = await launch()
  let page = await app.firstWindow()
  await page.setViewportSize(options.viewport)
  return {
    get page() {
      return page
    },
    folder,
    async restart() {
      await app.close()
      app = await launch()
      page = await app.firstWindow()
    },
    async close() {
      await app.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}
