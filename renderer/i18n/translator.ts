import { ENGLISH, type SentenceKey } from '#shared/words/english.ts'
import { english, type Locale, type MessageKey } from './english.ts'
import { hindiSentences } from './hindi/sentences.ts'
import { hindi } from './hindi.ts'
import { type Message, piecesOf, type SlotOf } from './message.ts'
import { createNumberFormats, type NumberFormats } from './numbers.ts'
import { pseudoMessage, pseudoSentence } from './pseudo.ts'
import { createInterpreter, type Said, type Sentences } from './said.ts'

/** Languages a person can choose. */
export const LANGUAGES = { en: 'English', hi: 'हिन्दी' } as const
export type Language = keyof typeof LANGUAGES
/** The pseudo-locale of the tests; not offered, but honoured when it is set. */
export const PSEUDO_LANGUAGE = 'qps'

type Values<Key extends MessageKey, Value> = { readonly [Slot in SlotOf<(typeof english)[Key]>]: Value }
type Arguments<Key extends MessageKey> =
  SlotOf<(typeof english)[Key]> extends never ? [] : [values: Values<Key, string | number>]

export type Translator = {
  /** BCP 47 tag for `lang`. */
  readonly language: string
  readonly numbers: NumberFormats
  /** The message with its slots filled; numbers are written as counts. */
  text<Key extends MessageKey>(key: Key, ...values: Arguments<Key>): string
  /** The message cut at its slots, for slots that are more than text; `count` picks the plural. */
  pieces(key: MessageKey, count?: number): ReturnType<typeof piecesOf>
  /** What the backend said in English, in this language as far as it knows the sentence. */
  said(text: string): Said
}

/** Translator of a language tag; unknown languages get English. `regions`: the person's preferred tags. */
export function createTranslator(language: string, regions: readonly string[] = []): Translator {
  const known = language === 'hi' || language === PSEUDO_LANGUAGE ? language : 'en'
  const locale: Record<MessageKey, Message> = LOCALES[known]()
  const base = known === PSEUDO_LANGUAGE ? 'en' : known
  const region = regions.find((tag) => tag.split('-')[0] === base) ?? base
  const numbers = createNumberFormats(region)
  const plurals = new Intl.PluralRules(region)
  const sentences = SENTENCES[known]
  const pick = (key: MessageKey, count: number | undefined): string => {
    const message = locale[key]
    if (typeof message === 'string') return message
    return plurals.select(count ?? 0) === 'one' ? message.one : message.other
  }
  return {
    language: base,
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
    said: sentences === null ? asSaid : createInterpreter(sentences, numbers),
  }
}

const LOCALES: Record<Language | typeof PSEUDO_LANGUAGE, () => Locale> = {
  en: () => english,
  hi: () => hindi,
  [PSEUDO_LANGUAGE]: () =>
    Object.fromEntries(
      Object.entries<Message>(english).map(([key, message]) => [key, pseudoMessage(message)]),
    ) as Locale,
}

const asSaid = (text: string): Said => ({ text, language: undefined })

/** Null for the language of the backend itself. */
const SENTENCES: Record<Language | typeof PSEUDO_LANGUAGE, Sentences | null> = {
  en: null,
  hi: {
    texts: hindiSentences,
    stop: '।',
    units: {
      ms: 'मि.से.',
      s: 'से.',
      min: 'मिनट',
      h: 'घंटे',
      d: 'दिन',
      w: 'सप्ताह',
      day: 'दिन',
      days: 'दिन',
    },
    adjusted: 'समायोजित p',
  },
  [PSEUDO_LANGUAGE]: {
    texts: Object.fromEntries(
      Object.entries(ENGLISH).map(([key, text]) => [key, pseudoSentence(text)]),
    ) as Record<SentenceKey, string>,
    stop: '.',
    units: {},
    adjusted: 'adjusted p',
  },
}
