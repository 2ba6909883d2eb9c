import type { DriftColumn, DriftDocument } from '#shared/contract/documents/drift.ts'
import { worstFirst } from '../worst-first.ts'
import { formatCount, formatNumber, formatTime } from './numbers.ts'

/** A piece of a sentence: words, or a name out of the data, which each medium makes safe in its own way. */
export type SentencePart = string | { readonly name: string }

const MOST_NAMED = 3

/** The one sentence that answers the question: what drifted, since when, how strongly. */
export function headline(document: DriftDocument): readonly SentencePart[] {
  const { reference, current, summary } = document
  const total = summary.columns
  if (summary.verdict === 'insufficient') {
    return [
      `Too few rows to say: ${formatCount(reference.rows)} baseline and ${formatCount(current.rows)} current rows.`,
    ]
  }
  const drifted = worstFirst(document.columns).filter(isDrifted)
  if (drifted.length === 0) {
    return total === 1
      ? ['The one column did not drift: baseline and current rows agree.']
      : [`None of the ${formatCount(total)} columns drifted: baseline and current rows agree.`]
  }
  const named = drifted.slice(0, MOST_NAMED)
  const others = drifted.length - named.length
  const since = earliestOnset(drifted)
  const strongest = Math.max(...drifted.map(({ psi }) => psi?.value ?? 0))
  return [
    `${formatCount(drifted.length)} of ${formatCount(total)} ${total === 1 ? 'column' : 'columns'} drifted${since === null ? '' : ` since ${formatTime(since)}`}: `,
    ...named.flatMap(({ name }, index) => [separator(index, named.length, others), { name }]),
    others > 0 ? ` and ${formatCount(others)} more` : '',
    strongest > 0 ? `; the largest PSI is ${formatNumber(strongest)}.` : '.',
  ]
}

function isDrifted({ verdict }: DriftColumn): boolean {
  return verdict === 'low' || verdict === 'moderate' || verdict === 'high'
}

function separator(index: number, named: number, others: number): string {
  if (index === 0) return ''
  return index === named - 1 && others === 0 ? ' and ' : ', '
}

function earliestOnset(columns: readonly DriftColumn[]): string | null {
  const times = columns.flatMap(({ onset }) => (onset.at === null ? [] : [onset.at]))
  return times.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
}
