import { say } from '../../words/say.ts'
import type { AlertNote, Silencer } from './effects.ts'
import { type MetricExpression, unitOf } from './expression.ts'
import type { AlertUnit } from './metrics.ts'

/** The unit of an expression; a plain number where its parts do not go together. */
export function expressionUnit(expression: MetricExpression): AlertUnit {
  const unit = unitOf(expression)
  return typeof unit === 'string' ? unit : 'number'
}

/** A value with its unit: "62%", "145 ms". */
export function alertValueText(given: number, unit: AlertUnit): string {
  const value = Number((unit === 'share' ? 100 * given : given).toPrecision(4))
  switch (unit) {
    case 'rows':
      return say('window.rows', { rows: value })
    case 'share':
    case 'rows_per_hour':
      return say(`value.${unit}`, { value })
    case 'ms':
      return say('value.milliseconds', { value })
    case 'value':
    case 'number':
      return say('value.number', { value })
  }
}

/** What an alert says, in one line: "fraud: accuracy where city is Pune is 62%, below 74% (baseline 87%)". */
export function alertLine(alert: AlertNote): string {
  const { model, metric, segment, value, threshold, reference, unit, worse, isComposite, rule, by } = alert
  if (isComposite || value === null || threshold === null) {
    // Nothing but names.
    return `${model}: ${rule} (${metric})`
  }
  const isBelow = worse === 'below' || (worse === 'change' && reference !== null && value < reference)
  const side = isBelow ? 'below' : 'above'
  const line = {
    model,
    metric,
    value: alertValueText(value, unit),
    limit: alertValueText(threshold, unit),
  }
  const held =
    reference === null ? null : say(`alert.reference.${by}`, { value: alertValueText(reference, unit) })
  if (segment === null) {
    return held === null
      ? say(`alert.${side}`, line)
      : say(`alert.${side}.held`, { ...line, reference: held })
  }
  const whole = { ...line, column: segment.column, segment: segment.value }
  return held === null
    ? say(`alert.${side}.where`, whole)
    : say(`alert.${side}.where.held`, { ...whole, reference: held })
}

/** Why something was not sent. */
export function silencerText(by: Silencer): string {
  return say(`alert.silenced.${by}`)
}

/** What would have been sent, for the suppression ledger. */
export function wouldHaveSent(alert: AlertNote): string {
  return say(`alert.would.${alert.severity}`, { line: alertLine(alert) })
}

/** Why a rule never fires on a step. */
export function delayReason(size: number): string {
  return say('alert.delay.never', { step: alertValueText(size, 'share') })
}

/** What decays a rule sees, in a sentence. */
export function frogReason(missed: number | null, missedByMoving: number | null): string {
  const share = (value: number) => alertValueText(value, 'share')
  if (missed !== null) return say('alert.frog.missed', { decay: share(missed) })
  return missedByMoving === null
    ? say('alert.frog.stays')
    : say('alert.frog.frozen', { decay: share(missedByMoving) })
}
