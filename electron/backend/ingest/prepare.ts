import type { DuckDBConnection } from '@duckdb/node-api'
import type { Mapping } from '#shared/contract/mapping.ts'
import { AppError } from '#shared/domain/errors.ts'
import { sampleArrow } from './arrow/sample-arrow.ts'
import { cancelledError } from './cancelled.ts'
import { materialise } from './files/materialise.ts'
import { type ProbedFile, probeFile } from './files/probe.ts'
import { type ImportPlan, planImport } from './plan/plan.ts'
import { sampleCsv } from './sample/csv-sample.ts'
import { sampleNdjson } from './sample/json-sample.ts'
import { sampleJson, sampleParquet } from './sample/typed-sample.ts'
import type { FileSample } from './sample/types.ts'
import { checkTimezone } from './text/times.ts'
import type { JobSignals, SourceFile } from './types.ts'

const MOST_HEAD_BYTES = 4 << 20
const LEAST_HEAD_BYTES = 1 << 16
const ALL_HEADS_BYTES = 64 << 20

export type PrepareRequest = {
  readonly files: readonly SourceFile[]
  readonly mapping?: Mapping | undefined
  /** What was chosen for the model before. */
  readonly saved?: Mapping | undefined
  readonly temporary: string
}

/**
 * Looks at the first rows of all files and decides how they are read. Files without rows are passed over when others
 * have some.
 */
export async function prepare(
  connection: DuckDBConnection,
  { files, mapping, saved, temporary }: PrepareRequest,
  signals: JobSignals,
  signal: AbortSignal,
): Promise<ImportPlan> {
  const timezone = checkTimezone(mapping?.timezone ?? saved?.timezone ?? 'UTC')
  const headBytes = Math.max(
    LEAST_HEAD_BYTES,
    Math.min(MOST_HEAD_BYTES, Math.floor(ALL_HEADS_BYTES / files.length)),
  )
  const samples: FileSample[] = []
  const empty: AppError[] = []
  for (const [done, source] of files.entries()) {
    if (Atomics.load(signals.cancelFlag, 0) === 1) throw cancelledError()
    signals.report({
      stage: 'inspecting',
      subject: source.name,
      done,
      total: files.length,
      unit: 'steps',
      rows_per_second: null,
      seconds_left: null,
    })
    try {
      samples.push(
        await sampleFile(
          connection,
          await probeFile(source, headBytes),
          temporary,
          timezone,
          signals.report,
          signal,
        ),
      )
    } catch (error) {
      if (!(error instanceof AppError) || !isEmptyCode(error.code)) throw error
      empty.push(error)
    }
  }
  const [first] = empty
  if (samples.length === 0 && first !== undefined) throw first
  const plan = planImport(samples, mapping, saved)
  return { ...plan, notes: [...plan.notes, ...empty.map(({ message }) => message)] }
}

function isEmptyCode(code: string): boolean {
  return code === 'FILE_EMPTY' || code === 'FILE_HEADER_ONLY'
}

async function sampleFile(
  connection: DuckDBConnection,
  file: ProbedFile,
  temporary: string,
  timezone: string,
  report: JobSignals['report'],
  signal: AbortSignal,
): Promise<FileSample> {
  if (file.format === 'csv') return sampleCsv(file)
  if (file.format === 'ndjson') return sampleNdjson(file)
  const readable = await materialise(file, temporary, report, signal)
  try {
    switch (file.format) {
      case 'json':
        return await sampleJson(connection, file, readable)
      case 'parquet':
        return await sampleParquet(connection, file, readable, timezone)
      case 'arrow':
        return await sampleArrow(file, readable)
    }
  } finally {
    await readable.remove()
  }
}
