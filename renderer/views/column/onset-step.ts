import type { Translator } from '../../i18n/translator.ts'

const SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3_600, day: 86_400, week: 604_800 }

/** The width of the buckets that were scanned ("1 hour", "6 hours") in the language of the window. */
export function stepWords(t: Translator, step: string): string {
  const [, count, unit] = /^(\d+) (minute|hour|day|week)s?$/.exec(step) ?? []
  const seconds = Number(count) * (SECONDS[unit ?? ''] ?? Number.NaN)
  return Number.isFinite(seconds) ? t.numbers.duration(seconds) : step
}
