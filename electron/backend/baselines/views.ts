import type { BaselineView } from '#shared/contract/documents/baseline.ts'
import type { BaselineSummary } from '../store/baseline-types.ts'

/** A baseline as the contract says it. */
export function baselineView(baseline: BaselineSummary): BaselineView {
  const { id, model, name, rows, columns, createdAt, usedSince } = baseline
  return { baseline: id, model, name, rows, columns, created_at: createdAt, used_since: usedSince }
}
