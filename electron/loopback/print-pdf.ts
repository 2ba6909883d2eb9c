import { mkdtemp, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PdfPrinter } from '#backend/platform.ts'
import { AppError } from '#shared/domain/errors.ts'
import { writeFault } from '../security/files/file-faults.ts'
import type { Browser } from './browser.ts'
import { printFlags, runsAsRoot } from './browser-flags.ts'
import { startProgram } from './child-process.ts'

const PRINT_TIMEOUT_MS = 120_000

/** Prints HTML with the browser of this machine, without showing it. */
export function pdfPrinter(browser: Browser, temporary: string, timeoutMs = PRINT_TIMEOUT_MS): PdfPrinter {
  if (!browser.found) return { available: false, reason: `${browser.reason} ${browser.mend}` }
  return {
    available: true,
    print: (htmlPath, pdfPath) => printPdf(browser.path, htmlPath, pdfPath, temporary, timeoutMs),
  }
}

/** @throws AppError `NOT_AVAILABLE` when the browser does not start, takes too long or prints nothing. */
async function printPdf(
  browserPath: string,
  htmlPath: string,
  pdfPath: string,
  temporary: string,
  timeoutMs: number,
): Promise<void> {
  const profile = await mkdtemp(join(temporary, 'print-'))
  const partial = join(dirname(pdfPath), `.${process.pid}-${Date.now()}.partial.pdf`)
  try {
    const flags = printFlags(pathToFileURL(htmlPath).href, partial, { profile, root: runsAsRoot() })
    const program = startProgram(browserPath, flags)
    const timer = new AbortController()
    const outcome = await Promise.race([program.ended, after(timeoutMs, timer.signal)])
    timer.abort()
    await program.stop()
    if (outcome === 'late') throw fault(`it took longer than ${Math.round(timeoutMs / 1_000)} s`)
    if (outcome.fault !== null) throw fault(outcome.fault)
    if (outcome.status !== 0) throw fault(`it ended with status ${outcome.status ?? 'unknown'}`)
    if (!(await isPdf(partial))) throw fault('it wrote no PDF')
    await rename(partial, pdfPath)
  } catch (error) {
    await rm(partial, { force: true })
    throw writeFault(error, 'the PDF')
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

function fault(why: string): AppError {
  return new AppError(
    'NOT_AVAILABLE',
    `The browser did not print the report: ${why}.`,
    'Save the report as HTML and print it from there, or name another browser in DRIFTDESK_BROWSER.',
  )
}

async function isPdf(path: string): Promise<boolean> {
  try {
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(5) })
      return bytesRead === 5 && buffer.toString('latin1') === '%PDF-'
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}

function after(ms: number, signal: AbortSignal): Promise<'late'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('late'), ms)
    signal.addEventListener('abort', () => clearTimeout(timer))
  })
}
