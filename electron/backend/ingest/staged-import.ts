import type { ImportDocument } from '#shared/contract/documents/import.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import type { StagedDataset } from '../store/types.ts'
import type { IngestProcedures } from './procedures.ts'
import { REJECTS_FILE } from './rejects-file.ts'

export type ImportFacts = {
  readonly id: DatasetId
  readonly folder: string
  readonly model: string
  readonly name: string
  readonly hash: string
  /** Of the files that were read. */
  readonly bytes: number
  readonly seconds: number
}

/** What was read into a folder, as the store takes it over. */
export function stagedImport(
  log: IngestProcedures['read']['result'],
  { id, folder, model, name, hash, bytes, seconds }: ImportFacts,
): StagedDataset {
  const document: ImportDocument = {
    schema: 'driftdesk.import/1',
    model,
    rows_read: log.rowsRead,
    rows_stored: log.rowsRead - log.rowsRejected - log.rowsDuplicate,
    rows_rejected: log.rowsRejected,
    rows_duplicate: log.rowsDuplicate,
    rejects: [...log.rejects],
    roles: log.mapping.roles,
    bytes,
    seconds,
    notes: [...log.notes],
  }
  return {
    id,
    folder,
    model,
    name,
    hash,
    columns: log.columns,
    chunks: log.chunks,
    rejectsFile: REJECTS_FILE,
    mapping: { ...log.mapping, model },
    document,
  }
}

export function secondsSince(started: number): number {
  return Math.round(performance.now() - started) / 1000
}
