import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { ExportFormat } from '#shared/contract/log-operations.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import type { Delivery } from '../platform.ts'
import { selectionWindow } from '../profiles/windows.ts'
import type { Services } from '../services.ts'

const MEDIA: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.file',
}
const LONGEST_NAME = 80

/** Writes the rows of a window and hands the file to the person. Rejects with `NOT_FOUND`, `CHUNK_CORRUPT`, `DISK_FULL`, `CANCELLED`. */
export async function exportLog(
  { store, ingest, platform }: Pick<Services, 'store' | 'ingest' | 'platform'>,
  { dataset: id, window = { kind: 'all' }, format }: ParsedParams<'log.export'>,
  context: JobContext,
): Promise<Delivery> {
  const dataset = await store.getDataset(id)
  const name = exportName(dataset.name, format)
  await mkdir(platform.paths.temporary, { recursive: true })
  const path = join(platform.paths.temporary, `${randomUUID()}-${name}`)
  let handedOver = false
  try {
    await ingest.exportRows({ dataset, window: selectionWindow(window), format, path }, context)
    context.throwIfCancelled()
    const delivered = await platform.deliver({ path, name, media: MEDIA[format] })
    handedOver = delivered.kind === 'download'
    return delivered
  } finally {
    // A download is read from where it is.
    if (!handedOver) await rm(path, { force: true })
  }
}

/** The log's own name with the ending of the format, without what file systems refuse. */
export function exportName(logName: string, format: ExportFormat): string {
  const plain = logName.slice(0, logName.length - extname(logName).length)
  const safe = plain.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+/, '')
  return `${safe.slice(0, LONGEST_NAME) || 'log'}.${format}`
}
