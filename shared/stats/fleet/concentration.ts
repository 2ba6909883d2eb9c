import { gini } from '../loop/narrowing.ts'

export interface Concentration {
  readonly shares: readonly number[]
  /** Herfindahl–Hirschman index, Σ share². */
  readonly hhi: number
  /** 1/HHI: so many equal models would be as concentrated. */
  readonly effective: number
  readonly gini: number
}

/** How unevenly an amount (rows, users, money) lies on some models; null where there is none. */
export function concentration(amounts: readonly number[]): Concentration | null {
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  if (!(total > 0)) return null
  const shares = amounts.map((amount) => amount / total)
  const hhi = shares.reduce((sum, share) => sum + share * share, 0)
  return { shares, hhi, effective: 1 / hhi, gini: gini(amounts) }
}
