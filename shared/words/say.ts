import { ENGLISH, type SentenceKey } from './english.ts'
import { KINDS } from './kinds.ts'
import { type Part, partsOf, type ValuesOf } from './template.ts'

type Values<Key extends SentenceKey> = ValuesOf<(typeof ENGLISH)[Key]>

const cut = new Map<SentenceKey, readonly Part[]>()

/** The places and words of an English sentence. */
export function englishParts(key: SentenceKey): readonly Part[] {
  const known = cut.get(key)
  if (known !== undefined) return known
  const parts = partsOf(ENGLISH[key])
  cut.set(key, parts)
  return parts
}

/**
 * A sentence of the catalogue in English, which is what documents, reports and the command line hold. `hear` reads it
 * again, for a window in another language.
 */
export function say<Key extends SentenceKey>(
  key: Key,
  ...[values]: keyof Values<Key> extends never ? [] : [values: Values<Key>]
): string {
  // Kernels name reasons whether they need them or not, so that this has to cost nothing.
  if (values === undefined) return ENGLISH[key]
  const given: Readonly<Record<string, unknown>> = values
  return englishParts(key)
    .map((part) => {
      if (part.type === 'literal') return part.text
      const value = given[part.name]
      if (part.type === 'number') return value === 1 ? part.one : part.other
      // The type of `values` has checked each value against the kind of its place.
      return (KINDS[part.kind].write as (value: unknown) => string)(value)
    })
    .join('')
}
