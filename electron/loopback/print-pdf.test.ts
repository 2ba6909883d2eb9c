import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, findBrowser } from './browser.ts'
import { pdfPrinter } from './print-pdf.ts'

const browser = findBrowser()
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
  await writeFile(join(folder, 'report.html'), '<!doctype html><title>Report</title><p>Drift')
})
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

function print(chosen: Browser, timeoutMs?: number): Promise<void> {
  const printer = pdfPrinter(chosen, folder, timeoutMs)
  if (!printer.available) throw new Error(printer.reason)
  return printer.print(join(folder, 'report.html'), join(folder, 'report.pdf'))
}

async function program(script: string): Promise<Browser> {
  const path = join(folder, 'browser.sh')
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
  return { found: true, path }
}

describe.skipIf(!browser.found)('with the browser of this machine', () => {
  it('prints HTML to PDF and leaves no profile behind', async () => {
    await print(browser)
    expect((await readFile(join(folder, 'report.pdf'))).subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect((await readdir(folder)).toSorted()).toEqual(['report.html', 'report.pdf'])
  })
})

describe('when it fails', () => {
  it('is not available without a browser, with the reason and the mend', () => {
    expect(pdfPrinter({ found: false, reason: 'None was found.', mend: 'Install one.' }, folder)).toEqual({
      available: false,
      reason: 'None was found. Install one.',
    })
  })

  it('reports a browser that is not there', async () => {
    await expect(print({ found: true, path: join(folder, 'none') })).rejects.toMatchObject({
      code: 'NOT_AVAILABLE',
    })
  })

  it.skipIf(process.platform === 'win32')('reports a browser that ends badly', async () => {
    await expect(print(await program('exit 3'))).rejects.toMatchObject({
      code: 'NOT_AVAILABLE',
      message: 'The browser did not print the report: it ended with status 3.',
    })
  })

  it.skipIf(process.platform === 'win32')('reports a browser that prints nothing', async () => {
    await expect(print(await program('exit 0'))).rejects.toMatchObject({
      message: 'The browser did not print the report: it wrote no PDF.',
    })
  })

  it.skipIf(process.platform === 'win32')('ends a browser that hangs', async () => {
    await expect(print(await program('exec sleep 60'), 200)).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
    expect((await readdir(folder)).filter((name) => name.endsWith('.pdf'))).toEqual([])
  })
})
