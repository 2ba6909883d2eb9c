import { formatDuration } from '../../domain/duration.ts'
import type { AlertNote, Silencer } from './effects.ts'
import { type MetricExpression, unitOf } from './expression.ts'
import type { AlertUnit } from './metrics.ts'

/** The unit of an expression; a plain number where its parts do not go together. */
export function expressionUnit(expression: MetricExpression): AlertUnit {
  const unit = unitOf(expression)
  return typeof unit === 'string' ? unit : 'number'
}

/** A value with its unit: "62%", "145 ms". */
export function alertValueText(value: number, unit: AlertUnit): string {
  const rounded = (number: number) => String(Number(number.toPrecision(4)))
  switch (unit) {
    case 'share':
      return `${rounded(100 * value)}%`
    case 'ms':
      return `${rounded(value)} ms`
    case 'rows':
      return `${rounded(value)} rows`
    case 'rows_per_hour':
      return `${rounded(value)} rows an hour`
    case 'value':
    case 'number':
      return rounded(value)
  }
}

/** What an alert says, in one line: "fraud: accuracy of city = Pune is 62%, below 74% (baseline 87%)". */
export function alertLine(alert: AlertNote): string {
  const { model, metric, segment, value, threshold, reference, unit, worse, isComposite, rule } = alert
  if (isComposite || value === null || threshold === null) return `${model}: ${rule} (${metric})`
  const where = segment === null ? '' : ` where ${segment.column} is ${segment.value}`
  const side = worse === 'below' || (worse === 'change' && reference !== null && value < reference)
  const held = reference === null ? '' : ` (${REFERENCES[alert.by]} ${alertValueText(reference, unit)})`
  return `${model}: ${metric}${where} is ${alertValueText(value, unit)}, ${side ? 'below' : 'above'} ${alertValueText(threshold, unit)}${held}`
}

const REFERENCES: Readonly<Record<AlertNote['by'], string>> = {
  constant: 'limit',
  baseline: 'baseline',
  rolling_7d: 'mean of 7 days',
  seasonal: 'median of the season',
  frozen: 'frozen reference',
  composite: 'composite',
}

/** Why something was not sent. */
export function silencerText(by: Silencer): string {
  switch (by) {
    case 'duplicate':
      return 'another rule has told about the same'
    case 'composite':
      return 'it is a part of a composite that is on'
    case 'quiet_hours':
      return 'quiet hours'
    case 'budget':
      return 'the budget of the day is spent'
    case 'snooze':
      return 'a person snoozed the incident'
  }
}

/** What would have been sent, for the suppression ledger. */
export function wouldHaveSent(alert: AlertNote): string {
  return `${alert.severity}: ${alertLine(alert)}`
}

export function afterText(ms: number): string {
  return ms >= 60_000 ? formatDuration(Math.round(ms / 60_000) * 60_000) : formatDuration(Math.round(ms))
}

/** Why a rule never fires on a step. */
export function delayReason(size: number): string {
  return `A step of ${alertValueText(size, 'share')} stays within its limits.`
}

/** What decays a rule sees, in a sentence. */
export function frogReason(missed: number | null, missedByMoving: number | null): string {
  const share = (value: number) => alertValueText(value, 'share')
  if (missed !== null) {
    return `It never fires on a decay of ${share(missed)} a day or slower: its reference goes along.`
  }
  return missedByMoving === null
    ? 'Its reference stays: a decay that goes on passes the limit at last.'
    : `Its moving reference goes along with ${share(missedByMoving)} a day; the frozen one beside it sees it.`
}
