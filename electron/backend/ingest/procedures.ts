import type { JobProgress } from '#shared/contract/events.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import type { Inspection } from '#shared/contract/sources.ts'
import type { ExportedFile, ExportRequest } from './exporting/export-rows.ts'
import type { ReadLog } from './import.ts'
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
    readonly params: Request & { readonly staging: string }
    readonly result: ReadLog & {
      readonly mapping: Mapping
      readonly notes: readonly string[]
      readonly shape: string
    }
    readonly progress: JobProgress
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
  }
}
