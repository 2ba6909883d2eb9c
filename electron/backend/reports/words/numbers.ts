const LOCALE = 'en'
const counts = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 })
const three = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 3 })
const six = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 6, useGrouping: false })
const percents = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 })
const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** What stands where a number does not exist; a report never shows NaN. */
export const NO_NUMBER = '–'

/** Four decimals, for parts that shall line up and add up by eye. */
export function formatPart(value: number): string {
  return minus(value.toFixed(4))
}

/** A whole number with separators for thousands. */
export function formatCount(value: number): string {
  return Number.isFinite(value) ? counts.format(value) : NO_NUMBER
}

/** Three significant digits; powers of ten outside 1e-5 … 1e12. */
export function formatNumber(value: number | null): string {
  return format(value, three)
}

/** Six significant digits without separators, for bin edges and positions on an axis. */
export function formatPosition(value: number | null): string {
  return format(value, six)
}

function format(value: number | null, plain: Intl.NumberFormat): string {
  if (value === null || !Number.isFinite(value)) return NO_NUMBER
  const size = Math.abs(value)
  if (size === 0 || (size >= 1e-5 && size < 1e12)) return minus(plain.format(value))
  const [mantissa = '', exponent = ''] = value.toExponential(2).split('e')
  return minus(`${mantissa} × 10${superscript(exponent.replace('+', ''))}`)
}

/** A share between 0 and 1 as a percentage; what is more than nothing is never shown as 0%. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return NO_NUMBER
  if (share > 0 && share < 0.001) return '< 0.1%'
  if (share < 1 && share > 0.999) return '> 99.9%'
  return percents.format(share)
}

/** A p-value to three decimals, `< 0.001` below them. */
export function formatPValue(p: number | null): string {
  if (p === null || !Number.isFinite(p)) return NO_NUMBER
  return p < 0.001 ? '< 0.001' : p.toFixed(3)
}

/** A duration as a person says it. */
export function formatSeconds(seconds: number): string {
  if (seconds < 0.1) return 'under 0.1 s'
  if (seconds < 60) return `${three.format(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  return `${minutes} min ${Math.round(seconds - minutes * 60)} s`
}

/** An ISO 8601 time as `2026-03-12 14:00 UTC`; text that is no time stays as it is. */
export function formatTime(iso: string): string {
  // The parser of dates takes nearly anything: "row 12000" would be a year.
  const at = new Date(/^\d{4}-\d{2}-\d{2}T/.test(iso) ? iso : Number.NaN)
  if (Number.isNaN(at.getTime())) return iso
  const text = at.toISOString()
  const clock = text.slice(11, 19)
  return `${text.slice(0, 10)} ${clock.endsWith(':00') ? clock.slice(0, 5) : clock} UTC`
}

function minus(text: string): string {
  return text.replace('-', '−')
}

function superscript(exponent: string): string {
  return exponent.replace('-', '⁻').replace(/\d/g, (digit) => SUPERSCRIPT[Number(digit)] ?? digit)
}
