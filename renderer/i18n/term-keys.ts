import type { MessageKey } from './english.ts'
import { TERMS, type Term } from './terms.ts'

type Keys<Part extends string> = { readonly [T in Term]: `term.${T}.${Part}` & MessageKey }

function keysOf<Part extends 'name' | 'meaning' | 'reading'>(part: Part): Keys<Part> {
  return Object.fromEntries(TERMS.map((term) => [term, `term.${term}.${part}`])) as Keys<Part>
}

export const TERM_NAME = keysOf('name')
/** What it is, with its formula. */
export const TERM_MEANING = keysOf('meaning')
/** How to read it. */
export const TERM_READING = keysOf('reading')
