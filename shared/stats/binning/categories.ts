import type { CategoryBins } from './bins.ts'

/** Rows per category of one side; `missing` rows have no category. */
export interface CategoryCounts {
  readonly counts: ReadonlyMap<string, number>
  readonly missing: number
}

export const KEPT_CATEGORIES = 50

/**
 * Freezes the categories of a baseline: the `kept` largest have a bin each, the others share `(other)`, and what
 * the baseline never held will fall into `(unseen)`. Ties are settled by name, so that the order of reading does
 * not matter. Categories without rows are unseen.
 */
export function cutCategories(reference: CategoryCounts, kept: number = KEPT_CATEGORIES): CategoryBins {
  const largest: string[] = []
  const others = new Set<string>()
  const isBefore = (a: string, b: string): boolean => {
    const more = (reference.counts.get(a) ?? 0) - (reference.counts.get(b) ?? 0)
    return more > 0 || (more === 0 && a < b)
  }
  for (const [name, rows] of reference.counts) {
    if (!(rows > 0)) continue
    const last = largest.at(-1)
    if (largest.length >= kept && (last === undefined || !isBefore(name, last))) {
      others.add(name)
      continue
    }
    let place = largest.length
    while (place > 0 && isBefore(name, largest[place - 1])) place--
    largest.splice(place, 0, name)
    if (largest.length > kept) others.add(largest.pop() ?? '')
  }
  return { scheme: 'categories', binning: 'categories', kept: largest, others }
}

/** Rows in each kept category, then in `(other)`, then in `(unseen)`. */
export function countCategories(side: CategoryCounts, bins: CategoryBins): number[] {
  const place = new Map<string, number>()
  for (let i = 0; i < bins.kept.length; i++) place.set(bins.kept[i], i)
  const counts = new Array<number>(bins.kept.length + 2).fill(0)
  for (const [name, rows] of side.counts) {
    const index = place.get(name)
    if (index !== undefined) counts[index] += rows
    else if (bins.others.has(name)) counts[bins.kept.length] += rows
    else counts[bins.kept.length + 1] += rows
  }
  return counts
}
