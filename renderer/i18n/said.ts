import type { SentenceKey } from '#shared/words/english.ts'
import { type Heard, type HeardValue, hear, hearList, weightOf } from '#shared/words/hear.ts'
import type { Kind } from '#shared/words/kinds.ts'
import { type Part, partsOf, type Template } from '#shared/words/template.ts'
import type { NumberFormats } from './numbers.ts'

/** How a language puts the sentences of the backend. */
export type Sentences = {
  readonly texts: Readonly<Record<SentenceKey, Template>>
  /** What a sentence ends with. */
  readonly stop: string
  /** Units of spans and durations, by their English names. */
  readonly units: Readonly<Record<string, string>>
  readonly adjusted: string
}

export type Said = {
  readonly text: string
  /** The language of the text where it is not that of the window. */
  readonly language: 'en' | undefined
}

const LISTED: Partial<Record<Kind, 'and' | '; ' | ' '>> = {
  and: 'and',
  comma: 'and',
  semicolon: '; ',
  sentences: ' ',
}

/** Puts what the backend says in English into another language; what it does not know stays as it is. */
export function createInterpreter(sentences: Sentences, numbers: NumberFormats): (text: string) => Said {
  const cut = new Map<SentenceKey, readonly Part[]>()
  const partsIn = (key: SentenceKey): readonly Part[] => {
    const known = cut.get(key) ?? partsOf(sentences.texts[key])
    cut.set(key, known)
    return known
  }

  const sentence = ({ key, values }: Heard): string =>
    partsIn(key)
      .map((part) => {
        if (part.type === 'literal') return part.text
        const value = values[part.name]
        if (part.type === 'value') return value === undefined ? '' : shownValue(value)
        return value !== undefined && 'text' in value && value.text === '1' ? part.one : part.other
      })
      .join('')

  const shownValue = (value: HeardValue): string => {
    if ('text' in value) return valueText(value.kind, value.text)
    const parts = value.parts.map(sentence)
    const separator = LISTED[value.kind]
    return separator === 'and' ? numbers.list(parts) : parts.join(separator ?? '')
  }

  const valueText = (kind: Kind, text: string): string => {
    switch (kind) {
      case 'count':
        return numbers.count(Number(text.replaceAll(',', '')))
      case 'raw':
        return /^\d{4,}$/.test(text) ? numbers.count(Number(text)) : text
      case 'p_adjusted':
        return text.replace('adjusted p', sentences.adjusted)
      case 'span':
      case 'duration':
        return text.replace(/[a-z]+/g, (unit) => sentences.units[unit] ?? unit)
      case 'minute':
        return `${numbers.time(text.replace(' ', 'T').replace(' UTC', 'Z'), 'UTC')} UTC`
      default:
        return text
    }
  }

  const written = ({ sentences: several, separator, stop }: Reading): string =>
    `${several.map(sentence).join(separator)}${stop}`

  return (text) => {
    const heard = hear(text)
    // The same words stand in the middle of a sentence and as one of their own.
    const stopped = text.endsWith('.')
    const inner = hear(stopped ? text.slice(0, -1) : text) ?? hear(uncapitalised(text, stopped))
    // A name at the end of another sentence can take the rest of this one, with its stop, or the sentences after it.
    const readings = [
      reading(heard === null ? null : [heard], '', ''),
      reading(inner === null ? null : [inner], '', stopped ? sentences.stop : ''),
      reading(hearList(text, '; '), '; ', ''),
    ].filter((one) => one !== null)
    const best = readings.reduce<Reading | null>(
      (most, one) => (most === null || one.weight > most.weight ? one : most),
      null,
    )
    const said = best ?? reading(hearList(text, ' '), ' ', '')
    return said === null ? { text, language: 'en' } : { text: written(said), language: undefined }
  }
}

/** A way to take a text: as these sentences, joined and ended like that. */
type Reading = {
  readonly sentences: readonly Heard[]
  readonly separator: string
  readonly stop: string
  readonly weight: number
}

function reading(sentences: readonly Heard[] | null, separator: string, stop: string): Reading | null {
  if (sentences === null) return null
  return { sentences, separator, stop, weight: sentences.reduce((sum, one) => sum + weightOf(one), 0) }
}

function uncapitalised(text: string, stopped: boolean): string {
  return `${text.charAt(0).toLowerCase()}${stopped ? text.slice(1, -1) : text.slice(1)}`
}
