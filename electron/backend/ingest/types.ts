import type { ImportDocument } from '#shared/contract/documents/import.ts'
import type { JobProgress } from '#shared/contract/events.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import type { Inspection } from '#shared/contract/sources.ts'
import type { Dataset } from '../store/types.ts'
import type { ExportedFile, ExportRequest } from './exporting/export-rows.ts'
import type { GrowthRequest } from './grow-log.ts'

/** A real file to be read, and what to call it in messages. */
export type SourceFile = { readonly path: string; readonly name: string }

/** How a long call reports and is stopped. */
export type JobSignals = {
  /** Shared memory; 1 at index 0 means stop. */
  readonly cancelFlag: Int32Array
  readonly report: (progress: JobProgress) => void
}

/** The log that lines of a growing file became part of, and the document of these lines alone. */
export type Grown = { readonly dataset: Dataset; readonly document: ImportDocument }

/** Reading files: runs on a thread of its own, never in the main one. */
export type Ingest = {
  /**
   * Looks at the first rows; stores nothing. Of a mapping that names a model, what was chosen for that model before
   * holds where the mapping says nothing.
   */
  inspect(
    request: { files: readonly SourceFile[]; mapping?: Mapping },
    signals: JobSignals,
  ): Promise<Inspection>
  /**
   * Reads, checks and stores all rows of the files as one dataset of the model; rejected rows are kept aside. What
   * was chosen for the model before holds where the mapping says nothing; `guide` stands in where nothing was chosen.
   * The same content with the same mapping again stores nothing and returns the dataset that is there.
   * A source without any row is an `AppError` (`FILE_EMPTY`, `FILE_HEADER_ONLY`).
   */
  importFiles(
    request: { files: readonly SourceFile[]; mapping?: Mapping; guide?: Mapping; model: string },
    signals: JobSignals,
  ): Promise<Dataset>
  /** Stores new lines of a growing file and marks how far it was read, in one transaction. */
  importGrowth(request: GrowthRequest, signals: JobSignals): Promise<Grown>
  /** Writes the rows of a window of a log as CSV, Parquet or Arrow; the file appears whole or not at all. */
  exportRows(request: ExportRequest, signals: JobSignals): Promise<ExportedFile>
  /** Where what the lines of growing files are is kept. */
  readonly growthFolder: string
  close(): Promise<void>
}
