import type { english, MessageKey } from './english.ts'
import { type LanguageTexts, loadTexts, PSEUDO_LANGUAGE, type TextsName } from './languages.ts'
import { piecesOf, type SlotOf } from './message.ts'
import { createNumberFormats, type NumberFormats } from './numbers.ts'
import type { Said } from './said.ts'

type Values<Key extends MessageKey, Value> = { readonly [Slot in SlotOf<(typeof english)[Key]>]: Value }
type Arguments<Key extends MessageKey> =
  SlotOf<(typeof english)[Key]> extends never ? [] : [values: Values<Key, string | number>]

export type Translator = {
  /** BCP 47 tag for `lang`. */
  readonly language: string
  /** Whether this is the translator of a setting. */
  speaks(language: string): boolean
  readonly numbers: NumberFormats
  /** The message with its slots filled; numbers are written as counts. */
  text<Key extends MessageKey>(key: Key, ...values: Arguments<Key>): string
  /** The message cut at its slots, for slots that are more than text; `count` picks the plural. */
  pieces(key: MessageKey, count?: number): ReturnType<typeof piecesOf>
  /** What the backend said in English, in this language as far as it knows the sentence. */
  said(text: string): Said
}

/** The translator of a language tag, once its texts are loaded. `regions`: the person's preferred tags. */
export async function loadTranslator(language: string, regions: readonly string[] = []): Promise<Translator> {
  const known = knownLanguage(language)
  return createTranslator(known, await loadTexts(known), regions)
}

/** Unknown languages get English. */
function knownLanguage(language: string): TextsName {
  return language === 'hi' || language === PSEUDO_LANGUAGE ? language : 'en'
}

function createTranslator(known: TextsName, texts: LanguageTexts, regions: readonly string[]): Translator {
  const base = known === PSEUDO_LANGUAGE ? 'en' : known
  const region = regions.find((tag) => tag.split('-')[0] === base) ?? base
  const numbers = createNumberFormats(region)
  const plurals = new Intl.PluralRules(region)
  const pick = (key: MessageKey, count: number | undefined): string => {
    const message = texts.messages[key]
    if (typeof message === 'string') return message
    return plurals.select(count ?? 0) === 'one' ? message.one : message.other
  }
  return {
    language: base,
    speaks: (other) => knownLanguage(other) === known,
    numbers,
    text(key, ...[values]) {
      const filled: Readonly<Record<string, string | number>> = values ?? {}
      const count = filled.count
      return piecesOf(pick(key, typeof count === 'number' ? count : undefined))
        .map((piece) => {
          if ('text' in piece) return piece.text
          const value = filled[piece.slot] ?? ''
          return typeof value === 'number' ? numbers.count(value) : value
        })
        .join('')
    },
    pieces: (key, count) => piecesOf(pick(key, count)),
    said: texts.interpreter(numbers),
  }
}
