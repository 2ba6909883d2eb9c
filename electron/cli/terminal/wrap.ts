import { displayWidth } from './width.ts'

/** A text in lines of at most `width` cells with a margin; a word that is longer has a line of its own. */
export function wrapWords(text: string, indent: number, width: number): readonly string[] {
  const margin = ' '.repeat(indent)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && indent + displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(margin + line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, margin + line]
}
