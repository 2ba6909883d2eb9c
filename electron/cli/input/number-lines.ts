import { AppError } from '#shared/domain/errors.ts'

/**
 * Numbers, one a line; `nan`, `inf` and `-inf` in any case count as values. Empty lines at the end are ignored.
 * @throws AppError `FILE_EMPTY`, `FORMAT_INVALID` with the line that is no number.
 */
export function numberLines(text: string, name: string): Float64Array {
  const lines = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/)
  if (lines.length === 1 && lines[0] === '') {
    throw new AppError('FILE_EMPTY', `${name} is empty.`, 'It needs one number a line.')
  }
  return Float64Array.from(lines, (line, index) => {
    const word = line.trim()
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word)) return Number(word)
    if (/^[+-]?nan$/i.test(word)) return Number.NaN
    if (/^[+-]?inf(inity)?$/i.test(word)) return word.startsWith('-') ? -Infinity : Infinity
    throw new AppError(
      'FORMAT_INVALID',
      `${name}, line ${index + 1}: ${word === '' ? 'empty' : `"${word.slice(0, 40)}" is no number`}.`,
      'Each line holds one number and nothing else.',
    )
  })
}
