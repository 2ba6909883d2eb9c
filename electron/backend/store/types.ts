import type { DriftColumn, DriftDocument } from '#shared/contract/documents/drift.ts'
import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'
import type { ImportDocument, RejectedRow } from '#shared/contract/documents/import.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import type { Distribution, RunSummary, Settings } from '#shared/contract/operations.ts'
import type { ColumnKind, ColumnStorage, Role } from '#shared/domain/columns.ts'
import type { DatasetId, RunId } from '#shared/domain/ids.ts'
import type { AlertStore } from './alert-types.ts'
import type { BaselineStore } from './baseline-types.ts'
import type { BreakerStore } from './breaker-types.ts'
import type { AuditAction, AuditEntry } from './catalogue/audit.ts'
import type { AuditFilter } from './catalogue/audit-list.ts'
import type { GrowthStore } from './growth-types.ts'
import type { KeepingStore } from './keeping-types.ts'
import type { MaintenanceStore } from './maintenance-types.ts'
import type { ResponseStore } from './response-types.ts'
import type { SinkStore } from './sink-types.ts'

/** One column of a stored log. */
export type StoredColumn = {
  readonly name: string
  readonly storage: ColumnStorage
  readonly kind: ColumnKind
  readonly role: Role
}

/** One immutable Arrow IPC file. */
export type StoredChunk = {
  /** Absolute path. */
  readonly path: string
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
  /** UTC milliseconds of the first and last timestamp; null where there is no timestamp column. */
  readonly timeMin: number | null
  readonly timeMax: number | null
}

/** The rows that one import stored. */
export type Dataset = {
  readonly id: DatasetId
  readonly model: string
  /** What the files were called, for people. */
  readonly name: string
  /** Content hash of what was imported, lower-case hex SHA-256. */
  readonly hash: string
  readonly rows: number
  readonly columns: readonly StoredColumn[]
  readonly chunks: readonly StoredChunk[]
  readonly mapping: Mapping
  readonly document: ImportDocument
  readonly createdAt: string
}

/** Rows of a dataset: all, a half-open time range in UTC milliseconds, or a half-open range of row numbers. */
export type Selection = {
  readonly dataset: DatasetId
  readonly window:
    | { readonly kind: 'all' }
    | { readonly kind: 'time'; readonly start: number | null; readonly end: number | null }
    | { readonly kind: 'rows'; readonly start: number; readonly end: number }
}

/** One finished drift comparison. */
export type StoredRun = {
  readonly summary: RunSummary
  readonly document: DriftDocument
  readonly datasets: readonly DatasetId[]
}

export type NewRun = {
  readonly title: string
  readonly reference: string
  readonly current: string
  readonly datasets: readonly DatasetId[]
  readonly document: DriftDocument
  readonly distributions: ReadonlyMap<string, Distribution>
  readonly details?: { readonly sides: RunSides; readonly heatmap: DriftHeatmap }
}

/** The rows that a comparison compared. */
export type RunSides = { readonly reference: Selection; readonly current: Selection }

/** What an import has written and the catalogue does not know yet. */
export type StagedDataset = {
  readonly id: DatasetId
  /** Absolute path of a folder on the workspace's own disk that holds the chunks; it is moved, not copied. */
  readonly folder: string
  readonly model: string
  readonly name: string
  readonly hash: string
  readonly columns: readonly StoredColumn[]
  readonly chunks: readonly (Omit<StoredChunk, 'path'> & { readonly file: string })[]
  /** File in `folder` with one rejected row as JSON a line; may be absent. */
  readonly rejectsFile: string
  readonly mapping: Mapping
  readonly document: ImportDocument
}

/** What opening a workspace found after an earlier process had stopped. */
export type StartReport = {
  /** Chunk folders of imports that never finished; they were removed. */
  readonly swept: readonly string[]
  /** Paths of chunks that the catalogue knows and the disk does not have. */
  readonly missing: readonly string[]
}

/** The catalogue as the rest of the backend sees it: every call runs on a store thread. */
export type Store = BaselineStore &
  GrowthStore &
  BreakerStore &
  KeepingStore &
  SinkStore &
  ResponseStore &
  AlertStore &
  MaintenanceStore & {
    readonly startReport: StartReport
    getSettings(): Promise<Settings>
    setSettings(change: { readonly [Key in keyof Settings]?: Settings[Key] | undefined }): Promise<Settings>
    /** Rejects with `NOT_FOUND`. */
    getDataset(dataset: DatasetId): Promise<Dataset>
    /** Those of one model, or all, oldest first. */
    listDatasets(model?: string): Promise<readonly Dataset[]>
    findDataset(model: string, hash: string): Promise<Dataset | null>
    /** Whether the model has a dataset from files of that many bytes; without one the content cannot be the same. */
    hasDatasetOfSize(model: string, bytes: number): Promise<boolean>
    /** Makes a finished import visible in one transaction; returns what is there when the content is the same. */
    addDataset(staged: StagedDataset): Promise<Dataset>
    /** All rejected rows of some datasets in order, paged. */
    listRejects(
      datasets: readonly DatasetId[],
      offset: number,
      limit: number,
    ): Promise<{ readonly total: number; readonly rows: readonly RejectedRow[] }>
    /** The audit table, newest first. */
    listAudit(offset: number, limit: number): Promise<readonly AuditEntry[]>
    /** Entries that a filter lets through, newest first. */
    findAudit(
      filter: AuditFilter,
      offset: number,
      limit: number,
    ): Promise<{ readonly total: number; readonly entries: readonly AuditEntry[] }>
    auditChoices(): Promise<{ readonly kinds: readonly string[]; readonly people: readonly string[] }>
    /** Writes down what left no other trace in the catalogue. */
    noteAudit(action: AuditAction, subject: string, detail: Readonly<Record<string, unknown>>): Promise<void>
    saveRun(run: NewRun): Promise<RunSummary>
    listRuns(): Promise<readonly RunSummary[]>
    /** Rejects with `NOT_FOUND`. */
    getRun(run: RunId): Promise<StoredRun>
    /** Rejects with `NOT_FOUND` for the run, `COLUMN_UNKNOWN` for the column. */
    getRunColumn(
      run: RunId,
      column: string,
    ): Promise<{ readonly column: DriftColumn; readonly distribution: Distribution | null }>
    /** Rejects with `NOT_FOUND`; with `NOT_AVAILABLE` for a run of an earlier version. */
    getRunSides(run: RunId): Promise<RunSides>
    /** Rejects as `getRunSides`. */
    getRunHeatmap(run: RunId): Promise<DriftHeatmap>
    deleteRun(run: RunId): Promise<void>
    close(): Promise<void>
  }
