import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BreakerView } from '#shared/contract/documents/breaker.ts'
import { replaceFile } from '../../../files/replace-file.ts'

/** One JSON file a model that a serving system may poll; each is replaced as a whole. */
export type StateFiles = {
  write(view: BreakerView): Promise<void>
  remove(model: string): Promise<void>
}

/** The file of a model in a folder of states; names are escaped, so that no model's name leaves the folder. */
export function stateFile(folder: string, model: string): string {
  const plain = encodeURIComponent(model).replaceAll('.', '%2E').replaceAll('*', '%2A')
  return join(folder, `${plain.slice(0, 200)}.json`)
}

export function createStateFiles(folder: string): StateFiles {
  return {
    write: (view) => replaceFile(stateFile(folder, view.model), `${JSON.stringify(view)}\n`),
    remove: (model) => rm(stateFile(folder, model), { force: true }),
  }
}

/** Removes what a stop in the middle of a write left. */
export async function sweepStateFiles(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => [])
  await Promise.all(
    names.filter((name) => name.endsWith('.tmp')).map((name) => rm(join(folder, name), { force: true })),
  )
}
