/** Adjustments of a family of p-values, by the names that documents use. */
export const ADJUSTMENTS = ['benjamini_hochberg', 'holm', 'bonferroni', 'none'] as const
export type Adjustment = (typeof ADJUSTMENTS)[number]

function ascendingOrder(p: readonly number[]): number[] {
  return p.map((_, i) => i).sort((a, b) => p[a] - p[b] || a - b)
}

/** Benjamini–Hochberg (1995) step-up: p₍ᵢ₎ · k / i, made monotone from the largest; controls the false discovery rate. */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const order = ascendingOrder(p)
  const adjusted = new Array<number>(p.length)
  let least = 1
  for (let rank = p.length; rank >= 1; rank--) {
    const index = order[rank - 1]
    least = Math.min(least, (p[index] * p.length) / rank)
    adjusted[index] = least
  }
  return adjusted
}

/** Holm (1979) step-down: p₍ᵢ₎ · (k − i + 1), made monotone from the smallest; controls the family-wise error. */
export function holm(p: readonly number[]): number[] {
  const order = ascendingOrder(p)
  const adjusted = new Array<number>(p.length)
  let most = 0
  for (let rank = 0; rank < p.length; rank++) {
    const index = order[rank]
    most = Math.min(1, Math.max(most, p[index] * (p.length - rank)))
    adjusted[index] = most
  }
  return adjusted
}

/** Bonferroni: p · k, at most 1. */
export function bonferroni(p: readonly number[]): number[] {
  return p.map((value) => Math.min(1, value * p.length))
}

/** The adjustment by its name. */
export function adjustPValues(p: readonly number[], adjustment: Adjustment): number[] {
  switch (adjustment) {
    case 'benjamini_hochberg':
      return benjaminiHochberg(p)
    case 'holm':
      return holm(p)
    case 'bonferroni':
      return bonferroni(p)
    case 'none':
      return [...p]
  }
}
