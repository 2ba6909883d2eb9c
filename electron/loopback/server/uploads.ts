import { randomBytes } from 'node:crypto'
import { mkdir, open, rm, statfs } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type { Backend } from '#backend/backend.ts'
import type { FileReference } from '#shared/contract/sources.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { writeFault } from '../../security/files/file-faults.ts'
import { fileEndings, plainFileName } from './file-names.ts'

export type UploadLimits = {
  /** Largest file that is taken, in bytes. */
  readonly fileBytes: number
  /** Bytes that stay free on the disk of the temporary folder. */
  readonly reserveBytes: number
}

/**
 * Streams the body of a request into a file of the temporary folder and makes that file known to the backend.
 * Nothing of it stays when it is too large, when the disk fills up, or when the page goes away.
 * @throws AppError `INPUT_TOO_LARGE`, `DISK_FULL`, `DISCONNECTED`, or what the backend says.
 */
export async function receiveUpload(
  request: IncomingMessage,
  sentName: string,
  folder: string,
  backend: Backend,
  limits: UploadLimits,
): Promise<FileReference> {
  const name = plainFileName(sentName)
  const announced = Number(request.headers['content-length'] ?? 0)
  if (announced > limits.fileBytes) throw tooLarge(name, limits.fileBytes)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await refuseWithoutSpace(folder, announced + limits.reserveBytes, name)

  const path = join(folder, `${randomBytes(16).toString('hex')}${fileEndings(name)}`)
  try {
    await writeBody(request, path, name, limits.fileBytes)
    return await backend.grantFile(path, name)
  } catch (error) {
    await rm(path, { force: true })
    if (request.destroyed && !request.complete) {
      throw new AppError(
        'DISCONNECTED',
        say('error.upload.broken', { name }),
        say('mend.choose_file_again'),
        {
          cause: error,
        },
      )
    }
    throw writeFault(error, name)
  }
}

async function writeBody(request: IncomingMessage, path: string, name: string, limit: number): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    let bytes = 0
    // A stream that is left early is destroyed by default, and with it the socket on which the answer must go.
    const chunks: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false })
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > limit) throw tooLarge(name, limit)
      await file.writeFile(chunk)
    }
  } finally {
    await file.close()
  }
}

async function refuseWithoutSpace(folder: string, needed: number, name: string): Promise<void> {
  const disk = await statfs(folder)
  if (disk.bavail * disk.bsize >= needed) return
  throw new AppError(
    'DISK_FULL',
    say('error.upload.space', { name }),
    'Free some space, or start Driftdesk with TMPDIR set to a folder on a larger disk.',
  )
}

function tooLarge(name: string, limit: number): AppError {
  return new AppError(
    'INPUT_TOO_LARGE',
    `${name} is larger than ${Math.floor(limit / 2 ** 20)} MiB, the most that can be handed over through the window.`,
    'Give the file to the command line instead: driftdesk open FILE.',
  )
}
