import { open } from 'node:fs/promises'
import type { RejectedRow } from '#shared/contract/documents/import.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { RejectsFormat } from '#shared/contract/log-operations.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import type { Delivery } from '../platform.ts'
import { csvText } from '../reports/csv/csv-cells.ts'
import type { Services } from '../services.ts'
import { toStorageError } from '../store/storage-errors.ts'
import { deliverFile, exportName } from './deliver-file.ts'

const PAGE = 2_000
const MEDIA: Record<RejectsFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
}

/**
 * Writes all rejected rows of a log and hands the file to the person: in CSV a line each with file, line, column,
 * reason and text, the cells safe for spreadsheets; in NDJSON the same as objects, letter by letter. Rejects with
 * `NOT_FOUND`, `DISK_FULL`, `CANCELLED`.
 */
export async function exportRejects(
  { store, platform }: Pick<Services, 'store' | 'platform'>,
  { dataset: id, format }: ParsedParams<'datasets.exportRejects'>,
  context: JobContext,
): Promise<Delivery> {
  const dataset = await store.getDataset(id)
  const file = { name: exportName(dataset.name, `-rejected.${format}`), media: MEDIA[format] }
  return deliverFile(platform, file, async (path) => {
    const out = await open(path, 'w')
    try {
      if (format === 'csv') await out.write(csvText([['file', 'line', 'column', 'reason', 'text']]))
      for (let offset = 0; ; offset += PAGE) {
        context.throwIfCancelled()
        const { total, rows } = await store.listRejects([id], offset, PAGE)
        context.report({
          stage: 'writing',
          subject: dataset.name,
          done: offset,
          total,
          unit: 'rows',
          rows_per_second: null,
          seconds_left: null,
        })
        await out.write(textOf(rows, format))
        if (offset + rows.length >= total || rows.length === 0) break
      }
      await out.sync()
    } catch (error) {
      throw toStorageError(error, path)
    } finally {
      await out.close()
    }
  })
}

function textOf(rows: readonly RejectedRow[], format: RejectsFormat): string {
  if (format === 'ndjson') return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  return csvText(
    rows.map(({ file, line, column, reason, text }) => [
      file,
      line === 0 ? null : line,
      column,
      reason,
      text,
    ]),
  )
}
