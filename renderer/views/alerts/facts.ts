import type { AlertView, LedgerEntry } from '#shared/contract/documents/alerts.ts'
import type { Translator } from '../../i18n/translator.ts'

type Facts = Pick<AlertView | LedgerEntry, 'value' | 'threshold' | 'reference' | 'unit'>

/** A value in its unit; an en dash where there is none. */
export function amountText(t: Translator, value: number | null, unit: Facts['unit']): string {
  if (value === null) return '–'
  if (unit === 'share') return t.numbers.share(value)
  if (unit === 'ms') return t.numbers.duration(value / 1_000)
  return t.numbers.measure(value)
}

/** What was seen, and the limit that it passed. */
export function againstText(t: Translator, { value, threshold, unit }: Facts): string {
  return t.text('alerts.against', {
    value: amountText(t, value, unit),
    threshold: amountText(t, threshold, unit),
  })
}
