import type { Delivery, OutgoingFile, Platform } from '#backend/platform.ts'
import { placeFile } from '../security/files/place-file.ts'
import type { Browser } from './browser.ts'
import { openExternally } from './external-browser.ts'
import { secretService } from './keychain/secret-service.ts'
import { outerChecks } from './outer-checks.ts'
import { pdfPrinter } from './print-pdf.ts'

export type NodePlatformOptions = {
  readonly shell: 'loopback' | 'cli'
  readonly paths: Platform['paths']
  /** Prints PDFs. */
  readonly browser: Browser
  /** Where finished files go: `Downloads.deliver` in a window, `deliverTo(path)` on the command line. */
  readonly deliver: (file: OutgoingFile) => Promise<Delivery>
  /** Shows a line to the person, on the terminal. */
  readonly say: (line: string) => void
}

/** What Node alone can supply: the platform of the loopback window and of the command line. */
export function nodePlatform(options: NodePlatformOptions): Platform {
  return {
    shell: options.shell,
    paths: options.paths,
    dialogs: null,
    pdf: pdfPrinter(options.browser, options.paths.temporary),
    secrets: process.platform === 'linux' ? secretService() : null,
    deliver: options.deliver,
    notify: ({ title, body }) => options.say(`${title}: ${body}`),
    openExternal: openExternally,
    outerChecks,
  }
}

/** Delivers to a path that the person named. */
export function deliverTo(path: string): (file: OutgoingFile) => Promise<Delivery> {
  return async (file) => ({ kind: 'saved', name: file.name, bytes: await placeFile(file.path, path) })
}
