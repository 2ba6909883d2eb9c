import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { FileReference } from '#shared/contract/sources.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { FileToken } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import type { SourceFile } from '../ingest/types.ts'

const LIFETIME_MS = 12 * 60 * 60 * 1_000
const TOKEN_BYTES = 18

/** Files the person handed over: outside, only their tokens are known. */
export type FileGrants = {
  grant(path: string, name?: string): Promise<FileReference>
  /** Rejects with `TOKEN_EXPIRED` when a token is not known or too old. Using a token renews it. */
  resolve(tokens: readonly FileToken[]): SourceFile[]
  describe(tokens: readonly FileToken[]): FileReference[]
  /** Grants files that came from outside the page and keeps them until a page takes them. */
  offer(paths: readonly string[]): Promise<void>
  takeOffered(): FileReference[]
}

export function createFileGrants(now: () => number = Date.now): FileGrants {
  let offered: FileReference[] = []
  const granted = new Map<FileToken, SourceFile & { bytes: number; expires: number }>()

  const find = (token: FileToken) => {
    const entry = granted.get(token)
    if (entry === undefined || entry.expires < now()) {
      granted.delete(token)
      throw new AppError('TOKEN_EXPIRED', say('error.file.forgotten'), say('mend.choose_file_again'))
    }
    entry.expires = now() + LIFETIME_MS
    return entry
  }

  const grant = async (path: string, name?: string): Promise<FileReference> => {
    const absolute = resolve(path)
    const bytes = await readableBytes(absolute, name ?? path)
    const token = randomBytes(TOKEN_BYTES).toString('base64url') as FileToken
    const entry = { path: absolute, name: name ?? basename(absolute), bytes, expires: now() + LIFETIME_MS }
    granted.set(token, entry)
    return { token, name: entry.name, bytes }
  }

  return {
    grant,
    async offer(paths) {
      offered.push(...(await Promise.all(paths.map((path) => grant(path)))))
    },
    takeOffered() {
      const taken = offered
      offered = []
      return taken
    },
    resolve: (tokens) => tokens.map(find).map(({ path, name }) => ({ path, name })),
    describe: (tokens) =>
      tokens.map((token) => {
        const { name, bytes } = find(token)
        return { token, name, bytes }
      }),
  }
}

async function readableBytes(path: string, name: string): Promise<number> {
  try {
    const info = await stat(path)
    if (info.isDirectory()) {
      throw new AppError(
        'FILE_UNREADABLE',
        say('error.file.folder', { name }),
        say('mend.choose_files_within'),
      )
    }
    await access(path, constants.R_OK)
    return info.size
  } catch (error) {
    if (error instanceof AppError) throw error
    const missing =
      error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    throw missing
      ? new AppError('FILE_NOT_FOUND', say('error.file.absent', { name }), say('error.file.absent.mend'))
      : new AppError(
          'FILE_UNREADABLE',
          say('error.file.unreadable', { name }),
          say('error.file.unreadable.mend'),
          {
            cause: error,
          },
        )
  }
}
