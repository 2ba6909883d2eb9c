import type { JobContext } from '#shared/contract/handlers.ts'
import type { ExportFormat } from '#shared/contract/log-operations.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import type { Delivery } from '../platform.ts'
import { selectionWindow } from '../profiles/windows.ts'
import type { Services } from '../services.ts'
import { deliverFile, exportName } from './deliver-file.ts'

const MEDIA: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.file',
}

/** Writes the rows of a window and hands the file to the person. Rejects with `NOT_FOUND`, `CHUNK_CORRUPT`, `DISK_FULL`, `CANCELLED`. */
export async function exportLog(
  { store, ingest, platform }: Pick<Services, 'store' | 'ingest' | 'platform'>,
  { dataset: id, window = { kind: 'all' }, format }: ParsedParams<'log.export'>,
  context: JobContext,
): Promise<Delivery> {
  const dataset = await store.getDataset(id)
  const file = { name: exportName(dataset.name, `.${format}`), media: MEDIA[format] }
  return deliverFile(platform, file, async (path) => {
    await ingest.exportRows({ dataset, window: selectionWindow(window), format, path }, context)
    context.throwIfCancelled()
  })
}
