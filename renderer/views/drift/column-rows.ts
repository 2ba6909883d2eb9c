import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { compareVerdicts } from '#shared/domain/verdict.ts'

/** One row of the table of columns: what can be sorted and filtered by. */
export type ColumnRow = {
  readonly name: string
  readonly kind: DriftColumn['kind']
  readonly verdict: DriftColumn['verdict']
  readonly psi: number | undefined
  /** The effect size of the column's test: D of Kolmogorov–Smirnov or V of Cramér. */
  readonly effect: { readonly symbol: 'D' | 'V'; readonly value: number } | undefined
  readonly pAdjusted: number | undefined
  /** Most likely time of a change, in milliseconds. */
  readonly onset: number | undefined
  /** Change of the share of missing values, in either direction. */
  readonly missingChange: number
  readonly column: DriftColumn
}

export function columnRow(column: DriftColumn): ColumnRow {
  const v = column.chi2?.cramers_v ?? null
  return {
    name: column.name,
    kind: column.kind,
    verdict: column.verdict,
    psi: column.psi?.value,
    effect:
      column.ks !== null
        ? { symbol: 'D', value: column.ks.statistic }
        : v !== null
          ? { symbol: 'V', value: v }
          : undefined,
    pAdjusted: column.ks?.p_adjusted ?? column.chi2?.p_adjusted ?? undefined,
    onset: column.onset.at === null ? undefined : Date.parse(column.onset.at),
    missingChange: Math.abs(column.missing.current - column.missing.reference),
    column,
  }
}

/** From the least to the worst verdict, `insufficient` first; within one by PSI, then by name from the end. */
export function compareBySeverity(a: ColumnRow, b: ColumnRow): number {
  return (
    -compareVerdicts(a.verdict, b.verdict) || (a.psi ?? -1) - (b.psi ?? -1) || compareNames(b.name, a.name)
  )
}

const COLLATOR = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Names as a person orders them: `v2` before `v10`. */
export function compareNames(a: string, b: string): number {
  return COLLATOR.compare(a, b)
}

/** The right end of the common PSI axis of a table: past the high threshold, and near enough for it to be seen. */
export function psiAxisEnd(rows: readonly ColumnRow[]): number {
  const largest = Math.max(0, ...rows.map(({ column }) => column.psi?.ci?.[1] ?? column.psi?.value ?? 0))
  return Math.min(0.4, Math.max(0.25, largest * 1.05))
}
