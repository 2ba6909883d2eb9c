const POSITIVE_WORDS: ReadonlySet<string> = new Set(['1', 'true', 't', 'yes', 'y', 'on', 'positive', 'pos'])
const NEGATIVE_WORDS: ReadonlySet<string> = new Set([
  ...['0', '-1', 'false', 'f', 'no', 'n', 'off', 'negative', 'neg'],
])

/** A text as a number, NaN where it is none. */
export function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text)
}

/** A class as it is compared: trimmed, lower case, numbers as JavaScript writes them. */
export function classText(text: string): string {
  const plain = text.trim().toLowerCase()
  const number = numberOf(plain)
  return Number.isNaN(number) ? plain : String(number)
}

/** Whether two class texts mean the same: equal, or both words of truth, or both of falsehood. */
export function sameTruth(a: string, b: string): boolean {
  return (
    a === b ||
    (POSITIVE_WORDS.has(a) && POSITIVE_WORDS.has(b)) ||
    (NEGATIVE_WORDS.has(a) && NEGATIVE_WORDS.has(b))
  )
}

export type ClassesByWords = {
  /** Class texts; the negative one is null where only the positive one occurs. */
  readonly negative: string | null
  readonly positive: string
  /** The word of falsehood that told; null where the positive class is itself a word of truth. */
  readonly toldBy: string | null
}

/**
 * The classes of a binary task where words tell: the positive one is a word of truth (1, true, yes, positive), or its
 * opposite is a word of falsehood (0, -1, false, no, negative). Null where there is neither.
 * @param texts class texts that occur, each once.
 */
export function classesByWords(texts: readonly string[]): ClassesByWords | null {
  const positive = texts.find((text) => POSITIVE_WORDS.has(text))
  if (positive !== undefined) {
    const negative =
      texts.find((text) => NEGATIVE_WORDS.has(text)) ?? texts.find((text) => !sameTruth(text, positive))
    return { negative: negative ?? null, positive, toldBy: null }
  }
  const negative = texts.find((text) => NEGATIVE_WORDS.has(text))
  if (negative === undefined) return null
  return {
    negative,
    positive: texts.find((text) => !NEGATIVE_WORDS.has(text)) ?? positiveWordFor(negative),
    toldBy: negative,
  }
}

function positiveWordFor(negative: string): string {
  return negative === '0' || negative === '-1' ? '1' : 'true'
}
