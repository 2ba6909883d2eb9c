import { randomBytes } from 'node:crypto'
import type { WorkspaceReference } from '#shared/contract/lifecycle-operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { WorkspaceToken } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import { workspaceName, workspacePlace } from './workspace-names.ts'

const LIFETIME_MS = 12 * 60 * 60 * 1_000
const TOKEN_BYTES = 18

/** Folders that a page may speak of: outside, only their tokens, names and last parts are known. */
export type WorkspaceTokens = {
  /** The same folder has the same token for as long as it is not too old; granting or using one renews it. */
  grant(folder: string): WorkspaceReference
  /** @throws AppError `TOKEN_EXPIRED` for one that is not known or too old. */
  resolve(token: WorkspaceToken): string
}

export function createWorkspaceTokens(now: () => number = Date.now): WorkspaceTokens {
  const granted = new Map<WorkspaceToken, { readonly folder: string; expires: number }>()
  const known = (folder: string): WorkspaceToken | undefined => {
    for (const [token, entry] of granted) {
      if (entry.expires < now()) granted.delete(token)
      else if (entry.folder === folder) return token
    }
    return undefined
  }
  return {
    grant(folder) {
      const workspace = known(folder) ?? (randomBytes(TOKEN_BYTES).toString('base64url') as WorkspaceToken)
      granted.set(workspace, { folder, expires: now() + LIFETIME_MS })
      return { workspace, name: workspaceName(folder), place: workspacePlace(folder) }
    },
    resolve(token) {
      const entry = granted.get(token)
      if (entry === undefined || entry.expires < now()) {
        granted.delete(token)
        throw new AppError(
          'TOKEN_EXPIRED',
          say('error.workspace.unlisted'),
          say('error.workspace.unlisted.mend'),
        )
      }
      entry.expires = now() + LIFETIME_MS
      return entry.folder
    },
  }
}
