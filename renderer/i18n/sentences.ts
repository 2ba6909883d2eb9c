import type { NamesOf, Template } from '#shared/words/template.ts'

type SameNames<A extends Template, B extends Template> = [NamesOf<A>] extends [NamesOf<B>]
  ? [NamesOf<B>] extends [NamesOf<A>]
    ? true
    : false
  : false

/** A text for every sentence of `English`, each with the same values; anything else does not compile. */
export type Translation<English extends Record<string, Template>, Texts> = {
  readonly [Key in keyof English]: Key extends keyof Texts
    ? Texts[Key] extends Template
      ? SameNames<English[Key], Texts[Key]> extends true
        ? Texts[Key]
        : { readonly 'needs the values': NamesOf<English[Key]> }
      : Template
    : Template
} & { readonly [Key in Exclude<keyof Texts, keyof English>]: never }

/** The sentences of one part of the backend in another language, checked against the English ones. */
export function translationOf<English extends Record<string, Template>>() {
  return <const Texts extends Record<keyof English, Template>>(
    texts: Texts & Translation<English, Texts>,
  ): Readonly<Record<keyof English, Template>> => texts
}
