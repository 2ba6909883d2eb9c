import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserWindowConstructorOptions, OpenDialogOptions, SaveDialogOptions } from 'electron'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { electronPlatform } from './platform.ts'
import { mayLoadWhilePrinting, type PrintWindow, printPdf } from './print.ts'
import { NO_SAFE_STORAGE } from './testing/no-safe-storage.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
  await writeFile(join(folder, 'made.html'), '<p>report</p>')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

type Answers = { open?: string[]; save?: string }

function platform(answers: Answers) {
  const asked: (OpenDialogOptions | SaveDialogOptions)[] = []
  const opened: string[] = []
  const made = electronPlatform(
    {
      dialog: {
        async showOpenDialog(...args: unknown[]) {
          asked.push(args.at(-1) as OpenDialogOptions)
          return { canceled: answers.open === undefined, filePaths: answers.open ?? [] }
        },
        async showSaveDialog(...args: unknown[]) {
          asked.push(args.at(-1) as SaveDialogOptions)
          return { canceled: answers.save === undefined, filePath: answers.save ?? '' }
        },
      },
      window: () => undefined,
      openPrintWindow: () => {
        throw new Error('no window here')
      },
      showNotification: () => undefined,
      openExternal: async (url) => {
        opened.push(url)
      },
      safeStorage: NO_SAFE_STORAGE,
      downloads: folder,
    },
    { workspace: folder, temporary: folder, resources: folder },
  )
  return { made, asked, opened }
}

const file = () => ({ path: join(folder, 'made.html'), name: 'report.html', media: 'text/html' })

describe('dialogs', () => {
  it('choose several files', async () => {
    const { made, asked } = platform({ open: ['/a.csv', '/b.parquet'] })
    expect(await made.dialogs?.chooseFiles()).toEqual(['/a.csv', '/b.parquet'])
    expect(asked[0]?.properties).toEqual(['openFile', 'multiSelections'])
  })

  it('choose nothing when cancelled', async () => {
    expect(await platform({}).made.dialogs?.chooseFiles()).toEqual([])
  })
})

describe('deliver', () => {
  it('saves where the person says', async () => {
    const { made, asked } = platform({ save: join(folder, 'mine.html') })
    expect(await made.deliver(file())).toEqual({ kind: 'saved', name: 'mine.html', bytes: 13 })
    expect(await readFile(join(folder, 'mine.html'), 'utf8')).toBe('<p>report</p>')
    expect(asked[0]).toMatchObject({
      defaultPath: join(folder, 'report.html'),
      filters: [{ name: 'HTML', extensions: ['html'] }],
    })
  })

  it('saves nothing when cancelled', async () => {
    expect(await platform({}).made.deliver(file())).toEqual({ kind: 'cancelled' })
    expect(await readdir(folder)).toEqual(['made.html'])
  })

  it('proposes a name that stays in the folder', async () => {
    const { made, asked } = platform({})
    await made.deliver({ ...file(), name: '../../evil.html' })
    expect(asked[0]?.defaultPath).toBe(join(folder, 'evil.html'))
  })

  it('says why a file could not be saved', async () => {
    const { made } = platform({ save: join(folder, 'none', 'mine.html') })
    await expect(made.deliver(file())).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('openExternal', () => {
  it('opens https links only', async () => {
    const { made, opened } = platform({})
    await made.openExternal('https://example.org/')
    await expect(made.openExternal('file:///etc/passwd')).rejects.toMatchObject({ code: 'BAD_PARAMS' })
    expect(opened).toEqual(['https://example.org/'])
  })
})

describe('printPdf', () => {
  /** A window that prints what it was told; its requests are asked of the filter that was set. */
  function printing(print: () => Promise<Buffer>) {
    const seen = { options: {} as BrowserWindowConstructorOptions, loaded: [] as string[], destroyed: 0 }
    const openWindow = (options: BrowserWindowConstructorOptions): PrintWindow => {
      seen.options = options
      return {
        loadURL: async (url) => {
          seen.loaded.push(url)
        },
        destroy: () => {
          seen.destroyed += 1
        },
        webContents: { printToPDF: print, session: { webRequest: { onBeforeRequest: () => undefined } } },
      }
    }
    return { seen, openWindow }
  }
  const paths = () => [join(folder, 'made.html'), join(folder, 'report.pdf')] as const

  it('prints in a hidden window that runs no scripts, and closes it', async () => {
    const { seen, openWindow } = printing(async () => Buffer.from('%PDF-1.7'))
    await printPdf(openWindow, ...paths())
    expect(await readFile(join(folder, 'report.pdf'), 'utf8')).toBe('%PDF-1.7')
    expect(seen.options).toMatchObject({ show: false, webPreferences: { sandbox: true, javascript: false } })
    expect([seen.loaded, seen.destroyed]).toEqual([[pathToFileURL(join(folder, 'made.html')).href], 1])
  })

  it('leaves nothing behind when it fails', async () => {
    const { seen, openWindow } = printing(() => Promise.reject(new Error('printer on fire')))
    await expect(printPdf(openWindow, ...paths())).rejects.toMatchObject({
      code: 'NOT_AVAILABLE',
      message: 'The report was not printed: printer on fire.',
    })
    expect([await readdir(folder), seen.destroyed]).toEqual([['made.html'], 1])
  })

  it('ends after a while', async () => {
    const { seen, openWindow } = printing(() => new Promise(() => undefined))
    await expect(printPdf(openWindow, ...paths(), 50)).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
    expect(seen.destroyed).toBe(1)
  })

  it.each([
    ['file:///r.html', true],
    ['data:image/png;base64,AA', true],
    ['file:///etc/passwd', false],
    ['https://example.org/', false],
    ['http://127.0.0.1/', false],
  ])('may load %s: %s', (url, allowed) => {
    expect(mayLoadWhilePrinting(url, 'file:///r.html')).toBe(allowed)
  })
})
