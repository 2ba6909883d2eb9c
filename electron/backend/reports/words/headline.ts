import type { DriftColumn, DriftDocument } from '#shared/contract/documents/drift.ts'
import { worstFirst } from '../worst-first.ts'
import { formatCount, formatNumber, formatTime } from './numbers.ts'

/** A piece of a sentence: words, or a name out of the data, which each medium makes safe in its own way. */
export type SentencePart = string | { readonly name: string }

const MOST_NAMED = 3

/** What answers the question: what drifted, since when, how strongly, and whether the baseline was steady. */
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
    const part = forAWhile(ordered)
    return [
      ...(moved.length === 0
        ? [`${none}${part.length === 0 ? ': baseline and current rows agree' : ' over the whole time'}.`]
        : [`${none}; ${formatCount(moved.length)} moved a little: `, ...named(moved), '.']),
      ...part,
      ...unsteadyBaseline(moved),
    ]
  }
  const since = earliestOnset(drifted)
  const strongest = Math.max(...drifted.map(({ psi }) => psi?.value ?? 0))
  return [
    `${formatCount(drifted.length)} of ${formatCount(total)} ${total === 1 ? 'column' : 'columns'} drifted${since === null ? '' : spanOf(since)}: `,
    ...named(drifted),
    moved.length === 0 ? '' : `; ${formatCount(moved.length)} more moved a little`,
    strongest > 0 ? `; the largest PSI is ${formatNumber(strongest)}.` : '.',
    ...forAWhile(ordered),
    ...unsteadyBaseline([...drifted, ...moved]),
  ]
}

type Dated = { readonly at: string; readonly until: string | null }

function spanOf({ at, until }: Dated): string {
  return until === null ? ` since ${formatTime(at)}` : ` from ${formatTime(at)} to ${formatTime(until)}`
}

/** Columns that agree with the baseline over the whole time, but not in a part of it. */
function forAWhile(columns: readonly DriftColumn[]): readonly SentencePart[] {
  const dated = columns.filter(({ verdict, onset }) => verdict === 'none' && onset.at !== null)
  const [first] = dated.flatMap(({ name, onset }) =>
    onset.at === null ? [] : [{ name, at: onset.at, until: onset.until ?? null }],
  )
  if (first === undefined) return []
  return [
    ' ',
    ...named(dated),
    ` ${dated.length === 1 ? 'was' : 'were'} different in a part of it${dated.length === 1 ? `,${spanOf(first)}` : ''}.`,
  ]
}

/** Columns that changed among the rows of the baseline, which is then no steady measure of them. */
function unsteadyBaseline(columns: readonly DriftColumn[]): readonly SentencePart[] {
  const dated = columns.flatMap((column) => {
    const [first] = (column.onset.changes ?? []).filter((change) => change.in_baseline === true)
    return first === undefined ? [] : [{ column, at: first.at }]
  })
  const [earliest] = dated.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  if (earliest === undefined) return []
  return [
    ` The baseline itself changed on ${formatTime(earliest.at)}: `,
    ...named(dated.map(({ column }) => column)),
    '.',
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

/** The first change of the current rows, with its end where it came and went and was the only one. */
function earliestOnset(columns: readonly DriftColumn[]): Dated | null {
  const dated = columns.flatMap(({ onset }) =>
    onset.at === null || onset.in_baseline === true ? [] : [{ at: onset.at, until: onset.until ?? null }],
  )
  const [first] = dated.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  if (first === undefined) return null
  return dated.every(({ until }) => until === first.until) ? first : { at: first.at, until: null }
}
