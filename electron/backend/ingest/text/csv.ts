import { say } from '#shared/words/say.ts'

/** How a delimited text is written. */
export type CsvDialect = {
  readonly delimiter: string
  readonly quote: string
  readonly escape: string
  readonly newline: '\n' | '\r\n' | '\r'
  readonly header: boolean
  /** The names of the first row, or made-up ones; made unique. */
  readonly names: readonly string[]
  readonly decimalComma: boolean
  readonly notes: readonly string[]
}

const DELIMITERS = [',', ';', '\t', '|']
const SNIFFED_RECORDS = 200
/** A backslash before a quote inside a value, and a doubled quote inside one. */
const BACKSLASHED = /\\"(?![,;\t|\r\n]|$)/
const DOUBLED = /[^\\,;\t|\r\n]""[^,;\t|\r\n]/

/**
 * Splits delimited text into records of fields, RFC 4180 with any delimiter and escape. Blank lines are skipped.
 * The last record is dropped when the text may be cut inside it.
 */
export function splitCsv(
  text: string,
  dialect: Pick<CsvDialect, 'delimiter' | 'quote' | 'escape'>,
  options: { readonly complete: boolean; readonly limit: number },
): string[][] {
  return splitCsvLines(text, dialect, options).map(({ fields }) => fields)
}

/** The same, each record with the 1-based line of the text on which it starts. */
export function splitCsvLines(
  text: string,
  dialect: Pick<CsvDialect, 'delimiter' | 'quote' | 'escape'>,
  options: { readonly complete: boolean; readonly limit: number },
): { readonly fields: string[]; readonly line: number }[] {
  const { delimiter, quote, escape: escapeChar } = dialect
  const records: { fields: string[]; line: number }[] = []
  let fields: string[] = []
  // A field is taken as pieces of the text, not letter by letter.
  let field = ''
  let from = 0
  let quoted = false
  let at = 0
  let line = 1
  let start = 1
  const endField = () => {
    fields.push(field + text.slice(from, at))
    field = ''
  }
  const endRecord = () => {
    endField()
    if (fields.length > 1 || fields[0] !== '') records.push({ fields, line: start })
    fields = []
  }
  while (at < text.length && records.length < options.limit) {
    const char = text[at]
    if (quoted) {
      if (char === escapeChar && text[at + 1] === quote) {
        field += text.slice(from, at) + quote
        at += 2
        from = at
        continue
      }
      if (char === quote) {
        field += text.slice(from, at)
        quoted = false
        from = at + 1
      }
      if (char === '\n' || (char === '\r' && text[at + 1] !== '\n')) line += 1
      at += 1
      continue
    }
    if (char === quote && field === '' && from === at) {
      quoted = true
      from = at + 1
    } else if (char === delimiter) {
      endField()
      from = at + 1
    } else if (char === '\n' || char === '\r') {
      endRecord()
      if (char === '\r' && text[at + 1] === '\n') at += 1
      from = at + 1
      line += 1
      start = line
    }
    at += 1
  }
  const rest = field !== '' || from < at || fields.length > 0
  if (records.length < options.limit && options.complete && rest) endRecord()
  return records
}

/**
 * Finds delimiter, escape, newline, header and decimal comma from the first part of a text.
 * `isNumber` tells which fields are numbers (with a decimal point).
 */
export function sniffDialect(
  text: string,
  complete: boolean,
  shapes: {
    readonly isValue: (field: string) => boolean
    readonly isDecimalComma: (field: string) => boolean
  },
): CsvDialect {
  const quote = '"'
  const escapeChar = BACKSLASHED.test(text) && !DOUBLED.test(text) ? '\\' : '"'
  const newline = newlineOf(text)
  const options = { complete, limit: SNIFFED_RECORDS }
  const [best] = DELIMITERS.map((delimiter) => {
    const records = splitCsv(text, { delimiter, quote, escape: escapeChar }, options)
    return { delimiter, records, ...consistency(records) }
  }).sort((a, b) => b.score - a.score)
  const { delimiter, records, width } = best
  const [first = [], ...rest] = records
  const header = looksLikeHeader(first, rest, shapes.isValue)
  const notes: string[] = []
  if (!header) notes.push(say('import.note.no_header'))
  const names = uniqueNames(header ? first : Array.from({ length: width }, () => ''), notes)
  const decimalComma =
    delimiter !== ',' && rest.some((record) => record.some((field) => shapes.isDecimalComma(field)))
  return { delimiter, quote, escape: escapeChar, newline, header, names, decimalComma, notes }
}

function newlineOf(text: string): CsvDialect['newline'] {
  const at = text.search(/[\r\n]/)
  if (at === -1 || text[at] === '\n') return '\n'
  return text[at + 1] === '\n' ? '\r\n' : '\r'
}

/** How well records agree on a number of fields above one. */
function consistency(records: readonly string[][]): { score: number; width: number } {
  const counts = new Map<number, number>()
  for (const record of records) counts.set(record.length, (counts.get(record.length) ?? 0) + 1)
  const [width, share] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [1, 0])
  const first = records[0]?.length ?? 1
  const chosen = counts.get(first) === share ? first : width
  if (chosen <= 1) return { score: 0, width: 1 }
  return { score: share / records.length + Math.min(chosen, 50) / 1000, width: chosen }
}

/** A first row is a header unless it holds values such as the rows below it do. */
function looksLikeHeader(
  first: readonly string[],
  rest: readonly string[][],
  isValue: (field: string) => boolean,
): boolean {
  if (rest.length === 0) return !first.some(isValue)
  const valued = first.flatMap((field, column) => (isValue(field) ? [column] : []))
  if (valued.length === 0) return true
  const below = rest.slice(0, 50)
  return !valued.every((column) =>
    below.every((record) => isValue(record[column] ?? '') || record[column] === ''),
  )
}

/** Gives columns without a name a number and repeated names a suffix. */
export function uniqueNames(raw: readonly string[], notes: string[]): string[] {
  const taken = new Set(raw.map((name) => name.trim()))
  const seen = new Set<string>()
  const nextSuffix = new Map<string, number>()
  return raw.map((given, index) => {
    const name = given.trim() === '' ? `column_${index + 1}` : given.trim()
    if (!seen.has(name)) {
      seen.add(name)
      return name
    }
    let suffix = nextSuffix.get(name) ?? 2
    while (taken.has(`${name}_${suffix}`) || seen.has(`${name}_${suffix}`)) suffix += 1
    const renamed = `${name}_${suffix}`
    if (!nextSuffix.has(name)) notes.push(say('import.note.column_twice', { name, renamed }))
    nextSuffix.set(name, suffix + 1)
    seen.add(renamed)
    return renamed
  })
}
