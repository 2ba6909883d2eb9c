import { KINDS, type Kind, type ValueOf } from './kinds.ts'

/**
 * A sentence with places for values: `{name}` for a name, `{name:kind}` for a value of another kind, and
 * `{name?row|rows}` for a word that follows the number in `name`.
 */
export type Template = string

type Places<T extends Template> = T extends `${string}{${infer Place}}${infer Rest}`
  ? (Place extends `${string}?${string}` ? never : Place) | Places<Rest>
  : never

type NameOf<Place extends string> = Place extends `${infer Name}:${string}` ? Name : Place
type ValueIn<Place extends string> = Place extends `${string}:${infer K}`
  ? K extends Kind
    ? ValueOf<K>
    : never
  : ValueOf<'text'>

/** Names of the values of a sentence. */
export type NamesOf<T extends Template> = NameOf<Places<T>>
/** The values that a sentence needs. */
export type ValuesOf<T extends Template> = { readonly [P in Places<T> as NameOf<P>]: ValueIn<P> }

export type Part =
  | { readonly type: 'literal'; readonly text: string }
  | { readonly type: 'value'; readonly name: string; readonly kind: Kind }
  | { readonly type: 'number'; readonly name: string; readonly one: string; readonly other: string }

/** A template cut at its places, in reading order. */
export function partsOf(template: Template): readonly Part[] {
  return template
    .split(/(\{[^{}]+\})/)
    .filter((text) => text !== '')
    .map(partOf)
}

function partOf(text: string): Part {
  const place = /^\{(\w+)(?::(\w+)|\?([^|{}]*)\|([^|{}]*))?\}$/.exec(text)
  if (place === null) return { type: 'literal', text }
  const [, name, kind, one, other] = place
  if (one !== undefined) return { type: 'number', name, one, other }
  return { type: 'value', name, kind: isKind(kind) ? kind : 'text' }
}

function isKind(name: string | undefined): name is Kind {
  return name !== undefined && Object.hasOwn(KINDS, name)
}
