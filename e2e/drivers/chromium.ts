import { type Browser, chromium } from '@playwright/test'
import { findBrowser } from '../../electron/loopback/browser.ts'

/** Starts the system's browser without a window; pages of several apps can be in it. */
export function launchChromium(): Promise<Browser> {
  const browser = findBrowser()
  if (!browser.found) throw new Error(`${browser.reason} ${browser.mend}`)
  return chromium.launch({
    executablePath: browser.path,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  })
}
