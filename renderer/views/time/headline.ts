import type { DriftColumn, DriftDocument } from '#shared/contract/documents/drift.ts'
import { isAtLeast } from '#shared/domain/verdict.ts'
import { headlineOf } from '../drift/headline.ts'

/** Since when, before it is put into words. */
export type TimeHeadline =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'insufficient'; readonly rows: number; readonly needed: number }
  | { readonly kind: 'agree'; readonly columns: number }
  /** Columns drifted, and no time of a change was found for any of them. */
  | { readonly kind: 'undated'; readonly drifted: number; readonly columns: number }
  /** All that drifted did so at one time. */
  | {
      readonly kind: 'since'
      readonly drifted: number
      readonly columns: number
      readonly at: string
      readonly worst: DriftColumn
    }
  /** The first of several times, and the column of it; or the first change, where it lies in the baseline. */
  | {
      readonly kind: 'first' | 'baseline'
      readonly drifted: number
      readonly columns: number
      readonly at: string
      readonly first: DriftColumn
    }

export function timeHeadlineOf(document: DriftDocument): TimeHeadline {
  const overview = headlineOf(document)
  if (overview.kind !== 'drifted') {
    return overview.kind === 'agree' ? { kind: 'agree', columns: overview.columns } : overview
  }
  const { drifted, columns, worst } = overview
  if (drifted === 0) return { kind: 'agree', columns }
  const dated = document.columns
    .filter(({ verdict }) => isAtLeast(verdict, 'moderate'))
    .flatMap((column) => (column.onset.at === null ? [] : [{ column, at: column.onset.at }]))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const [earliest] = dated
  if (earliest === undefined) return { kind: 'undated', drifted, columns }
  if (earliest.column.onset.in_baseline === true) {
    return { kind: 'baseline', drifted, columns, at: earliest.at, first: earliest.column }
  }
  const together = dated.length === drifted && dated.every(({ at }) => at === earliest.at)
  return together
    ? { kind: 'since', drifted, columns, at: earliest.at, worst }
    : { kind: 'first', drifted, columns, at: earliest.at, first: earliest.column }
}
