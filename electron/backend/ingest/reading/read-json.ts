import type { DuckDBConnection } from '@duckdb/node-api'
import { fitsShape, MISSING_WORDS } from '#shared/domain/kinds.ts'
import { say } from '#shared/words/say.ts'
import { valueOfText } from '../duckdb/expressions.ts'
import { duckdbError, jsonCompression, sqlPath, sqlText } from '../duckdb/session.ts'
import type { ReadableFile } from '../files/materialise.ts'
import type { ImportPlan } from '../plan/plan.ts'
import { parseObject, textOfJson } from '../sample/json-sample.ts'
import type { FileSample } from '../sample/types.ts'
import { type Marker, type QueryColumns, streamQuery } from './read-duckdb.ts'
import { misfitReason } from './reject-reasons.ts'
import type { BatchSink } from './types.ts'

const LONGEST_LINE = 4 << 20

/** Reads a file with one JSON object a line, or one list of objects; only the former has lines. */
export async function readJson(
  connection: DuckDBConnection,
  sample: FileSample,
  file: ReadableFile,
  plan: ImportPlan,
  sink: BatchSink,
): Promise<void> {
  const present = new Set(sample.columns.map(({ name }) => name))
  const keys = plan.columns.filter(({ name }) => present.has(name))
  const place = new Map(keys.map(({ name }, index) => [name, `t[${index + 1}]`]))
  const expressions = plan.columns.map((column) => {
    const text = place.get(column.name)
    return text === undefined ? null : valueOfText(column, text, plan.timezone)
  })
  const columns: QueryColumns = expressions
  const broken = expressions.flatMap((one) => (one?.unreadable == null ? [] : [`(${one.unreadable})`]))
  const hasLines = sample.file.format === 'ndjson'
  const marker: Marker = {
    sql: `CASE WHEN t IS NULL${broken.map((sql) => ` OR ${sql}`).join('')} THEN n || ':' || line END`,
    describe: (numbered) => {
      const colon = numbered.indexOf(':')
      const text = numbered.slice(colon + 1)
      return {
        line: hasLines ? Number(numbered.slice(0, colon)) : 0,
        ...explain(text, plan),
        text: text.slice(0, 500),
      }
    },
  }
  const pointers = keys.map(({ name }) => sqlText(`/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`))
  const source = hasLines ? linesOf(file) : objectsOf(file)
  try {
    await streamQuery(
      connection,
      plan.columns,
      columns,
      [marker],
      `FROM (
         SELECT n, line, CASE WHEN TRY(json_type(line)) = 'OBJECT'
                         THEN json_extract_string(line, [${pointers.join(', ')}]) END AS t
         FROM (${source}) WHERE line IS NOT NULL AND trim(line, E' \\t\\r') <> ''
       )`,
      sink,
    )
  } catch (error) {
    throw duckdbError(sample.file.source, 'JSON', error)
  }
}

function linesOf(file: ReadableFile): string {
  return `SELECT row_number() OVER () AS n, line FROM read_csv(${sqlPath(file.path)}, auto_detect = false,
    hive_partitioning = false, header = false, delim = E'\\x01', quote = '', escape = '',
    compression = ${sqlText(file.compression)}, columns = {line: 'VARCHAR'}, max_line_size = ${LONGEST_LINE})`
}

function objectsOf(file: ReadableFile): string {
  return `SELECT row_number() OVER () AS n, CAST(json AS VARCHAR) AS line
    FROM read_json_objects(${sqlPath(file.path)}, format = 'auto', compression = ${sqlText(jsonCompression(file.compression))},
      hive_partitioning = false)`
}

/** Why an object was not read, found by reading it once more. */
function explain(text: string, plan: ImportPlan): { column: string; reason: string } {
  const object = parseObject(text)
  if (object === null) return { column: '', reason: say('reject.no_object') }
  for (const column of plan.columns) {
    const value = textOfJson(Reflect.get(object, column.name))
    if (MISSING_WORDS.has(value) || value === column.missingWord) continue
    if (!fitsShape(value, column)) {
      return { column: column.name, reason: misfitReason(value, column.storage) }
    }
  }
  return { column: '', reason: say('reject.no_fit') }
}
