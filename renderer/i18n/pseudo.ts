import { type Message, piecesOf } from './message.ts'

const ACCENTED: Record<string, string> = Object.fromEntries(
  [...'aAcCdeEgGhHiIjlLnNoOrRsStTuUwWyYzZ'].map((letter, index) => [
    letter,
    [...'áÁçÇđéÉğĞĥĤîÎĵłŁñÑöÖŕŔšŠťŤúÚŵŴýÝžŽ'][index] ?? letter,
  ]),
)

/**
 * English with accents, brackets and a third more length, slots untouched: text that is not accented on screen
 * did not come from a locale file, and text that is cut off will be cut off in other languages.
 */
export function pseudoMessage<M extends Message>(message: M): M extends string ? string : Message {
  const turned =
    typeof message === 'string'
      ? pseudoText(message)
      : { one: pseudoText(message.one), other: pseudoText(message.other) }
  return turned as M extends string ? string : Message
}

function pseudoText(text: string): string {
  const body = piecesOf(text)
    .map((piece) =>
      'slot' in piece
        ? `{${piece.slot}}`
        : [...piece.text].map((letter) => ACCENTED[letter] ?? letter).join(''),
    )
    .join('')
  return `⟦${body}${'·'.repeat(Math.ceil(text.length / 3))}⟧`
}

/** The same for a sentence of the backend, whose places stay as they are. */
export function pseudoSentence(text: string): string {
  const body = text
    .split(/(\{[^{}]+\})/)
    .map((part) =>
      part.startsWith('{') ? part : [...part].map((letter) => ACCENTED[letter] ?? letter).join(''),
    )
    .join('')
  return `⟦${body}⟧`
}
