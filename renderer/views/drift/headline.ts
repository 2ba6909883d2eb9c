import type { DriftColumn, DriftDocument } from '#shared/contract/documents/drift.ts'
import { compareVerdicts, isAtLeast } from '#shared/domain/verdict.ts'
import { DEFAULT_MIN_ROWS, SEVERITY_POLICIES } from '#shared/policy/severity-policy.ts'

/** The answer of the overview, before it is put into words. */
export type Headline =
  | { readonly kind: 'nothing' }
  /** Every column has too few rows: the smaller side's rows and the rows needed. */
  | { readonly kind: 'insufficient'; readonly rows: number; readonly needed: number }
  | { readonly kind: 'agree'; readonly columns: number; readonly insufficient: number }
  | {
      readonly kind: 'drifted'
      readonly drifted: number
      readonly columns: number
      readonly insufficient: number
      /** The column that moved most: the worst verdict, then the largest PSI. */
      readonly worst: DriftColumn
    }

export function headlineOf(document: DriftDocument): Headline {
  const { columns, summary } = document
  const insufficient = columns.filter(({ verdict }) => verdict === 'insufficient').length
  const [worst] = [...columns].sort(
    (a, b) => compareVerdicts(a.verdict, b.verdict) || (b.psi?.value ?? 0) - (a.psi?.value ?? 0),
  )
  if (worst === undefined) return { kind: 'nothing' }
  if (insufficient === columns.length) {
    const rows = Math.min(document.reference.rows, document.current.rows)
    return { kind: 'insufficient', rows, needed: rowsNeeded(document.policy) }
  }
  if (!isAtLeast(worst.verdict, 'low')) return { kind: 'agree', columns: summary.columns, insufficient }
  return { kind: 'drifted', drifted: summary.drifted, columns: summary.columns, insufficient, worst }
}

/** Rows with a value that a policy asks of each side before it gives a verdict; the default's for a policy of one's own. */
export function rowsNeeded(policy: string): number {
  return SEVERITY_POLICIES.find(({ name }) => name === policy)?.minRows ?? DEFAULT_MIN_ROWS
}

/** Rows with a value on the smaller side of a column. */
export function rowsWithValue({ rows, missing }: DriftColumn): number {
  return Math.round(Math.min(rows.reference * (1 - missing.reference), rows.current * (1 - missing.current)))
}
