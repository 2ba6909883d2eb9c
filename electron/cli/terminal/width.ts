import { stripVTControlCharacters } from 'node:util'

const WIDE =
  /^(?:\p{Emoji_Presentation}|.\uFE0F|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6])/u
const WIDTHLESS = /^(?:\p{M}|\p{Cf})+$/u

/** Cells that a text takes on a terminal: wide letters and emoji two, marks and colours none. */
export function displayWidth(text: string): number {
  const plain = stripVTControlCharacters(text)
  if (/^[\x20-\x7E]*$/.test(plain)) return plain.length
  let width = 0
  for (const { segment } of new Intl.Segmenter().segment(plain)) {
    if (!WIDTHLESS.test(segment)) width += WIDE.test(segment) ? 2 : 1
  }
  return width
}

/** At most `width` cells, with an ellipsis where something was left out. */
export function fitWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  let kept = ''
  let used = 0
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const next = displayWidth(segment)
    if (used + next > width - 1) break
    kept += segment
    used += next
  }
  return `${kept}…`
}

export function padEndWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

export function padStartWidth(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text
}

/**
 * Text from data, safe to print: control characters (with them every escape sequence) and marks that turn the
 * direction of what follows are shown as U+FFFD instead of obeyed.
 */
export function safeText(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD')
}
