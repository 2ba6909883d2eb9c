import { formatDuration } from '../domain/duration.ts'
import { plainCount, plainNumber, plainPercent, plainProbability } from '../stats/text/format.ts'
import { minuteWords, spanWords } from './times.ts'

/** How a kind of value is written in English, and which texts can have been written by it. */
type KindOf<Value> = { readonly write: (value: Value) => string; readonly pattern: RegExp }
const kind = <Value>(pattern: RegExp, write: (value: Value) => string): KindOf<Value> => ({ pattern, write })

const asWritten = (text: string) => text
const FIGURE = /^(?:[-−]?(?:\d[\d,]*(?:\.\d+)?(?:e[-+−]?\d+)?|∞|Infinity)%?|not a number|NaN|–)$/
/** Sentences within a sentence, each of them readable; how they are joined is in the name. */
const LISTS = { said: '', and: ' and ', comma: ', ', semicolon: '; ', sentences: ' ' } as const
export type ListKind = Exclude<keyof typeof LISTS, 'said'>

/** Kinds of values of a sentence, by the name that a template gives after the colon. */
export const KINDS = {
  /** A name from the data, or what a person or another program wrote. Never translated. */
  text: kind<string>(/^[\s\S]+$/, asWritten),
  /** Several names. */
  names: kind<readonly string[]>(/^[\s\S]+$/, (names) => names.join(', ')),
  /** A whole number with groups of three. */
  count: kind<number>(/^-?\d{1,3}(?:,\d{3})*$/, plainCount),
  /** A number as JavaScript writes it. */
  raw: kind<number>(FIGURE, String),
  /** Three significant digits. */
  number: kind<number>(FIGURE, (value) => plainNumber(value)),
  /** A share of 1. */
  percent: kind<number>(FIGURE, plainPercent),
  /** A number that is written already, in digits of its own. */
  figure: kind<string>(FIGURE, asWritten),
  p: kind<number>(/^p [=<] \S+$/, (p) => plainProbability(p)),
  p_adjusted: kind<number>(/^adjusted p [=<] \S+$/, (p) => plainProbability(p, 'adjusted p')),
  /** Milliseconds in the two largest units: "3 days 4 h". */
  span: kind<number>(/^[\d.,e+-]+ (?:s|min|h|days?)(?: \d+ (?:min|h))?$/, spanWords),
  /** Milliseconds as files write a duration: "15 min". */
  duration: kind<number>(/^[\d.e+-]+ (?:ms|s|min|h|d|w)$/, formatDuration),
  /** Unix milliseconds to the minute: "2026-03-10 14:00 UTC". */
  minute: kind<number>(/^[-+]?\d{4,6}-\d\d-\d\d \d\d:\d\d UTC$/, minuteWords),
  /** An ISO time, or a part of one. */
  iso: kind<string>(/^[-+]?\d{4,6}-\d\d-\d\d\S*$/, asWritten),
  /** A sentence or a part of one; nothing may stand there. */
  said: kind<string>(/^[\s\S]*$/, asWritten),
  /** A part of a sentence in which no other one begins: what stands after a colon is not of it. */
  phrase: kind<string>(/^[^:]*$/, asWritten),
  ...lists(),
} as const

export type Kind = keyof typeof KINDS
export type ValueOf<K extends Kind> = Parameters<(typeof KINDS)[K]['write']>[0]

/** What stands between the sentences of a list; null for what is no list. */
export function separatorOf(kind: Kind): string | null {
  return kind === 'and' || kind === 'comma' || kind === 'semicolon' || kind === 'sentences'
    ? LISTS[kind]
    : null
}

function lists(): Record<ListKind, KindOf<readonly string[]>> {
  const joined = (separator: string) => kind<readonly string[]>(/^[\s\S]*$/, (parts) => parts.join(separator))
  return {
    and: joined(LISTS.and),
    comma: joined(LISTS.comma),
    semicolon: joined(LISTS.semicolon),
    sentences: joined(LISTS.sentences),
  }
}
