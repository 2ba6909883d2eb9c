import type { DriftColumn } from '#shared/contract/documents/drift.ts'

const HALF_COUNT = 0.5
/** The parts have to add up to the stated value, or they are not shown at all. */
const TOLERANCE = 1e-6

/**
 * What each bin adds to PSI, (q−p)·ln(q/p) after the half-count rule; null under another zero rule, or when the
 * parts do not add up to the value in the document.
 */
export function psiContributions(psi: NonNullable<DriftColumn['psi']>): readonly number[] | null {
  if (psi.zero_rule !== 'half-count') return null
  let referenceRows = 0
  let currentRows = 0
  for (const bin of psi.bins) {
    referenceRows += bin.reference + HALF_COUNT
    currentRows += bin.current + HALF_COUNT
  }
  const parts = psi.bins.map((bin) => {
    const p = (bin.reference + HALF_COUNT) / referenceRows
    const q = (bin.current + HALF_COUNT) / currentRows
    return (q - p) * Math.log(q / p)
  })
  const total = parts.reduce((sum, part) => sum + part, 0)
  return Math.abs(total - psi.value) <= TOLERANCE * Math.max(1, Math.abs(psi.value)) ? parts : null
}
