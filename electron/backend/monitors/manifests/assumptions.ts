import type { PerformanceDocument } from '#shared/contract/documents/performance.ts'
import type { DecisionCostsInput } from '#shared/contract/performance-operations.ts'
import { MOST_PROTECTED, MOST_THRESHOLDS } from '#shared/contract/performance-operations.ts'
import type { Manifest } from '#shared/domain/manifest.ts'
import { say } from '#shared/words/say.ts'
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
      ...(asks && missing.length > 0 ? [say('manifest.protected_missing', { columns: missing })] : []),
      ...(asks && known.length > MOST_PROTECTED
        ? [say('manifest.protected_many', { count: known.length, shown: MOST_PROTECTED })]
        : []),
      ...(said.thresholds === undefined && inUse.length > MOST_THRESHOLDS
        ? [say('manifest.thresholds_many', { count: inUse.length, used: MOST_THRESHOLDS })]
        : []),
    ],
  }
}

function sourceOf(isAsked: boolean, isStated: boolean): 'option' | 'manifest' | null {
  if (isAsked) return 'option'
  return isStated ? 'manifest' : null
}
