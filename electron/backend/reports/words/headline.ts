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
  const ordered = worstFirst(document.columns)
  const drifted = ordered.filter(({ verdict }) => verdict === 'moderate' || verdict === 'high')
  const moved = ordered.filter(({ verdict }) => verdict === 'low')
  if (drifted.length === 0) {
    const none =
      total === 1 ? 'The one column did not drift' : `None of the ${formatCount(total)} columns drifted`
    return moved.length === 0
      ? [`${none}: baseline and current rows agree.`]
      : [`${none}; ${formatCount(moved.length)} moved a little: `, ...named(moved), '.']
  }
  const since = earliestOnset(drifted)
  const strongest = Math.max(...drifted.map(({ psi }) => psi?.value ?? 0))
  return [
    `${formatCount(drifted.length)} of ${formatCount(total)} ${total === 1 ? 'column' : 'columns'} drifted${since === null ? '' : ` since ${formatTime(since)}`}: `,
    ...named(drifted),
    moved.length === 0 ? '' : `; ${formatCount(moved.length)} more moved a little`,
    strongest > 0 ? `; the largest PSI is ${formatNumber(strongest)}.` : '.',
  ]
}

/** The first few names as an enumeration, and how many more there are. */
function named(columns: readonly DriftColumn[]): readonly SentencePart[] {
  const shown = columns.slice(0, MOST_NAMED)
  const others = columns.length - shown.length
  return [
    ...shown.flatMap(({ name }, index) => [separator(index, shown.length, others), { name }]),
    others > 0 ? ` and ${formatCount(others)} more` : '',
  ]
}

function separator(index: number, shown: number, others: number): string {
  if (index === 0) return ''
  return index === shown - 1 && others === 0 ? ' and ' : ', '
}

function earliestOnset(columns: readonly DriftColumn[]): string | null {
  const times = columns.flatMap(({ onset }) => (onset.at === null ? [] : [onset.at]))
  return times.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
}
