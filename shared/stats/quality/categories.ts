/** Rows of each category, missing values left out. */
export type CategoryRows = ReadonlyMap<string, number>

export interface UnseenCategories {
  /** Share of the current rows in categories that the baseline never had; null without rows. */
  readonly share: number | null
  readonly rows: number
  readonly categories: number
  /** The largest of them, at most ten. */
  readonly examples: readonly { readonly category: string; readonly rows: number }[]
  /** Baseline categories without a current row, and the share of the baseline's rows that they held. */
  readonly vanished: number
  readonly vanishedShare: number | null
}

const total = (rows: CategoryRows): number => {
  let sum = 0
  for (const count of rows.values()) sum += count
  return sum
}

/** What is new and what is gone among the categories of a column. */
export function unseenCategories(reference: CategoryRows, current: CategoryRows): UnseenCategories {
  const unseen = [...current].filter(([category, rows]) => rows > 0 && (reference.get(category) ?? 0) === 0)
  const vanished = [...reference].filter(([category, rows]) => rows > 0 && (current.get(category) ?? 0) === 0)
  const sum = (pairs: readonly (readonly [string, number])[]): number =>
    pairs.reduce((rows, [, count]) => rows + count, 0)
  const currentRows = total(current)
  const referenceRows = total(reference)
  unseen.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  return {
    share: currentRows > 0 ? sum(unseen) / currentRows : null,
    rows: sum(unseen),
    categories: unseen.length,
    examples: unseen.slice(0, 10).map(([category, rows]) => ({ category, rows })),
    vanished: vanished.length,
    vanishedShare: referenceRows > 0 ? sum(vanished) / referenceRows : null,
  }
}
