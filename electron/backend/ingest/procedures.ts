import type { JobProgress } from '#shared/contract/events.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import type { Inspection } from '#shared/contract/sources.ts'
import type { MergedChunk } from '../store/growth-types.ts'
import type { StoredColumn } from '../store/types.ts'
import type { ExportedFile, ExportRequest } from './exporting/export-rows.ts'
import type { ReadLog } from './import.ts'
import type { MergeRequest } from './merging/merge-chunks.ts'
import type { SourceFile } from './types.ts'

type Request = {
  readonly files: readonly SourceFile[]
  readonly mapping: Mapping | undefined
  /** What was chosen for the model before. */
  readonly saved: Mapping | undefined
  /** Shared memory; 1 at index 0 means stop. */
  readonly cancelFlag: Int32Array
}

/** Calls of the reading thread. */
export type IngestProcedures = {
  readonly inspect: { readonly params: Request; readonly result: Inspection; readonly progress: JobProgress }
  readonly read: {
    readonly params: Request & {
      readonly staging: string
      /** Columns of the log that the rows shall become part of, where they fit. */
      readonly onto?: readonly StoredColumn[] | undefined
      /** Lines of the file before those that are read here. */
      readonly linesBefore?: number | undefined
    }
    readonly result: ReadLog & {
      readonly mapping: Mapping
      readonly notes: readonly string[]
      readonly shape: string
      /** Whether the rows can become part of the log that was named. */
      readonly fits: boolean
    }
    readonly progress: JobProgress
  }
  /** What of files decides, beside their bytes, whether the same is stored already. */
  readonly shape: { readonly params: Request; readonly result: string; readonly progress: JobProgress }
  readonly merge: {
    readonly params: MergeRequest
    readonly result: Pick<MergedChunk, 'chunk' | 'profiles'>
  }
  readonly exportRows: {
    readonly params: ExportRequest & { readonly cancelFlag: Int32Array }
    readonly result: ExportedFile
    readonly progress: JobProgress
  }
}

/** Calls of the hashing thread. */
export type HashProcedures = {
  readonly hash: {
    readonly params: { readonly files: readonly SourceFile[]; readonly cancelFlag: Int32Array }
    /** SHA-256 of each file's bytes, and the bytes of all. */
    readonly result: { readonly hashes: readonly string[]; readonly bytes: number }
    readonly progress: JobProgress
  }
}
