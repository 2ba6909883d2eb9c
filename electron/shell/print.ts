import { randomBytes } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'
import { AppError } from '#shared/domain/errors.ts'
import { writeFault } from '../security/files/file-faults.ts'
import { printWindowOptions } from './window-options.ts'

const PRINT_TIMEOUT_MS = 120_000

type PrintContents = Pick<BrowserWindow['webContents'], 'printToPDF'> & {
  readonly session: {
    readonly webRequest: Pick<BrowserWindow['webContents']['session']['webRequest'], 'onBeforeRequest'>
  }
}
/** As much of Electron's `BrowserWindow` as is used. */
export type PrintWindow = Pick<BrowserWindow, 'loadURL' | 'destroy'> & { readonly webContents: PrintContents }

/** Whether the print window may load something: the report, and what the report carries in itself. */
export function mayLoadWhilePrinting(url: string, report: string): boolean {
  return url === report || url.startsWith('data:')
}

/**
 * Prints an HTML file to PDF in a hidden window without scripts that loads nothing else; the PDF appears whole.
 * @throws AppError `NOT_AVAILABLE` when it takes too long or Electron cannot print, else why it was not written.
 */
export async function printPdf(
  openWindow: (options: BrowserWindowConstructorOptions) => PrintWindow,
  htmlPath: string,
  pdfPath: string,
  timeoutMs = PRINT_TIMEOUT_MS,
): Promise<void> {
  const report = pathToFileURL(htmlPath).href
  const partial = join(dirname(pdfPath), `.${randomBytes(6).toString('hex')}.partial.pdf`)
  const window = openWindow(printWindowOptions())
  try {
    window.webContents.session.webRequest.onBeforeRequest(({ url }, callback) => {
      callback({ cancel: !mayLoadWhilePrinting(url, report) })
    })
    await writeFile(partial, await within(timeoutMs, render(window, report)))
    await rename(partial, pdfPath)
  } catch (error) {
    await rm(partial, { force: true })
    throw writeFault(error, 'the PDF')
  } finally {
    window.destroy()
  }
}

async function render(window: PrintWindow, report: string): Promise<Uint8Array> {
  try {
    await window.loadURL(report)
    return await window.webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
    })
  } catch (error) {
    throw fault(error instanceof Error ? error.message : String(error))
  }
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(fault(`it took longer than ${Math.round(timeoutMs / 1_000)} s`)),
    timeoutMs,
  )
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

function fault(why: string): AppError {
  return new AppError(
    'NOT_AVAILABLE',
    `The report was not printed: ${why}.`,
    'Save it as HTML and print it from a browser.',
  )
}
