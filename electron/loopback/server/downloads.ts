import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Delivery, OutgoingFile } from '#backend/platform.ts'
import { LOOPBACK_PATHS } from '#shared/contract/bridge.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import { AppError } from '#shared/domain/errors.ts'
import { writeFault } from '../../security/files/file-faults.ts'
import { securityHeaders } from '../../security/headers.ts'
import { attachment } from './file-names.ts'
import { replyError } from './replies.ts'

/** Files on their way to the person, each under an id that cannot be guessed and that expires. */
export type Downloads = {
  /** Takes a finished file over and tells where the page can fetch it. */
  deliver(file: OutgoingFile): Promise<Delivery>
  /** Answers a request for one of them. */
  serve(id: string, response: ServerResponse): Promise<void>
}

type Entry = { readonly file: OutgoingFile; readonly expires: number }

/** @param lifetimeMs how long a file can be fetched, as often as wanted; it is deleted some time after. */
export function createDownloads(lifetimeMs = 15 * 60_000, now: () => number = Date.now): Downloads {
  const entries = new Map<string, Entry>()

  const removeExpired = async () => {
    for (const [id, entry] of entries) {
      if (entry.expires > now()) continue
      entries.delete(id)
      await rm(entry.file.path, { force: true })
    }
  }

  return {
    async deliver(file) {
      await removeExpired()
      const bytes = await sizeOf(file)
      const id = randomBytes(32).toString('base64url')
      entries.set(id, { file, expires: now() + lifetimeMs })
      return { kind: 'download', name: file.name, bytes, url: `${LOOPBACK_PATHS.downloads}/${id}` }
    },
    async serve(id, response) {
      await removeExpired()
      const entry = entries.get(id)
      if (entry === undefined) {
        replyError(
          response,
          toErrorShape(new AppError('TOKEN_EXPIRED', 'This download is over.', 'Save the file again.')),
        )
        return
      }
      await send(entry.file, response)
    },
  }
}

async function sizeOf(file: OutgoingFile): Promise<number> {
  try {
    const handle = await open(file.path)
    try {
      return (await handle.stat()).size
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw writeFault(error, file.name)
  }
}

async function send(file: OutgoingFile, response: ServerResponse): Promise<void> {
  const bytes = await sizeOf(file)
  response.writeHead(200, {
    ...securityHeaders(),
    'Content-Type': file.media,
    'Content-Length': bytes,
    'Content-Disposition': attachment(file.name),
    'Accept-Ranges': 'none',
  })
  if (response.req.method === 'HEAD') response.end()
  else await pipeline(createReadStream(file.path), response)
}
