import type { DuckDBConnection } from '@duckdb/node-api'
import { valueOfTyped } from '../duckdb/expressions.ts'
import { duckdbError, sqlName, sqlPath } from '../duckdb/session.ts'
import type { ReadableFile } from '../files/materialise.ts'
import type { ImportPlan } from '../plan/plan.ts'
import type { FileSample } from '../sample/types.ts'
import { type Marker, streamQuery } from './read-duckdb.ts'
import { misfitReason } from './reject-reasons.ts'
import type { BatchSink } from './types.ts'

/** Reads a Parquet file; only texts that should be times can be unreadable. */
export async function readParquet(
  connection: DuckDBConnection,
  sample: FileSample,
  file: ReadableFile,
  plan: ImportPlan,
  sink: BatchSink,
): Promise<void> {
  const types = new Map(sample.columns.map(({ name, type }) => [name, type ?? 'VARCHAR']))
  const expressions = plan.columns.map((column) => {
    const type = types.get(column.name)
    return type === undefined ? null : valueOfTyped(column, sqlName(column.name), type, plan.timezone)
  })
  const markers = plan.columns.flatMap((column, index): Marker[] => {
    const unreadable = expressions[index]?.unreadable ?? null
    if (unreadable === null) return []
    return [
      {
        sql: `CASE WHEN ${unreadable} THEN CAST(${sqlName(column.name)} AS VARCHAR) END`,
        describe: (text) => ({
          line: 0,
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
      expressions,
      markers,
      `FROM read_parquet(${sqlPath(file.path)}, hive_partitioning = false)`,
      sink,
    )
  } catch (error) {
    throw duckdbError(sample.file.source, 'Parquet', error)
  }
}
