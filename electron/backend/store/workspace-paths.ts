import { createHash } from 'node:crypto'
import { join } from 'node:path'

/** Where things are in a workspace folder. */
export function workspacePaths(folder: string) {
  return {
    catalogue: join(folder, 'catalogue.sqlite'),
    /** Its exclusive SQLite lock is the lock of the workspace; the system frees it when the process ends. */
    lock: join(folder, 'lock.sqlite'),
    /** Who holds the lock, for the message to the second instance. */
    owner: join(folder, 'owner.json'),
    /** One folder of immutable Arrow files for each dataset. */
    chunks: join(folder, 'chunks'),
    /** Folders of imports that are not finished; emptied on every start. */
    staging: join(folder, 'staging'),
    /** One folder for each baseline, in it one for each dataset, in it one file for each chunk. */
    profiles: join(folder, 'profiles'),
    /** A folder for each model: what the lines of its growing files are; can be lost at the cost of knowing them less exactly. */
    growth: join(folder, 'growth'),
  } as const
}
export type WorkspacePaths = ReturnType<typeof workspacePaths>

/** The folder of a model in `growth`. */
export function growthFolder(model: string): string {
  return createHash('sha256').update(model).digest('hex').slice(0, 32)
}
