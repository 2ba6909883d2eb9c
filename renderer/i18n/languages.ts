import type { SentenceKey } from '#shared/words/english.ts'
import type { Locale, MessageKey } from './english.ts'
import type { Message } from './message.ts'
import type { NumberFormats } from './numbers.ts'
import type { Said } from './said.ts'

/** Languages a person can choose. */
export const LANGUAGES = { en: 'English', hi: 'हिन्दी' } as const
export type Language = keyof typeof LANGUAGES
/** The pseudo-locale of the tests; not offered, but honoured when it is set. */
export const PSEUDO_LANGUAGE = 'qps'
export type TextsName = Language | typeof PSEUDO_LANGUAGE

/** The texts of one language. */
export type LanguageTexts = {
  readonly messages: Readonly<Record<MessageKey, Message>>
  /** Makes what says the backend's English in this language. */
  interpreter(numbers: NumberFormats): (text: string) => Said
}

/** Loads one language, that of the window. */
export function loadTexts(name: TextsName): Promise<LanguageTexts> {
  return LOADERS[name]()
}

const LOADERS: Record<TextsName, () => Promise<LanguageTexts>> = {
  async en() {
    const { english } = await import('./english.ts')
    return { messages: english, interpreter: () => (text) => ({ text, language: undefined }) }
  },
  async hi() {
    const [{ hindi }, { hindiSaid }, { createInterpreter }] = await Promise.all([
      import('./hindi.ts'),
      import('./hindi/said.ts'),
      import('./said.ts'),
    ])
    return { messages: hindi, interpreter: (numbers) => createInterpreter(hindiSaid, numbers) }
  },
  async [PSEUDO_LANGUAGE]() {
    const [{ english }, { pseudoMessage, pseudoSentence }, { ENGLISH }, { createInterpreter }] =
      await Promise.all([
        import('./english.ts'),
        import('./pseudo.ts'),
        import('#shared/words/english.ts'),
        import('./said.ts'),
      ])
    const messages = Object.entries<Message>(english).map(([key, message]) => [key, pseudoMessage(message)])
    const sentences = Object.entries(ENGLISH).map(([key, text]) => [key, pseudoSentence(text)])
    const said = {
      texts: Object.fromEntries(sentences) as Record<SentenceKey, string>,
      stop: '.',
      units: {},
      adjusted: 'adjusted p',
    }
    return {
      messages: Object.fromEntries(messages) as Locale,
      interpreter: (numbers) => createInterpreter(said, numbers),
    }
  },
}
