import { basename, join } from 'node:path'
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Dialog,
  NotificationConstructorOptions,
  OpenDialogOptions,
} from 'electron'
import type { Delivery, OutgoingFile, Platform } from '#backend/platform.ts'
import type { DoctorCheck } from '#shared/contract/documents/doctor.ts'
import { AppError } from '#shared/domain/errors.ts'
import { isExternalLink } from '../security/external-links.ts'
import { placeFile } from '../security/files/place-file.ts'
import { openFilesDialog, saveDialog, workspaceDialog } from './file-dialogs.ts'
import { type PrintWindow, printPdf } from './print.ts'
import { type SafeStorageParts, safeStorageKeychain } from './safe-storage.ts'

/** The parts of Electron that the platform uses. */
export type ElectronParts<Window extends BrowserWindow = BrowserWindow> = {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>
  /** The window that dialogs belong to, if one is open. */
  readonly window: () => Window | undefined
  readonly openPrintWindow: (options: BrowserWindowConstructorOptions) => PrintWindow
  readonly showNotification: (options: NotificationConstructorOptions) => void
  readonly openExternal: (url: string) => Promise<void>
  readonly safeStorage: SafeStorageParts
  /** Where a save dialog starts. */
  readonly downloads: string
}

/** What the desktop app supplies to the backend. */
export function electronPlatform(parts: ElectronParts, paths: Platform['paths']): Platform {
  return {
    shell: 'electron',
    paths,
    dialogs: { chooseFiles: () => chooseFiles(parts), chooseFolder: () => chooseFolder(parts) },
    pdf: {
      available: true,
      print: (htmlPath, pdfPath) => printPdf(parts.openPrintWindow, htmlPath, pdfPath),
    },
    secrets: safeStorageKeychain(parts.safeStorage),
    deliver: (file) => deliver(parts, file),
    notify: (notification) => parts.showNotification(notification),
    async openExternal(url) {
      if (!isExternalLink(url)) {
        throw new AppError(
          'BAD_PARAMS',
          'Only https links are opened outside Driftdesk.',
          'Copy the link instead.',
        )
      }
      await parts.openExternal(url)
    },
    outerChecks: async () => [
      here('electron', process.versions.electron ?? '', 'It shows this window.'),
      here('browser', '', 'None is needed: Electron shows the window.'),
      here('display', '', 'A window can be shown.'),
    ],
  }
}

function here(name: DoctorCheck['name'], version: string, detail: string): DoctorCheck {
  return { name, ok: true, version, detail, mend: '' }
}

/** The files that the person chooses; empty when they cancel. */
export async function chooseFiles(
  parts: Pick<ElectronParts, 'dialog' | 'window'>,
): Promise<readonly string[]> {
  return chooseIn(parts, openFilesDialog())
}

async function chooseFolder(parts: Pick<ElectronParts, 'dialog' | 'window'>): Promise<string | null> {
  return (await chooseIn(parts, workspaceDialog()))[0] ?? null
}

async function chooseIn(
  { dialog, window }: Pick<ElectronParts, 'dialog' | 'window'>,
  options: OpenDialogOptions,
): Promise<readonly string[]> {
  const owner = window()
  const { canceled, filePaths } =
    owner === undefined ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(owner, options)
  return canceled ? [] : filePaths
}

async function deliver(parts: ElectronParts, file: OutgoingFile): Promise<Delivery> {
  const options = saveDialog(file, parts.downloads, join)
  const window = parts.window()
  const { canceled, filePath } =
    window === undefined
      ? await parts.dialog.showSaveDialog(options)
      : await parts.dialog.showSaveDialog(window, options)
  if (canceled || filePath === '') return { kind: 'cancelled' }
  return { kind: 'saved', name: basename(filePath), bytes: await placeFile(file.path, filePath) }
}
