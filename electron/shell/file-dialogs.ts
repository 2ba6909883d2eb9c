import { basename, extname } from 'node:path'
import type { FileFilter, OpenDialogOptions, SaveDialogOptions } from 'electron'
import type { OutgoingFile } from '#backend/platform.ts'

const LOG_ENDINGS = ['csv', 'tsv', 'ndjson', 'json', 'parquet', 'pq', 'arrow', 'feather', 'gz', 'zst']

export function openFilesDialog(): OpenDialogOptions {
  return {
    title: 'Open prediction logs',
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Prediction logs', extensions: LOG_ENDINGS },
      { name: 'All files', extensions: ['*'] },
    ],
  }
}

export function workspaceDialog(): OpenDialogOptions {
  return { title: 'Open a workspace', properties: ['openDirectory', 'createDirectory'] }
}

/** @param folder where the dialog starts. The name is a proposal; it cannot lead out of that folder. */
export function saveDialog(
  file: OutgoingFile,
  folder: string,
  join: (...parts: string[]) => string,
): SaveDialogOptions {
  const name = basename(file.name)
  const ending = extname(name).slice(1)
  const filters: FileFilter[] = ending === '' ? [] : [{ name: ending.toUpperCase(), extensions: [ending] }]
  return {
    defaultPath: join(folder, name),
    filters,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  }
}
