import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { RejectedRow } from '#shared/contract/documents/import.ts'
import { AppError } from '#shared/domain/errors.ts'
import { kindOf } from '#shared/domain/kinds.ts'
import { saysPredictionId } from '#shared/domain/role-guess.ts'
import { say } from '#shared/words/say.ts'
import { toStorageError } from '../store/storage-errors.ts'
import type { StagedDataset, StoredColumn } from '../store/types.ts'
import { readArrow } from './arrow/read-arrow.ts'
import { cancelledError } from './cancelled.ts'
import type { ColumnFacts } from './columns/builders.ts'
import { createRepeatedIds } from './columns/repeated-ids.ts'
import { rowKeysOf } from './columns/row-keys.ts'
import { dropRepeated } from './drop-repeated.ts'
import { materialise } from './files/materialise.ts'
import type { ImportPlan, PlannedColumn } from './plan/plan.ts'
import { createPhase, createProgress } from './progress.ts'
import { readCsv } from './reading/read-csv.ts'
import { readJson } from './reading/read-json.ts'
import { readParquet } from './reading/read-parquet.ts'
import type { BatchSink } from './reading/types.ts'
import { REJECTS_FILE } from './rejects-file.ts'
import type { FileSample } from './sample/types.ts'
import type { JobSignals } from './types.ts'
import { createAssembler } from './writing/assemble.ts'
import { type ChunkThread, createChunkWriter } from './writing/chunk-writer.ts'

/** Rejected rows that travel with the document; all of them are in the workspace. */
const SHOWN_REJECTS = 1000

/** What reading all files into a staging folder gave. */
export type ReadLog = {
  readonly columns: readonly StoredColumn[]
  readonly chunks: StagedDataset['chunks']
  readonly rowsRead: number
  readonly rowsRejected: number
  readonly rowsDuplicate: number
  readonly notes: readonly string[]
  readonly rejects: readonly RejectedRow[]
}

/**
 * Reads all rows of the planned files into chunks in `staging`, in bounded memory, rejected rows into a file there.
 * @throws AppError `CANCELLED`, `FORMAT_INVALID`, `DISK_FULL`, `FILE_HEADER_ONLY` when there was no row at all.
 */
export async function readLog(
  connection: DuckDBConnection,
  plan: ImportPlan,
  where: {
    readonly staging: string
    readonly temporary: string
    readonly linesBefore: number
    readonly thread: ChunkThread
  },
  signals: JobSignals,
  signal: AbortSignal,
): Promise<ReadLog> {
  mkdirSync(where.staging, { recursive: true })
  const rejectsPath = join(where.staging, REJECTS_FILE)
  const rejectsOut = openSync(rejectsPath, 'w')
  const writer = createChunkWriter(where.thread, signals.cancelFlag)
  const assembler = createAssembler(plan.columns, where.staging, writer)
  const progress = createProgress(plan, signals.report)
  const shown: RejectedRow[] = []
  let chunks = assembler.chunks
  let rowsRead = 0
  let rowsRejected = 0
  let buffered = ''
  const idColumn = plan.columns.findIndex(({ role }) => role === 'prediction_id')
  const modelColumn = plan.columns.findIndex(({ role }) => role === 'model')
  const ids =
    idColumn !== -1 && namesRows(plan.columns[idColumn])
      ? createRepeatedIds(join(where.temporary, `${randomUUID()}.ids`), { grouped: modelColumn !== -1 })
      : null
  let repeated: Uint32Array = new Uint32Array()
  const lineOf = (line: number | null) => (line === null || line === 0 ? 0 : line + where.linesBefore)
  const writeRejects = () => {
    writeSync(rejectsOut, buffered)
    buffered = ''
  }
  const throwIfCancelled = () => {
    if (Atomics.load(signals.cancelFlag, 0) === 1) throw cancelledError()
  }

  try {
    for (const sample of plan.samples) {
      const { name } = sample.file.source
      progress.start(name, rowsRead)
      const sink: BatchSink = {
        async batch(batch) {
          throwIfCancelled()
          rowsRead += batch.rows
          const own = batch.columns[idColumn]
          const model = modelColumn === -1 ? null : batch.columns[modelColumn]
          if (ids !== null && own?.storage === 'string') {
            ids.add(own.vector, batch.rows, batch.keep, rowKeysOf(model, batch.rows))
          } else ids?.skip(batch.keep === null ? batch.rows : batch.keep.length)
          await assembler.append(batch)
          progress.rows(name, rowsRead)
        },
        reject({ record, line, column, reason, text }) {
          // The delimited reader's own rejects are not among the rows of its batches.
          if (record === -1) rowsRead += 1
          rowsRejected += 1
          const reject: RejectedRow = { file: name, line: lineOf(line), column, reason, text }
          if (shown.length < SHOWN_REJECTS) shown.push(reject)
          buffered += `${JSON.stringify(reject)}\n`
          if (buffered.length > 1 << 16) {
            throwIfCancelled()
            writeRejects()
          }
        },
      }
      await readFile(connection, sample, plan, where.temporary, signals.report, signal, sink)
      await assembler.flush()
    }
    writeRejects()
    fsyncSync(rejectsOut)
    if (ids === null) await assembler.written()
    else {
      const subject = plan.samples.at(-1)?.file.source.name ?? ''
      const tell = createPhase(signals.report, { stage: 'deduplicating', subject, unit: 'steps' })
      const step = (done: number, total: number) => {
        throwIfCancelled()
        tell(done, total)
      }
      // The last chunk is written meanwhile.
      repeated = ids.find(step)
      await assembler.written()
      chunks = dropRepeated(assembler.chunks, where.staging, repeated, timestampOf(plan), step)
    }
  } catch (error) {
    await writer.settle()
    throw toStorageError(error, rejectsPath)
  } finally {
    ids?.close()
    closeSync(rejectsOut)
  }
  progress.end(rowsRead)
  if (assembler.rows === 0) throw nothingRead(plan, shown)
  const stored = chunks.reduce((sum, { rows }) => sum + rows, 0)
  const rowsDuplicate = repeated.length
  if (stored + rowsRejected + rowsDuplicate !== rowsRead) {
    throw new AppError(
      'INTERNAL',
      `The rows do not add up: ${rowsRead} read, ${stored} stored, ${rowsRejected} rejected, ${rowsDuplicate} duplicate.`,
      'Nothing was stored. Report this together with the file.',
    )
  }
  const facts = assembler.facts()
  return {
    columns: plan.columns.map((column, index) => storedColumn(column, facts[index])),
    chunks,
    rowsRead,
    rowsRejected,
    rowsDuplicate,
    notes: idColumn === -1 ? [] : noteOnIds(plan.columns[idColumn], modelColumn !== -1, rowsDuplicate),
    rejects: shown,
  }
}

/**
 * Whether a row that repeats an identifier is the same prediction once more: when the mapping or the column's own
 * name says that it is the prediction_id, or when all identifiers in the sample differ. Rows are never dropped on a
 * weaker guess.
 */
function namesRows({ mapped, name, summary }: PlannedColumn): boolean {
  return mapped || saysPredictionId(name) || summary.distinct === summary.present
}

function timestampOf({ columns }: ImportPlan): string | null {
  return columns.find(({ role, storage }) => role === 'timestamp' && storage === 'timestamp')?.name ?? null
}

function noteOnIds(column: PlannedColumn, byModel: boolean, duplicates: number): string[] {
  const { name } = column
  if (duplicates > 0) {
    const key = byModel ? 'import.note.duplicates.by_model' : 'import.note.duplicates'
    return [say(key, { rows: duplicates, name })]
  }
  return namesRows(column) ? [] : [say('import.note.no_duplicates', { name })]
}

async function readFile(
  connection: DuckDBConnection,
  sample: FileSample,
  plan: ImportPlan,
  temporary: string,
  report: JobSignals['report'],
  signal: AbortSignal,
  sink: BatchSink,
): Promise<void> {
  const file = await materialise(sample.file, temporary, report, signal)
  try {
    switch (sample.file.format) {
      case 'csv':
        return await readCsv(connection, sample, file, plan, { sink, temporary, report })
      case 'ndjson':
      case 'json':
        return await readJson(connection, sample, file, plan, sink)
      case 'parquet':
        return await readParquet(connection, sample, file, plan, sink)
      case 'arrow':
        return await readArrow(sample, file, plan, sink)
    }
  } finally {
    await file.remove()
  }
}

/** The kind by all rows, where they say more than the sample did. */
function storedColumn(column: PlannedColumn, facts: ColumnFacts): StoredColumn {
  const kind = kindOf({
    ...column.summary,
    present: facts.present,
    missing: facts.missing,
    distinct: Number.isNaN(facts.distinct) ? column.summary.distinct : facts.distinct,
    meanLength: facts.meanLength,
    yesNo: facts.yesNo,
  })
  return { name: column.name, storage: column.storage, kind, role: column.role }
}

function nothingRead(plan: ImportPlan, rejects: readonly RejectedRow[]): AppError {
  const [first] = rejects
  const names = plan.samples
    .map(({ file }) => file.source.name)
    .join(', ')
    .slice(0, 200)
  if (first === undefined) {
    return new AppError(
      'FILE_HEADER_ONLY',
      say('error.file.no_rows', { file: names }),
      say('mend.choose_file_with_rows'),
    )
  }
  return new AppError('FORMAT_INVALID', noneReadText(first), say('error.import.fields'))
}

function noneReadText({ file, line, column, reason }: RejectedRow): string {
  const where = { file, reason }
  if (line > 0) {
    return column === ''
      ? say('error.import.none.line', { ...where, line })
      : say('error.import.none.line.column', { ...where, line, column })
  }
  return column === ''
    ? say('error.import.none', where)
    : say('error.import.none.column', { ...where, column })
}
