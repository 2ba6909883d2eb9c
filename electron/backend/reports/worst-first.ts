import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { compareVerdicts } from '#shared/domain/verdict.ts'

/** Columns from the worst verdict to the least, then by PSI, then by name; `insufficient` last. */
export function worstFirst(columns: readonly DriftColumn[]): readonly DriftColumn[] {
  return columns.toSorted(
    (a, b) =>
      compareVerdicts(a.verdict, b.verdict) ||
      (b.psi?.value ?? -1) - (a.psi?.value ?? -1) ||
      (a.name < b.name ? -1 : 1),
  )
}
