import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { isZeroRule, sharesOf } from '#shared/stats/divergence/zero-rules.ts'

/** The parts have to add up to the stated value, or they are not shown at all. */
const TOLERANCE = 1e-6

/**
 * What each bin adds to PSI, (q−p)·ln(q/p) on the shares after the document's zero rule. Null under an unknown
 * rule, where a bin without rows has no part, or when the parts do not add up to the value in the document.
 */
export function psiContributions(psi: NonNullable<DriftColumn['psi']>): readonly number[] | null {
  if (!isZeroRule(psi.zero_rule)) return null
  const reference = sharesOf(
    psi.bins.map((bin) => bin.reference),
    psi.zero_rule,
  )
  const current = sharesOf(
    psi.bins.map((bin) => bin.current),
    psi.zero_rule,
  )
  const parts = Array.from(reference, (p, index) => {
    const q = current[index] ?? Number.NaN
    return (q - p) * Math.log(q / p)
  })
  const total = parts.reduce((sum, part) => sum + part, 0)
  return Math.abs(total - psi.value) <= TOLERANCE * Math.max(1, Math.abs(psi.value)) ? parts : null
}
