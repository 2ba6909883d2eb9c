import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { AppError } from '#shared/domain/errors.ts'
import { AMBIGUOUS_MISSING_WORDS } from '#shared/domain/kinds.ts'
import { missingWordsOf, valueOfText } from '../duckdb/expressions.ts'
import { duckdbError, sqlPath, sqlText } from '../duckdb/session.ts'
import type { ReadableFile } from '../files/materialise.ts'
import type { ImportPlan, PlannedColumn } from '../plan/plan.ts'
import { createPhase } from '../progress.ts'
import type { FileSample } from '../sample/types.ts'
import { createLineFinder } from '../text/lines-of-records.ts'
import type { JobSignals } from '../types.ts'
import { createLateRows, type LateRows } from './late-rows.ts'
import { type Marker, type QueryColumns, streamQuery } from './read-duckdb.ts'
import { misfitReason, reasonOfReject } from './reject-reasons.ts'
import type { BatchSink } from './types.ts'

const LONGEST_TEXT = 500
/**
 * Where a rejected row is, as SQL: a byte between the end of the row before and its start. DuckDB tells the second byte
 * after the end of the row before, which can be within the row or, of a row of one byte, behind it.
 */
const PLACE = 'CAST(greatest(line_byte_position - 1, 0) AS DOUBLE)'
/** What a thread takes of the file at once; several of them are in memory, and lines are no longer than 2 MB. */
const BUFFER_BYTES = 8 << 20

let tables = 0

/** Where rows go, and what is needed on the way. */
export type CsvTarget = {
  readonly sink: BatchSink
  /** A folder for what memory should not hold. */
  readonly temporary: string
  readonly report: JobSignals['report']
}

/**
 * Reads a delimited file. Rows that do not fit are rejected with the line on which they start; DuckDB finds most of
 * them, those with unreadable times are found here.
 */
export async function readCsv(
  connection: DuckDBConnection,
  sample: FileSample,
  file: ReadableFile,
  plan: ImportPlan,
  { sink, temporary, report }: CsvTarget,
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
  const late = createLateRows(join(temporary, `${randomUUID()}.late`))
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
          text: text.slice(0, LONGEST_TEXT),
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
      { batch: sink.batch, reject: late.add },
    )
    await reportRejects({ connection, table, late, sample, file, inFile }, { sink, report })
  } catch (error) {
    throw duckdbError(sample.file.source, 'CSV', error)
  } finally {
    late.close()
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

type Rejects = {
  readonly connection: DuckDBConnection
  /** Where DuckDB put what it rejected itself. */
  readonly table: string
  readonly late: LateRows
  readonly sample: FileSample
  readonly file: ReadableFile
  readonly inFile: readonly (PlannedColumn | undefined)[]
}

/** Passes DuckDB's rejects on, then those found here, each in the order of the file with the line on which it starts. */
async function reportRejects(
  { connection, table, late, sample, file, inFile }: Rejects,
  { sink, report }: Pick<CsvTarget, 'sink' | 'report'>,
): Promise<void> {
  const { dialect } = sample
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${table}`)
  const found = Number(counted.getRows()[0]?.[0] ?? 0)
  if (dialect === null || found + late.count === 0) return
  const subject = sample.file.source.name
  const tell = createPhase(report, { stage: 'locating', subject, unit: 'rows' })
  const total = found + late.count
  const lines = createLineFinder(file.path, file.compression, dialect)
  let done = 0
  const step = () => tell(done++, total)
  try {
    // One row can break several rules; the first is told.
    let last = -1
    for await (const [at, column, kind, message, text] of rowsOf(
      connection,
      `SELECT ${PLACE}, column_name, error_type, error_message, csv_line
       FROM ${table} ORDER BY line_byte_position, column_idx`,
    )) {
      step()
      const position = Number(at)
      if (position === last) continue
      last = position
      const index = column === null ? -1 : Number(String(column).replace(/^c/, ''))
      sink.reject({
        record: -1,
        line: await lines.lineAt(position),
        column: sample.columns[index]?.name ?? '',
        reason: reasonOfReject(String(kind), String(message), inFile[index]?.storage ?? 'string'),
        text: (text === null ? '' : String(text)).replace(/^[\r\n]+/, '').slice(0, LONGEST_TEXT),
      })
    }
    if (late.count === 0) return
    const positions = positionsOf(connection, table)
    for await (const { row, line, text } of lines.linesOfRecords(late.all(), positions)) {
      step()
      sink.reject({ ...row, line, text })
    }
  } finally {
    await lines.close()
  }
}

async function* positionsOf(connection: DuckDBConnection, table: string): AsyncGenerator<number> {
  const sql = `SELECT DISTINCT ${PLACE} AS place FROM ${table} ORDER BY place`
  for await (const [place] of rowsOf(connection, sql)) yield Number(place)
}

/** The rows of a query one by one, in bounded memory. */
async function* rowsOf(connection: DuckDBConnection, sql: string): AsyncGenerator<readonly unknown[]> {
  const result = await connection.stream(sql)
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return
    yield* chunk.getRows()
  }
}
