import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { isZeroRule, sharesOf } from '#shared/stats/divergence/zero-rules.ts'

export type BinRow = {
  readonly label: string
  readonly reference: number
  readonly current: number
  /** Share of the side's rows, before the zero rule. */
  readonly referenceShare: number
  readonly currentShare: number
  /** What the bin adds to PSI, (q − p) ln(q / p) after the zero rule; null under a rule that is not known here. */
  readonly contribution: number | null
}

/** The bins of PSI with their shares and what each of them adds. */
export function binRows(psi: Pick<NonNullable<DriftColumn['psi']>, 'bins' | 'zero_rule'>): readonly BinRow[] {
  const counts = (side: 'reference' | 'current') => psi.bins.map((bin) => bin[side])
  const total = (list: readonly number[]) =>
    Math.max(
      1,
      list.reduce((sum, count) => sum + count, 0),
    )
  const [reference, current] = [counts('reference'), counts('current')]
  const [referenceRows, currentRows] = [total(reference), total(current)]
  const p = isZeroRule(psi.zero_rule) ? sharesOf(reference, psi.zero_rule) : null
  const q = isZeroRule(psi.zero_rule) ? sharesOf(current, psi.zero_rule) : null
  return psi.bins.map((bin, index) => ({
    label: bin.label,
    reference: bin.reference,
    current: bin.current,
    referenceShare: bin.reference / referenceRows,
    currentShare: bin.current / currentRows,
    contribution: contributionOf(p?.[index], q?.[index]),
  }))
}

function contributionOf(p: number | undefined, q: number | undefined): number | null {
  if (p === undefined || q === undefined) return null
  if (p === q) return 0
  const part = (q - p) * Math.log(q / p)
  return Number.isFinite(part) ? part : null
}
