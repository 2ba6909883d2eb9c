import type { Verdict } from '#shared/domain/verdict.ts'

/** The band of a PSI, as everywhere: 0.05, 0.1 and 0.2. */
export function psiLevel(psi: number | null | undefined): Verdict {
  if (psi === null || psi === undefined) return 'insufficient'
  if (psi >= 0.2) return 'high'
  if (psi >= 0.1) return 'moderate'
  return psi >= 0.05 ? 'low' : 'none'
}
