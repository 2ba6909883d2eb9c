import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { readConfigurationFile } from '#backend/configuration/read-file.ts'
import { AppError } from '#shared/domain/errors.ts'

const MANIFEST = /\.(ya?ml|json)$/i

/**
 * The manifests that `--manifest` names: one file, or every YAML and JSON file of a folder.
 * @throws AppError `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `INPUT_TOO_LARGE`
 */
export async function readManifestFiles(
  name: string,
  folder: string,
): Promise<{ file: string; text: string }[]> {
  const path = resolve(folder, name)
  const found = await stat(path).catch((cause: unknown) => {
    throw new AppError(
      'FILE_NOT_FOUND',
      `There is no file or folder ${path}.`,
      'Name a manifest or the folder with the manifests: --manifest FILE|DIR.',
      { cause },
    )
  })
  if (!found.isDirectory()) return [{ file: basename(path), text: await readConfigurationFile(path) }]
  const files = (await readdir(path)).filter((entry) => MANIFEST.test(entry)).sort()
  if (files.length === 0) {
    throw new AppError(
      'FILE_NOT_FOUND',
      `There is no manifest in ${path}.`,
      'Put a YAML or JSON file for each model there, or leave --manifest out.',
    )
  }
  return Promise.all(
    files.map(async (file) => ({ file, text: await readConfigurationFile(join(path, file)) })),
  )
}
