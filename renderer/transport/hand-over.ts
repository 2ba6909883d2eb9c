import { type Bridge, LOOPBACK_PATHS } from '#shared/contract/bridge.ts'
import { errorShape, fromErrorShape } from '#shared/contract/errors.ts'
import { type FileReference, fileReference } from '#shared/contract/sources.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'

/**
 * Exchanges a file of the page for a token. `onSent` is told the bytes that have left the page.
 * Rejects with an `AppError`, `CANCELLED` after the signal.
 */
export type HandOver = (
  file: File,
  signal: AbortSignal,
  onSent: (bytes: number) => void,
) => Promise<FileReference>

/** The host reads the file itself: only a reference crosses. */
export function handOverByBridge(bridge: Bridge): HandOver {
  return async (file, signal, onSent) => {
    const answer = await bridge.grantFile(file)
    if (signal.aborted) throw cancelled(file.name)
    if (!answer.ok) throw fromErrorShape(answer.error)
    onSent(file.size)
    return fileReference.parse(answer.result)
  }
}

/** The bytes are streamed to the host by POST. XMLHttpRequest, since fetch does not tell how much was sent. */
export function handOverByUpload(): HandOver {
  return (file, signal, onSent) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open('POST', `${LOOPBACK_PATHS.files}?name=${encodeURIComponent(file.name.toWellFormed())}`)
      request.setRequestHeader('content-type', 'application/octet-stream')
      request.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, file.size))
      request.onload = () => {
        try {
          resolve(readUploadAnswer(request.responseText, file.name))
        } catch (error) {
          reject(error)
        }
      }
      request.onerror = () => reject(broken(file.name))
      request.onabort = () => reject(cancelled(file.name))
      signal.addEventListener('abort', () => request.abort(), { once: true })
      if (signal.aborted) reject(cancelled(file.name))
      else request.send(file)
    })
}

/**
 * What the host answered to an upload.
 * @throws AppError what the host said, or `FILE_UNREADABLE` when it said nothing that fits.
 */
export function readUploadAnswer(text: string, name: string): FileReference {
  const answer = parseJson(text)
  const reference = fileReference.safeParse(answer)
  if (reference.success) return reference.data
  const refusal = errorShape.safeParse(answer)
  if (refusal.success) throw fromErrorShape(refusal.data)
  throw broken(name)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function broken(name: string): AppError {
  return new AppError(
    'FILE_UNREADABLE',
    say('error.handed.broken', { name }),
    say('error.handed.broken.mend'),
  )
}

function cancelled(name: string): AppError {
  return new AppError(
    'CANCELLED',
    say('error.handed.cancelled', { name }),
    say('error.handed.cancelled.mend'),
  )
}
