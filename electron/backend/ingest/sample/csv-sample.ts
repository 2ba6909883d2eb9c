import { open } from 'node:fs/promises'
import { AppError } from '#shared/domain/errors.ts'
import { isDecimalCommaText, isNumberText, timeFormatOf } from '#shared/domain/kinds.ts'
import { say } from '#shared/words/say.ts'
import type { ProbedFile } from '../files/probe.ts'
import { type CsvDialect, sniffDialect, splitCsv, splitCsvLines } from '../text/csv.ts'
import { decodeHead } from '../text/encoding.ts'
import { type FileSample, MOST_COLUMNS, SAMPLE_ROWS, type SampledColumn } from './types.ts'

const SLICES = [0.25, 0.5, 0.75, 1]
const SLICE_BYTES = 1 << 17

/**
 * Columns and first values of a delimited file.
 * @throws AppError `FILE_HEADER_ONLY`, `INPUT_TOO_LARGE` for more columns than a log has.
 */
export async function sampleCsv(file: ProbedFile): Promise<FileSample> {
  const text = decodeHead(file.head, file.encoding)
  const dialect = sniffDialect(text, file.complete, {
    isValue: (field) => isNumberText(field) || timeFormatOf([field]) !== null,
    isDecimalComma: isDecimalCommaText,
  })
  if (dialect.names.length > MOST_COLUMNS) throw tooManyColumns(file, dialect.names.length)
  const records = splitCsvLines(text, dialect, { complete: file.complete, limit: SAMPLE_ROWS + 1 })
  const kept = dialect.header ? records.slice(1) : records
  const rows = kept.map(({ fields }) => fields)
  if (rows.length === 0) {
    throw new AppError(
      'FILE_HEADER_ONLY',
      say('error.file.header_only', { file: file.source.name }),
      say('mend.choose_file_with_rows'),
    )
  }
  const later = await sampleLater(file, dialect)
  const columns = dialect.names.map(
    (name, index): SampledColumn => ({
      name,
      texts: rows.map((record) => record[index] ?? ''),
      later: later.map((record) => record[index]),
      storage: null,
      type: null,
    }),
  )
  return {
    file,
    columns,
    rows: rows.length,
    lines: kept.map(({ line }) => line),
    rowsExpected: expectRows(file, rows.length, text.length),
    dialect,
    notes: dialect.notes,
  }
}

/** Exact for a file that was seen whole, by the mean length of a row for a plain one, else unknown. */
function expectRows(file: ProbedFile, rows: number, characters: number): number | null {
  if (file.complete && rows < SAMPLE_ROWS) return rows
  if (file.compression !== 'none' || characters === 0) return null
  const seen = rows >= SAMPLE_ROWS ? 1 : rows / SAMPLE_ROWS
  return seen < 1
    ? Math.round((rows * file.bytes) / file.head.length)
    : Math.round(file.bytes / bytesPerRow(file, rows))
}

function bytesPerRow(file: ProbedFile, rows: number): number {
  let at = 0
  for (let row = 0; row < rows && at !== -1; row++) at = file.head.indexOf(0x0a, at + 1)
  return (at === -1 ? file.head.length : at) / rows
}

/** Whole records from further inside a plain UTF-8 file: columns may hold something else there. */
async function sampleLater(file: ProbedFile, dialect: CsvDialect): Promise<string[][]> {
  if (file.complete || file.compression !== 'none' || file.encoding !== 'utf-8') return []
  const handle = await open(file.source.path, 'r')
  try {
    const found: string[][] = []
    for (const share of SLICES) {
      const start = Math.max(file.head.length, Math.floor((file.bytes - SLICE_BYTES) * share))
      const bytes = new Uint8Array(SLICE_BYTES)
      const { bytesRead } = await handle.read(bytes, 0, SLICE_BYTES, start)
      const text = new TextDecoder().decode(bytes.subarray(0, bytesRead))
      const first = text.indexOf('\n')
      if (first === -1) continue
      const records = splitCsv(text.slice(first + 1), dialect, { complete: false, limit: 1000 })
      found.push(...records.filter((record) => record.length === dialect.names.length))
    }
    return found
  } finally {
    await handle.close()
  }
}

function tooManyColumns(file: ProbedFile, columns: number): AppError {
  return new AppError(
    'INPUT_TOO_LARGE',
    say('error.file.columns', { file: file.source.name, columns, most: MOST_COLUMNS }),
    say('error.file.columns.mend'),
  )
}
