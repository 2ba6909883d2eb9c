import type { SkewDocument } from '#shared/contract/documents/skew.ts'
import type { ScoredLogTask } from '../scored-log/types.ts'

export type MeasureSkewTask = {
  readonly online: ScoredLogTask
  readonly offline: ScoredLogTask
  readonly cancelFlag: Int32Array
}

/** The document without what the main thread knows. */
export type MeasuredSkew = Omit<SkewDocument, 'schema' | 'online' | 'offline'>
