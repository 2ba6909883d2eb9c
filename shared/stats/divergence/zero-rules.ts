/** What is done about bins without rows, by the names that documents use. */
export const ZERO_RULES = [
  'half-count',
  'floor-1e-4',
  'epsilon-1e-5',
  'epsilon-1e-6',
  'floor-0.01',
  'none',
] as const
export type ZeroRule = (typeof ZERO_RULES)[number]
export const DEFAULT_ZERO_RULE: ZeroRule = 'half-count'

function total(counts: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < counts.length; i++) sum += counts[i]
  return sum
}

/**
 * Shares of the bins from counts (or from probabilities), after a zero rule.
 *
 * - `half-count`: (c + ½) / (n + ½B): half a row is added to every bin and the whole renormalised (Jeffreys).
 * - `floor-1e-4`, `floor-0.01`: a share below the floor is raised to it; not renormalised, as the recipes do.
 * - `epsilon-1e-5`, `epsilon-1e-6`: the number is added to every share; not renormalised, as the recipes do.
 * - `none`: c / n.
 *
 * A side without rows gives zeros under `none` and the rule's own value elsewhere.
 */
export function sharesOf(counts: ArrayLike<number>, rule: ZeroRule): Float64Array {
  const n = total(counts)
  const bins = counts.length
  const shares = new Float64Array(bins)
  const divisor = n > 0 ? n : 1
  for (let i = 0; i < bins; i++) {
    const c = counts[i]
    switch (rule) {
      case 'half-count':
        shares[i] = (c + 0.5) / (n + 0.5 * bins)
        break
      case 'floor-1e-4':
        shares[i] = Math.max(c / divisor, 1e-4)
        break
      case 'floor-0.01':
        shares[i] = Math.max(c / divisor, 0.01)
        break
      case 'epsilon-1e-5':
        shares[i] = c / divisor + 1e-5
        break
      case 'epsilon-1e-6':
        shares[i] = c / divisor + 1e-6
        break
      case 'none':
        shares[i] = c / divisor
        break
    }
  }
  return shares
}

export function isZeroRule(text: string): text is ZeroRule {
  return (ZERO_RULES as readonly string[]).includes(text)
}
