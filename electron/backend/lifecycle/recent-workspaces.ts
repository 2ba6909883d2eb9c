import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'

const MOST_KEPT = 30
const kept = z.object({
  schema: z.literal('driftdesk.workspaces/1'),
  workspaces: z.array(z.object({ folder: z.string().min(1), opened_at: z.string() })),
})
export type RecentWorkspace = { readonly folder: string; readonly opened_at: string }

/** The workspaces that this person opened, newest first, in a file outside any of them. */
export type RecentWorkspaces = {
  list(): Promise<readonly RecentWorkspace[]>
  /** Puts a workspace first. */
  note(folder: string, openedAt: string): Promise<void>
  forget(folder: string): Promise<void>
}

/** A file that cannot be read counts as an empty list: it is a convenience, and holds nothing else. */
export function recentWorkspaces(file: string): RecentWorkspaces {
  let last: Promise<unknown> = Promise.resolve()

  const read = async (): Promise<readonly RecentWorkspace[]> => {
    try {
      return kept.parse(JSON.parse(await readFile(file, 'utf8'))).workspaces
    } catch {
      return []
    }
  }
  const write = async (workspaces: readonly RecentWorkspace[]): Promise<void> => {
    const partial = `${file}.${randomBytes(6).toString('hex')}.partial`
    await mkdir(dirname(file), { recursive: true })
    try {
      await writeFile(
        partial,
        `${JSON.stringify({ schema: 'driftdesk.workspaces/1', workspaces }, null, 2)}\n`,
        {
          mode: 0o600,
        },
      )
      await rename(partial, file)
    } finally {
      await rm(partial, { force: true })
    }
  }
  /** One change at a time; another window's list is read afresh each time, so that it is not lost. */
  const change = (edit: (now: readonly RecentWorkspace[]) => readonly RecentWorkspace[]): Promise<void> => {
    const done = last.then(async () => write(edit(await read()).slice(0, MOST_KEPT)))
    last = done.catch(() => undefined)
    return done
  }

  return {
    list: () => last.then(read),
    note: (folder, openedAt) =>
      change((now) => [
        { folder, opened_at: openedAt },
        ...now.filter((workspace) => workspace.folder !== folder),
      ]),
    forget: (folder) => change((now) => now.filter((workspace) => workspace.folder !== folder)),
  }
}
