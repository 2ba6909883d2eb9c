import type { DuckDBConnection } from '@duckdb/node-api'
import { millisecondsOf, storageOfType } from '../duckdb/expressions.ts'
import { duckdbError, jsonCompression, sqlName, sqlPath, sqlText } from '../duckdb/session.ts'
import type { ReadableFile } from '../files/materialise.ts'
import type { ProbedFile } from '../files/probe.ts'
import { headerOnly } from './empty.ts'
import { parseObject, sampleObjects } from './json-sample.ts'
import { type FileSample, SAMPLE_ROWS } from './types.ts'

/** Whole numbers above this are not exact as doubles. */
const EXACT = Number.MAX_SAFE_INTEGER

/** Columns, types and first values of a Parquet file, with the exact number of its rows. */
export async function sampleParquet(
  connection: DuckDBConnection,
  file: ProbedFile,
  readable: ReadableFile,
  timezone: string,
): Promise<FileSample> {
  const source = `read_parquet(${sqlPath(readable.path)}, hive_partitioning = false)`
  try {
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`)
    const columns = described.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }))
    const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${source}`)
    const rows = Number(counted.getRows()[0]?.[0] ?? 0)
    if (rows === 0) throw headerOnly(file)
    const list = columns.map(
      ({ name, type }) => `CAST(${sampleSql(sqlName(name), type, timezone)} AS VARCHAR)`,
    )
    const read = await connection.runAndReadAll(
      `SELECT ${list.join(', ')} FROM ${source} LIMIT ${SAMPLE_ROWS}`,
    )
    const values = read.getColumns()
    return {
      file,
      columns: columns.map(({ name, type }, index) => {
        const texts = (values[index] ?? []).map((value) => (value === null ? '' : String(value)))
        const storage = storageOfType(type)
        const tooLarge =
          storage === 'number' && /INT/.test(type) && texts.some((text) => Math.abs(Number(text)) > EXACT)
        return { name, texts, later: [], storage: tooLarge ? 'string' : storage, type }
      }),
      rows: values[0]?.length ?? 0,
      lines: [],
      rowsExpected: rows,
      dialect: null,
      notes: [],
    }
  } catch (error) {
    throw duckdbError(file.source, 'Parquet', error)
  }
}

/** First objects of a file that is one JSON list, or objects over several lines. */
export async function sampleJson(
  connection: DuckDBConnection,
  file: ProbedFile,
  readable: ReadableFile,
): Promise<FileSample> {
  try {
    const read = await connection.runAndReadAll(
      `SELECT CAST(json AS VARCHAR) FROM read_json_objects(${sqlPath(readable.path)}, format = 'auto',
        compression = ${sqlText(jsonCompression(readable.compression))}, hive_partitioning = false) LIMIT ${SAMPLE_ROWS}`,
    )
    const texts = read.getRows().map(([text]) => String(text))
    if (texts.length === 0) throw headerOnly(file)
    const objects = texts.flatMap((text) => {
      const object = parseObject(text)
      return object === null ? [] : [object]
    })
    return sampleObjects(file, objects, [], texts.length < SAMPLE_ROWS ? texts.length : null)
  } catch (error) {
    throw duckdbError(file.source, 'JSON', error)
  }
}

function sampleSql(sql: string, type: string, timezone: string): string {
  if (storageOfType(type) === 'timestamp') return `CAST(${millisecondsOf(sql, type, timezone)} AS BIGINT)`
  return type.startsWith('DECIMAL') ? `CAST(${sql} AS DOUBLE)` : sql
}
