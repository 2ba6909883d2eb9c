import { createWriteStream } from 'node:fs'
import { mkdtemp, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '#shared/domain/errors.ts'
import { HEAD_BYTES, sniffExtension } from './sniff-format.ts'

/**
 * Writes standard input to a file of its own in `folder`, named by what it holds, since readers need a file they
 * can read twice.
 * @throws AppError `FILE_EMPTY` when nothing came.
 */
export async function spoolStandardInput(
  stdin: Readable & { readonly isTTY?: boolean },
  folder: string,
  signal: AbortSignal,
): Promise<string> {
  if (stdin.isTTY === true) {
    throw new AppError(
      'USAGE',
      '"-" reads standard input, but that is the keyboard.',
      'Pipe a file into it, or name the file.',
    )
  }
  const spool = join(await mkdtemp(join(folder, 'standard-input-')), 'stdin')
  await pipeline(stdin, createWriteStream(spool, { mode: 0o600 }), { signal })
  const file = await open(spool)
  let extension: string
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEAD_BYTES) })
    if (bytesRead === 0) {
      throw new AppError(
        'FILE_EMPTY',
        'Standard input was empty.',
        'Pipe a file with a header and rows into it.',
      )
    }
    extension = sniffExtension(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
  await rename(spool, spool + extension)
  return spool + extension
}
