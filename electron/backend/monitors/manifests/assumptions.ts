import type { PerformanceDocument } from '#shared/contract/documents/performance.ts'
import type { DecisionCostsInput } from '#shared/contract/performance-operations.ts'
import { MOST_PROTECTED, MOST_THRESHOLDS } from '#shared/contract/performance-operations.ts'
import type { Manifest } from '#shared/domain/manifest.ts'
import type { Meant } from './meaning-said.ts'

type Said = {
  readonly costs?: DecisionCostsInput | undefined
  readonly thresholds?: readonly number[] | undefined
  readonly protected?: readonly string[] | undefined
}

/** What decisions are judged by, and who said each part. */
export type Assumed = {
  readonly costs: DecisionCostsInput | undefined
  readonly thresholds: readonly number[]
  readonly protectedColumns: readonly string[]
  readonly assumptions: PerformanceDocument['assumptions']
  /** Parts of the manifest that could not be followed, for people. */
  readonly notes: readonly string[]
}

/**
 * Costs, thresholds and protected attributes: each as it was asked for, else as the manifest says. What a manifest names
 * that the log does not have is left out with a note, as nobody asked for it just now.
 * @param columns of the log.
 */
export function assumed(
  said: Said,
  manifest: Manifest | null,
  meant: Meant['from'],
  columns: ReadonlySet<string>,
): Assumed {
  const stated = manifest?.protected_attributes ?? []
  const known = stated.filter((column) => columns.has(column))
  const missing = stated.filter((column) => !columns.has(column))
  const inUse = manifest?.thresholds ?? []
  const asks = said.protected === undefined
  return {
    costs: said.costs ?? manifest?.costs,
    thresholds: said.thresholds ?? inUse.slice(0, MOST_THRESHOLDS),
    protectedColumns: said.protected ?? known.slice(0, MOST_PROTECTED),
    assumptions: {
      ...meant,
      costs: sourceOf(said.costs !== undefined, manifest?.costs !== undefined),
      thresholds: sourceOf(said.thresholds !== undefined, inUse.length > 0),
      protected: sourceOf(!asks, known.length > 0),
    },
    notes: [
      ...(asks && missing.length > 0
        ? [`The manifest calls ${missing.join(', ')} protected, but the log has no such column.`]
        : []),
      ...(asks && known.length > MOST_PROTECTED
        ? [`The manifest has ${known.length} protected attributes; the first ${MOST_PROTECTED} are shown.`]
        : []),
      ...(said.thresholds === undefined && inUse.length > MOST_THRESHOLDS
        ? [`The manifest has ${inUse.length} thresholds; the first ${MOST_THRESHOLDS} are used.`]
        : []),
    ],
  }
}

function sourceOf(isAsked: boolean, isStated: boolean): 'option' | 'manifest' | null {
  if (isAsked) return 'option'
  return isStated ? 'manifest' : null
}
