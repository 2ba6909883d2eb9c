import type { ColumnStorage } from '#shared/domain/columns.ts'
import { type ColumnSummary, isYesNo, MISSING_WORDS, type TimeFormat } from '#shared/domain/kinds.ts'
import { parseTime } from '../text/times.ts'

export type SampleSummary = ColumnSummary & { readonly samples: readonly string[] }

const SHOWN_SAMPLES = 6

/** What the sampled texts of a column look like once they are read as a storage. */
export function summarise(
  texts: readonly string[],
  how: {
    readonly storage: ColumnStorage
    readonly time: TimeFormat | null
    readonly decimalComma: boolean
    readonly timezone: string
  },
): SampleSummary {
  const isMissing = (text: string) => (how.storage === 'string' ? text === '' : MISSING_WORDS.has(text))
  const present = texts.filter((text) => !isMissing(text))
  const distinct = new Set(present)
  const numbers =
    how.storage === 'number' || how.storage === 'timestamp'
      ? present.map((text) => toNumber(text, how)).filter((value) => !Number.isNaN(value))
      : []
  let minimum = Number.POSITIVE_INFINITY
  let maximum = Number.NEGATIVE_INFINITY
  for (const value of numbers) {
    if (value < minimum) minimum = value
    if (value > maximum) maximum = value
  }
  return {
    storage: how.storage,
    present: present.length,
    missing: texts.length - present.length,
    distinct: distinct.size,
    minimum: numbers.length === 0 ? null : minimum,
    maximum: numbers.length === 0 ? null : maximum,
    whole: numbers.length > 0 && numbers.every(Number.isInteger),
    meanLength:
      how.storage === 'string' && present.length > 0
        ? present.reduce((sum, text) => sum + text.length, 0) / present.length
        : 0,
    yesNo: isYesNo(
      how.storage === 'number' ? new Set([...new Set(numbers)].slice(0, 3).map(String)) : distinct,
    ),
    ascending:
      numbers.length > 1 && numbers.every((value, index) => index === 0 || value >= numbers[index - 1]),
    samples: [...distinct].slice(0, SHOWN_SAMPLES),
  }
}

function toNumber(
  text: string,
  how: { storage: ColumnStorage; time: TimeFormat | null; decimalComma: boolean; timezone: string },
): number {
  if (how.storage === 'timestamp' && how.time !== null) return parseTime(text, how.time, how.timezone)
  const plain = how.decimalComma ? text.replace(',', '.') : text
  const number = Number(plain)
  // JavaScript knows one word for infinity, files have several; it is neither a minimum nor a maximum.
  return Number.isFinite(number) ? number : Number.NaN
}
