import type { ColumnKind, ColumnStorage } from './columns.ts'

/** How a time is written: ISO 8601 with or without zone, a number since 1970, or a `strptime` format. */
export type TimeFormat = 'iso' | 'epoch_s' | 'epoch_ms' | 'epoch_us' | 'epoch_ns' | DayFirstFormat
type DayFirstFormat = `%${string}`

/** What the values of a column look like in a sample or in all rows. */
export type ColumnSummary = {
  readonly storage: ColumnStorage
  /** Values that are there, and how many of them differ (in a sample: within the sample). */
  readonly present: number
  readonly missing: number
  readonly distinct: number
  /** The smallest and largest number or time (UTC milliseconds); null for texts and where there is no value. */
  readonly minimum: number | null
  readonly maximum: number | null
  /** Whether all numbers are whole. */
  readonly whole: boolean
  /** Mean length of the texts in characters; 0 for other storages. */
  readonly meanLength: number
  /** Whether the values are two words for yes and no: 0/1, true/false, yes/no, y/n, t/f, on/off. */
  readonly yesNo: boolean
  /** Whether the values never go down in the order of the rows. */
  readonly ascending: boolean
}

/** Texts that stand for a missing value in columns that otherwise hold numbers, times or booleans. */
export const MISSING_WORDS: ReadonlySet<string> = new Set([
  '',
  'NA',
  'N/A',
  'n/a',
  'na',
  '<NA>',
  '#N/A',
  'NaN',
  'nan',
  'NAN',
  'NULL',
  'Null',
  'null',
  'None',
  'none',
  'NaT',
  '\\N',
  '-',
  '?',
])

/** Missing words that can just as well be values of a column of texts (NA is also Namibia). */
export const AMBIGUOUS_MISSING_WORDS: ReadonlySet<string> = new Set(['NA', 'na', 'None', 'none', '-', '?'])

const NUMBER = /^\s*[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)\s*$/i
const LEADING_ZERO = /^\s*[+-]?0\d/
const DECIMAL_COMMA = /^\s*[+-]?\d+,\d+(?:[eE][+-]?\d+)?\s*$/
const BOOLEAN = /^(?:true|false)$/i
const ISO_TIME =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:\s?(?:Z|UTC)|[+-]\d{2}(?::?\d{2})?)?)?$/
const OTHER_TIME = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[T ](\d{1,2}):(\d{2})(:\d{2})?)?$/

/** Whether a text reads as a number without losing anything: no leading zeros, at most 2^53 when whole. */
export function isNumberText(text: string): boolean {
  if (!NUMBER.test(text) || LEADING_ZERO.test(text)) return false
  return text.length < 16 || /[.eEn]/.test(text) || Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER
}

export function isDecimalCommaText(text: string): boolean {
  return DECIMAL_COMMA.test(text)
}

export type TextShape = {
  readonly storage: ColumnStorage
  readonly time: TimeFormat | null
  readonly decimalComma: boolean
  /** A word that stands for a missing value in this column alone. */
  readonly missingWord: string | null
}

const STRING: TextShape = { storage: 'string', time: null, decimalComma: false, missingWord: null }

/** Share of the values that must fit; the rows of the others are kept aside when the log is read. */
const FITTING_SHARE = 0.9
const WORD = /^[\p{L}][\p{L}\s_.-]*$/u

/**
 * How a column of texts is best stored: as numbers, booleans or times when nearly every value that is not a missing
 * word reads as one, else as texts. One word that all misfits share is a missing word of its own. A column without
 * any value counts as numbers: an empty feature.
 */
export function shapeOfTexts(texts: readonly string[], decimalComma: boolean): TextShape {
  const present = texts.filter((text) => !MISSING_WORDS.has(text))
  if (present.length === 0) return texts.length === 0 ? STRING : { ...STRING, storage: 'number' }
  for (const { shape, fits } of candidatesFor(present, decimalComma)) {
    const misfits = present.filter((text) => !fits(text))
    if (present.length - misfits.length < FITTING_SHARE * present.length) continue
    const [word] = misfits
    const isWord = misfits.length > 1 && WORD.test(word) && misfits.every((text) => text === word)
    return { ...shape, missingWord: isWord ? word : null }
  }
  return STRING
}

type Candidate = { readonly shape: TextShape; readonly fits: (text: string) => boolean }

function candidatesFor(present: readonly string[], decimalComma: boolean): readonly Candidate[] {
  const number: TextShape = { ...STRING, storage: 'number' }
  const time = timeFormatOf(present.filter(looksLikeTime))
  const candidates: Candidate[] = [
    { shape: { ...STRING, storage: 'boolean' }, fits: (text) => BOOLEAN.test(text) },
    { shape: number, fits: isNumberText },
  ]
  if (decimalComma) {
    const fits = (text: string) => isDecimalCommaText(text) || isNumberText(text)
    candidates.push({ shape: { ...number, decimalComma }, fits })
  }
  if (time !== null)
    candidates.push({ shape: { ...STRING, storage: 'timestamp', time }, fits: looksLikeTime })
  return candidates
}

const FEW_MISFITS = 3

/** What keeps a column of texts from being what most of its values are; see `hindrance`. */
export type Hindrance = {
  /** What most values read as. */
  readonly storage: Exclude<ColumnStorage, 'string'>
  readonly values: number
  readonly misfits: number
  isMisfit(text: string): boolean
}

/**
 * Why a column is one of texts, where few different values are behind it: most of the others are numbers, booleans or
 * times. Null where the texts are many, and where they are codes of digits (01234), which are texts for good.
 */
export function hindrance(texts: readonly string[], decimalComma: boolean): Hindrance | null {
  const present = texts.filter((text) => !MISSING_WORDS.has(text))
  for (const { shape, fits } of candidatesFor(present, decimalComma)) {
    const misfits = present.filter((text) => !fits(text))
    if (shape.storage === 'string' || misfits.length * 2 >= present.length) continue
    if (new Set(misfits).size > FEW_MISFITS || misfits.some((text) => NUMBER.test(text))) return null
    const isMisfit = (text: string) => !MISSING_WORDS.has(text) && !fits(text)
    return { storage: shape.storage, values: present.length, misfits: misfits.length, isMisfit }
  }
  return null
}

/** Whether a text reads as a value of a storage, given how the column's times are written. */
export function fitsShape(
  text: string,
  shape: Pick<TextShape, 'storage' | 'time' | 'decimalComma'>,
): boolean {
  switch (shape.storage) {
    case 'boolean':
      return BOOLEAN.test(text)
    case 'number':
      return NUMBER.test(text) || (shape.decimalComma && isDecimalCommaText(text))
    case 'timestamp':
      return shape.time === null || shape.time.startsWith('epoch_') ? NUMBER.test(text) : looksLikeTime(text)
    case 'string':
      return true
  }
}

function looksLikeTime(text: string): boolean {
  if (ISO_TIME.test(text)) return true
  const parts = OTHER_TIME.exec(text)
  return parts !== null && (parts[1].length === 4 || parts[4].length === 4)
}

/** The one format in which all texts are times, or null. Day before month unless some value rules that out. */
export function timeFormatOf(texts: readonly string[]): TimeFormat | null {
  if (texts.length === 0) return null
  if (texts.every((text) => ISO_TIME.test(text))) return 'iso'
  const parts = texts.map((text) => OTHER_TIME.exec(text))
  const [first] = parts
  if (first === null || first === undefined) return null
  const [, a, separator, , , hour, , second] = first
  let dayFirst = true
  for (const part of parts) {
    if (part === null || part[2] !== separator) return null
    if (part[1].length !== 4 && part[4].length !== 4) return null
    if ((part[5] === undefined) !== (hour === undefined)) return null
    if ((part[7] === undefined) !== (second === undefined)) return null
    if ((part[1].length === 4) !== (a.length === 4)) return null
    if (Number(part[3]) > 12) dayFirst = false
  }
  const date =
    a.length === 4
      ? `%Y${separator}%m${separator}%d`
      : dayFirst
        ? `%d${separator}%m${separator}%Y`
        : `%m${separator}%d${separator}%Y`
  const time = hour === undefined ? '' : second === undefined ? ' %H:%M' : ' %H:%M:%S'
  return `${date}${time}` as TimeFormat
}

/** The unit in which a number counts time since 1970 by its size (1990 to 2100), or null when it cannot be one. */
export function epochFormatOf(value: number): TimeFormat | null {
  const seconds = { from: 631_152_000, to: 4_102_444_800 }
  for (const [format, perSecond] of EPOCHS) {
    if (value >= seconds.from * perSecond && value < seconds.to * perSecond) return format
  }
  return null
}

const EPOCHS: readonly (readonly [TimeFormat, number])[] = [
  ['epoch_s', 1],
  ['epoch_ms', 1e3],
  ['epoch_us', 1e6],
  ['epoch_ns', 1e9],
]

/** Factor that turns a number of this format into milliseconds; 1 for formats that are not numbers. */
export function epochToMilliseconds(format: TimeFormat): number {
  const perSecond = EPOCHS.find(([name]) => name === format)?.[1]
  return perSecond === undefined ? 1 : 1000 / perSecond
}

const YES_NO: readonly (readonly [string, string])[] = [
  ['0', '1'],
  ['false', 'true'],
  ['no', 'yes'],
  ['n', 'y'],
  ['f', 't'],
  ['off', 'on'],
]

/** Whether the texts are two words for no and yes, in any order and case. */
export function isYesNo(values: ReadonlySet<string>): boolean {
  if (values.size !== 2) return false
  const words = [...values].map((value) => value.toLowerCase()).sort()
  return YES_NO.some(([no, yes]) => words[0] === no && words[1] === yes)
}

const NEARLY_ALL = 0.9
const LONG_TEXT = 20
const ENOUGH = 20

/** How a column's values are compared (statistics.md, "Kinds"). */
export function kindOf(summary: ColumnSummary): ColumnKind {
  switch (summary.storage) {
    case 'boolean':
      return 'boolean'
    case 'timestamp':
      return 'datetime'
    case 'number':
      return summary.yesNo ? 'boolean' : 'numeric'
    case 'string':
      if (summary.yesNo) return 'boolean'
      return nearlyAllDiffer(summary) && summary.meanLength >= LONG_TEXT ? 'text' : 'categorical'
  }
}

/**
 * Whether the values name rows or things rather than measure them: nearly all different, and short texts or
 * consecutive whole numbers.
 */
export function isIdentifier(summary: ColumnSummary): boolean {
  if (summary.present < ENOUGH || !nearlyAllDiffer(summary)) return false
  if (summary.storage === 'string') return true
  if (summary.storage !== 'number' || !summary.whole || !summary.ascending) return false
  const span = (summary.maximum ?? 0) - (summary.minimum ?? 0) + 1
  return summary.distinct === summary.present && span <= summary.distinct * 1.5
}

export function nearlyAllDiffer({ present, distinct }: ColumnSummary): boolean {
  return present > 0 && distinct >= NEARLY_ALL * present
}
