import type { WindowColumn } from '#shared/contract/documents/window.ts'
import { compareVerdicts } from '#shared/domain/verdict.ts'

/** The effect that a column's test looks at: D of numbers, Cramér's V of categories; null without a test. */
export function effectOf({ ks, chi2 }: Pick<WindowColumn, 'ks' | 'chi2'>): number | null {
  return ks?.statistic ?? chi2?.cramers_v ?? null
}

/** Columns from the worst verdict to the least, of equal ones the one with the greatest PSI first. */
export function worstFirst(columns: readonly WindowColumn[]): WindowColumn[] {
  return columns.toSorted(
    (a, b) =>
      compareVerdicts(a.verdict, b.verdict) ||
      (b.psi?.value ?? -1) - (a.psi?.value ?? -1) ||
      compareNames(a.name, b.name),
  )
}

const collator = new Intl.Collator('en', { numeric: true })

export function compareNames(a: string, b: string): number {
  return collator.compare(a, b)
}
