import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { SecretPlace } from '#shared/contract/documents/secret.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { OWNER_ONLY, replaceFile } from '../files/replace-file.ts'
import { KEYCHAINS, type Keychain } from './keychain.ts'

/** What is known of one secret. */
export type SecretStatus = {
  /** Where it lies; null where there is none. */
  readonly kept: SecretPlace | null
  readonly next: SecretPlace
}

/** The secrets of a workspace, by name: in the system's keychain where there is one, else in a file of the owner's. */
export type Secrets = {
  /** Where a secret that is saved now would lie. */
  placeOfNext(): Promise<SecretPlace>
  status(name: string): Promise<SecretStatus>
  /** Null where there is none. Rejects with `NOT_AVAILABLE` where it lies in a keychain that cannot be had here. */
  read(name: string): Promise<string | null>
  /** Rejects where it can be kept nowhere. */
  write(name: string, secret: string): Promise<SecretPlace>
  remove(name: string): Promise<void>
}

const record = z.union([
  z.strictObject({ kept: z.literal('file'), secret: z.string() }),
  z.strictObject({ kept: z.enum(KEYCHAINS), ticket: z.string() }),
])
type Kept = z.infer<typeof record>

/** Each secret has a file in `folder` that holds it, or the keychain's ticket for it. */
export function createSecrets({
  folder,
  keychain,
}: {
  readonly folder: string
  readonly keychain: Keychain | null
}): Secrets {
  /** Keychains that run and keep nothing are found out by the first secret. */
  let isUseless = false
  const isSafe = async () => keychain !== null && !isUseless && (await keychain.isAvailable())
  const fileOf = (name: string) => join(folder, `${requireName(name)}.json`)
  const look = async (name: string): Promise<Kept | null> => {
    const text = await readFile(fileOf(name), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    if (text === null) return null
    try {
      return record.parse(JSON.parse(text))
    } catch (cause) {
      throw lost(name, 'its file cannot be read', cause)
    }
  }
  const forget = async (kept: Kept | null): Promise<void> => {
    if (kept === null || kept.kept === 'file' || kept.kept !== keychain?.name) return
    // The ticket is gone with its file; what the keychain cannot remove now opens nothing.
    await keychain.forget(kept.ticket).catch(() => undefined)
  }
  const sealed = async (name: string, secret: string): Promise<Kept> => {
    if (keychain === null || !(await isSafe())) return { kept: 'file', secret }
    try {
      const ticket = await keychain.seal(secret, `Driftdesk: ${name}`)
      // Some keychains take a secret and lose it, for want of a collection that lasts.
      if ((await keychain.open(ticket)) === secret) return { kept: keychain.name, ticket }
    } catch {
      // A keychain that stays locked: the file is as good as it was without one.
    }
    isUseless = true
    return { kept: 'file', secret }
  }

  const placeOfNext = async (): Promise<SecretPlace> =>
    keychain !== null && (await isSafe()) ? keychain.name : 'file'

  return {
    placeOfNext,
    async status(name) {
      const kept = await look(name).catch(() => null)
      return { kept: kept?.kept ?? null, next: await placeOfNext() }
    },
    async read(name) {
      const kept = await look(name)
      if (kept === null) return null
      if (kept.kept === 'file') return kept.secret
      if (kept.kept !== keychain?.name) throw lost(name, `it lies in another keychain (${kept.kept})`)
      const secret = await keychain.open(kept.ticket).catch((cause: unknown) => {
        throw lost(name, 'the keychain does not open', cause)
      })
      if (secret === null) throw lost(name, 'the keychain does not know it any more')
      return secret
    },
    async write(name, secret) {
      const before = await look(name).catch(() => null)
      const kept = await sealed(name, secret)
      await replaceFile(fileOf(name), `${JSON.stringify(kept)}\n`, OWNER_ONLY)
      await forget(before)
      return kept.kept
    },
    async remove(name) {
      const before = await look(name).catch(() => null)
      await rm(fileOf(name), { force: true })
      await forget(before)
    },
  }
}

function requireName(name: string): string {
  if (/^[a-z][a-z0-9-]{0,99}$/.test(name)) return name
  throw new AppError('INTERNAL', `"${name}" is no name of a secret.`, 'Report this.')
}

function lost(name: string, why: string, cause?: unknown): AppError {
  return new AppError('NOT_AVAILABLE', say('error.secret', { name, why }), say('error.secret.mend'), {
    cause,
  })
}
