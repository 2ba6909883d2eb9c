import type { DriftDocument } from '#shared/contract/documents/drift.ts'
import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'
import type { ImportDocument } from '#shared/contract/documents/import.ts'
import type { Distribution, RunSummary } from '#shared/contract/operations.ts'

/** All that a report of one drift comparison is made from; a report reads nothing else. */
export type ReportInput = {
  readonly summary: RunSummary
  readonly document: DriftDocument
  /** Null for runs of an earlier version, which did not keep it. */
  readonly heatmap: DriftHeatmap | null
  /** What reading each side kept and refused. */
  readonly imports: readonly ImportDocument[]
  /** Fine shapes for drawing, by column name; columns without one are drawn from their bins. */
  readonly distributions: ReadonlyMap<string, Distribution>
}
