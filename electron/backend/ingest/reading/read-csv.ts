import type { DuckDBConnection } from '@duckdb/node-api'
import { AppError } from '#shared/domain/errors.ts'
import { AMBIGUOUS_MISSING_WORDS } from '#shared/domain/kinds.ts'
import { missingWordsOf, valueOfText } from '../duckdb/expressions.ts'
import { duckdbError, sqlPath, sqlText } from '../duckdb/session.ts'
import type { ReadableFile } from '../files/materialise.ts'
import type { ImportPlan, PlannedColumn } from '../plan/plan.ts'
import type { FileSample } from '../sample/types.ts'
import { createLineFinder } from '../text/lines-of-records.ts'
import { type Marker, type QueryColumns, streamQuery } from './read-duckdb.ts'
import { misfitReason, reasonOfReject } from './reject-reasons.ts'
import type { BatchSink, UnreadRow } from './types.ts'

const REJECTS_PAGE = 10_000
/** What a thread takes of the file at once; several of them are in memory, and lines are no longer than 2 MB. */
const BUFFER_BYTES = 8 << 20

let tables = 0

/**
 * Reads a delimited file. Rows that do not fit are rejected with the line on which they start; DuckDB finds most of
 * them, those with unreadable times are found here.
 */
export async function readCsv(
  connection: DuckDBConnection,
  sample: FileSample,
  file: ReadableFile,
  plan: ImportPlan,
  sink: BatchSink,
): Promise<void> {
  const { dialect } = sample
  if (dialect === null) throw new AppError('INTERNAL', 'A CSV file has no dialect.', 'Import the file again.')
  const byName = new Map(plan.columns.map((column) => [column.name, column]))
  const inFile = sample.columns.map(({ name }) => byName.get(name))
  const names = inFile.map((_, index) => `c${index}`)
  const table = `rejects_${++tables}`
  // DuckDB refuses missing words with the escape character in them.
  const words = new Set([...nullWords(inFile)].filter((word) => !word.includes(dialect.escape)))
  const isText = (column: PlannedColumn | undefined) => readAsText(column, sample, words)
  const columns: QueryColumns = plan.columns.map((column) => {
    const at = inFile.indexOf(column)
    if (at === -1) return null
    return { value: isText(column) ? textSql(column, names[at], plan.timezone).value : names[at] }
  })
  const late: UnreadRow[] = []
  const options = [
    'auto_detect = false',
    'hive_partitioning = false',
    `header = ${dialect.header}`,
    `delim = ${sqlText(dialect.delimiter)}`,
    `quote = ${sqlText(dialect.quote)}`,
    `escape = ${sqlText(dialect.escape)}`,
    `compression = ${sqlText(file.compression)}`,
    `nullstr = [${[...words].map(sqlText).join(', ')}]`,
    `columns = {${inFile.map((column, index) => `${names[index]}: ${sqlText(isText(column) ? 'VARCHAR' : typeOf(column))}`).join(', ')}}`,
    `buffer_size = ${BUFFER_BYTES}`,
    'store_rejects = true',
    'rejects_limit = 0',
    `rejects_table = ${sqlText(table)}`,
    `rejects_scan = ${sqlText(`${table}_scans`)}`,
  ]
  if (dialect.decimalComma) options.push(`decimal_separator = ','`)
  const markers: Marker[] = plan.columns.flatMap((column) => {
    const at = inFile.indexOf(column)
    if (at === -1 || !isText(column)) return []
    const { unreadable } = textSql(column, names[at], plan.timezone)
    return [
      {
        sql: `CASE WHEN ${unreadable} THEN ${names[at]} END`,
        describe: (text: string) => ({
          line: null,
          column: column.name,
          reason: misfitReason(text, column.storage),
          text: text.slice(0, 500),
        }),
      },
    ]
  })
  try {
    await streamQuery(
      connection,
      plan.columns,
      columns,
      markers,
      `FROM read_csv(${sqlPath(file.path)}, ${options.join(', ')})`,
      { batch: sink.batch, reject: (row) => late.push(row) },
    )
    await reportRejects(connection, table, sample, file, inFile, late, sink)
  } catch (error) {
    throw duckdbError(sample.file.source, 'CSV', error)
  } finally {
    // An interrupted connection refuses this; its tables end with it.
    await connection.run(`DROP TABLE IF EXISTS ${table}; DROP TABLE IF EXISTS ${table}_scans`).catch(() => {})
  }
}

/** Words that DuckDB reads as missing in every column: all of them where no column holds texts, else the sure ones. */
function nullWords(inFile: readonly (PlannedColumn | undefined)[]): ReadonlySet<string> {
  const hasTexts = inFile.some((column) => column === undefined || column.storage === 'string')
  const all = missingWordsOf(inFile.flatMap((column) => (column === undefined ? [] : [column])))
  const own = new Set(inFile.flatMap((column) => (column?.missingWord == null ? [] : [column.missingWord])))
  return new Set(hasTexts ? all.filter((word) => !AMBIGUOUS_MISSING_WORDS.has(word) && !own.has(word)) : all)
}

/**
 * Whether a column that holds no texts is read as texts and cast afterwards: times, since DuckDB would drop those that
 * it cannot read without a word, and columns with missing words that are values elsewhere in the file.
 */
function readAsText(
  column: PlannedColumn | undefined,
  sample: FileSample,
  words: ReadonlySet<string>,
): column is PlannedColumn {
  if (column === undefined || column.storage === 'string') return false
  if (column.storage === 'timestamp' && column.time !== null && !column.time.startsWith('epoch_')) return true
  if (column.missingWord !== null && !words.has(column.missingWord)) return true
  const texts = sample.columns.find(({ name }) => name === column.name)
  const isOther = (text: string) => AMBIGUOUS_MISSING_WORDS.has(text) && !words.has(text)
  return texts !== undefined && (texts.texts.some(isOther) || texts.later.some(isOther))
}

function typeOf(column: PlannedColumn | undefined): string {
  if (column === undefined || column.storage === 'string') return 'VARCHAR'
  return column.storage === 'boolean' ? 'BOOLEAN' : 'DOUBLE'
}

function textSql(column: PlannedColumn, name: string, timezone: string) {
  return valueOfText(column, name, timezone)
}

type RejectRow = { at: number; column: string | null; kind: string; message: string; text: string | null }

/** Passes DuckDB's rejects and those found here on in the order of the file, with the lines on which they start. */
async function reportRejects(
  connection: DuckDBConnection,
  table: string,
  sample: FileSample,
  file: ReadableFile,
  inFile: readonly (PlannedColumn | undefined)[],
  late: readonly UnreadRow[],
  sink: BatchSink,
): Promise<void> {
  const { dialect } = sample
  const count = await connection.runAndReadAll(`SELECT count(*) FROM ${table}`)
  if (dialect === null || (Number(count.getRows()[0]?.[0] ?? 0) === 0 && late.length === 0)) return
  const lines = createLineFinder(file.path, file.compression, dialect)
  try {
    const rejected: number[] = []
    for (let after = -1; ; ) {
      // One row can break several rules; the first is told.
      const page = await connection.runAndReadAll(
        `SELECT CAST(line_byte_position AS DOUBLE), arg_min(column_name, column_idx), arg_min(error_type, column_idx),
                arg_min(error_message, column_idx), arg_min(csv_line, column_idx)
         FROM ${table} WHERE line_byte_position > ${after} GROUP BY line_byte_position
         ORDER BY line_byte_position LIMIT ${REJECTS_PAGE}`,
      )
      const rows = page.getRows().map(
        ([at, column, kind, message, text]): RejectRow => ({
          at: Number(at),
          column: column === null ? null : String(column),
          kind: String(kind),
          message: String(message),
          text: text === null ? null : String(text),
        }),
      )
      for (const row of rows) {
        const index = row.column === null ? -1 : Number(row.column.replace(/^c/, ''))
        const column = inFile[index]
        sink.reject({
          record: -1,
          line: await lines.lineAt(row.at),
          column: sample.columns[index]?.name ?? '',
          reason: reasonOfReject(row.kind, row.message, column?.storage ?? 'string'),
          text: (row.text ?? '').replace(/^[\r\n]+/, '').slice(0, 500),
        })
        if (late.length > 0) rejected.push(row.at)
      }
      if (rows.length < REJECTS_PAGE) break
      after = rows[rows.length - 1].at
    }
    if (late.length === 0) return
    const places = await lines.linesOfRecords(
      late.map(({ record }) => record),
      rejected,
    )
    for (const [index, row] of late.entries()) sink.reject({ ...row, ...places[index] })
  } finally {
    await lines.close()
  }
}
