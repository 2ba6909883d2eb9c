import { type Browser, test as base, expect } from '@playwright/test'
import type { AppOptions, DrivenApp } from './app.ts'
import { launchChromium } from './chromium.ts'
import { electronIsMissing, startElectronApp } from './electron.ts'
import { startLoopbackApp } from './loopback.ts'

type Fixtures = { readonly app: DrivenApp }
type WorkerFixtures = { readonly chromium: () => Promise<Browser> }
type Options = { readonly appOptions: AppOptions }

/**
 * Playwright's `test` with the app of the project's shell. A page that writes an error or a warning to its console,
 * throws, or violates its content policy fails its test.
 */
export const test = base.extend<Fixtures & Options, WorkerFixtures>({
  // One for all tests of a worker, and none where every test of it is left out.
  chromium: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      let launched: Promise<Browser> | undefined
      await use(() => {
        launched ??= launchChromium()
        return launched
      })
      await (await launched)?.close()
    },
    { scope: 'worker' },
  ],
  appOptions: [{ viewport: { width: 1280, height: 720 }, colorScheme: 'light' }, { option: true }],
  app: async ({ appOptions, chromium }, use, info) => {
    const shell: unknown = info.project.metadata.shell
    const missing = shell === 'electron' ? electronIsMissing() : null
    base.skip(missing !== null, missing ?? '')
    const app = await (shell === 'electron'
      ? startElectronApp(appOptions)
      : startLoopbackApp(await chromium(), appOptions))
    const complaints: string[] = []
    app.page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return
      complaints.push(`${message.text()} ${message.location().url}`)
    })
    app.page.on('pageerror', (error) => complaints.push(String(error)))
    await use(app)
    await app.close()
    expect(complaints, 'what the page complained about').toEqual([])
  },
})

export { expect }
