import { ENGLISH, type SentenceKey } from './english.ts'
import { KINDS, type Kind, separatorOf } from './kinds.ts'
import { englishParts } from './say.ts'
import type { Part } from './template.ts'

/** A value as it was written, or the sentences that stand in its place. */
export type HeardValue =
  | { readonly kind: Kind; readonly text: string }
  | { readonly kind: Kind; readonly parts: readonly Heard[] }
/** A sentence of the catalogue that was recognised in an English text. */
export type Heard = { readonly key: SentenceKey; readonly values: Readonly<Record<string, HeardValue>> }

/** Longer texts come from no sentence of the catalogue. */
const LONGEST = 20_000

type Pattern = {
  readonly key: SentenceKey
  readonly parts: readonly Part[]
  /** The longest words that it always has, looked for before anything else. */
  readonly anchor: string
  /** Letters that do not vary; of several sentences that fit, the one with most says most about the text. */
  readonly weight: number
}

let patterns: readonly Pattern[] | null = null

function allPatterns(): readonly Pattern[] {
  patterns ??= (Object.keys(ENGLISH) as SentenceKey[])
    .map((key): Pattern => {
      const parts = englishParts(key)
      const words = parts.flatMap((part) => (part.type === 'literal' ? [part.text] : []))
      return {
        key,
        parts,
        anchor: words.reduce((longest, word) => (word.length > longest.length ? word : longest), ''),
        weight: words.join('').length,
      }
    })
    .sort((a, b) => b.weight - a.weight)
  return patterns
}

let weights: ReadonlyMap<SentenceKey, number> | null = null

/** How many letters of a text are words of the catalogue's sentences; of several readings, the one with most is right. */
export function weightOf({ key, values }: Heard): number {
  weights ??= new Map(allPatterns().map((pattern) => [pattern.key, pattern.weight]))
  const within = Object.values(values).flatMap((value) => ('parts' in value ? value.parts : []))
  return within.reduce((sum, part) => sum + weightOf(part), weights.get(key) ?? 0)
}

/** What was heard before; a window shows the same sentences again and again. */
type Memory = Map<string, Heard | null>
const MOST_REMEMBERED = 5_000
const memory: Memory = new Map()

/**
 * The sentence of the catalogue that wrote an English text, and its values; null for a text that none wrote, as of an
 * earlier version with other words. `say` and `hear` are inverse: what is heard, written again, is the text.
 */
export function hear(text: string): Heard | null {
  if (text === '' || text.length > LONGEST) return null
  if (memory.size > MOST_REMEMBERED) memory.clear()
  return hearWithin(text)
}

/** Sentences that stand one after the other, with the same words between all of them; null for anything else. */
export function hearList(text: string, separator: string): readonly Heard[] | null {
  return text.length > LONGEST || !text.includes(separator) ? null : listOf(text, separator)
}

function hearWithin(text: string): Heard | null {
  const known = memory.get(text)
  if (known !== undefined) return known
  // A sentence does not stand within itself: what is asked for meanwhile is not it.
  memory.set(text, null)
  let found: Heard | null = null
  for (const { key, parts, anchor } of allPatterns()) {
    if (!text.includes(anchor)) continue
    const values = valuesFrom(parts, 0, text, 0)
    if (values === null) continue
    found = { key, values: Object.fromEntries(values) }
    break
  }
  memory.set(text, found)
  return found
}

type Values = readonly (readonly [string, HeardValue])[]

/** The values with which `parts` from `index` on write `text` from `at` on; null where they cannot. */
function valuesFrom(parts: readonly Part[], index: number, text: string, at: number): Values | null {
  if (index === parts.length) return at === text.length ? [] : null
  const part = parts[index]
  if (part.type === 'literal') {
    return text.startsWith(part.text, at) ? valuesFrom(parts, index + 1, text, at + part.text.length) : null
  }
  if (part.type === 'number') {
    for (const word of [part.one, part.other]) {
      const rest = text.startsWith(word, at) ? valuesFrom(parts, index + 1, text, at + word.length) : null
      if (rest !== null) return rest
    }
    return null
  }
  for (const end of endsOf(parts[index + 1], text, at)) {
    const value = valueAt(part.kind, text.slice(at, end))
    if (value === null) continue
    const rest = valuesFrom(parts, index + 1, text, end)
    if (rest !== null) return [[part.name, value], ...rest]
  }
  return null
}

/** Where a value can end: before each place at which what follows it can begin. */
function* endsOf(next: Part | undefined, text: string, from: number): Generator<number> {
  if (next === undefined) {
    yield text.length
    return
  }
  const words = next.type === 'literal' ? [next.text] : next.type === 'number' ? [next.one, next.other] : ['']
  for (let end = from; end <= text.length; end++) {
    if (words.some((word) => text.startsWith(word, end))) yield end
  }
}

function valueAt(kind: Kind, text: string): HeardValue | null {
  if (!KINDS[kind].pattern.test(text)) return null
  const separator = separatorOf(kind)
  if (kind !== 'said' && kind !== 'phrase' && separator === null) return { kind, text }
  if (text === '') return { kind, parts: [] }
  if (separator === null) {
    const heard = hearWithin(text)
    return heard && { kind, parts: [heard] }
  }
  const parts = listOf(text, separator)
  return parts && { kind, parts }
}

function listOf(text: string, separator: string): readonly Heard[] | null {
  // The names in one sentence may seem to hold others, so several sentences are looked for before one.
  for (let at = text.indexOf(separator); at > 0; at = text.indexOf(separator, at + 1)) {
    const first = hearWithin(text.slice(0, at))
    const rest = first && listOf(text.slice(at + separator.length), separator)
    if (first !== null && rest !== null) return [first, ...rest]
  }
  const whole = hearWithin(text)
  return whole && [whole]
}
