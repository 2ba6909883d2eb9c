import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Delivery, Platform } from '../platform.ts'

const LONGEST_NAME = 80

/** Has a file written under a name of its own in the temporary folder and hands it to the person. */
export async function deliverFile(
  platform: Pick<Platform, 'paths' | 'deliver'>,
  { name, media }: { readonly name: string; readonly media: string },
  write: (path: string) => Promise<void>,
): Promise<Delivery> {
  await mkdir(platform.paths.temporary, { recursive: true })
  const path = join(platform.paths.temporary, `${randomUUID()}-${name}`)
  let handedOver = false
  try {
    await write(path)
    const delivered = await platform.deliver({ path, name, media })
    handedOver = delivered.kind === 'download'
    return delivered
  } finally {
    // A download is read from where it is.
    if (!handedOver) await rm(path, { force: true })
  }
}

/** The log's own name with another ending, without what file systems refuse. */
export function exportName(logName: string, ending: string): string {
  const plain = logName.slice(0, logName.length - extname(logName).length)
  const safe = plain.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+/, '')
  return `${safe.slice(0, LONGEST_NAME) || 'log'}${ending}`
}
