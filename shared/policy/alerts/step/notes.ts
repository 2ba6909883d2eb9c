import type { AlertNote } from '../effects.ts'
import type { Level } from '../limits/level.ts'
import { ALERT_METRICS } from '../metrics.ts'
import { compositeKey } from '../noise/silence.ts'
import type { AlertRule, CompositeRule, Severity } from '../rules.ts'
import type { AlertPlan, AlertSeries } from '../state.ts'
import { expressionUnit } from '../words.ts'

export function noteOfRule(
  plan: AlertPlan,
  rule: AlertRule,
  { key, segment }: AlertSeries,
  { value, threshold, reference, by }: Level,
  severity: Severity,
  at: number,
): AlertNote {
  const { name, expression, owner, action, runbook, worse } = rule
  const [first] = expression.terms
  const metric = metricText(rule)
  return {
    id: `${key}@${at}`,
    fingerprint: JSON.stringify([plan.model, metric, segment?.column ?? null, segment?.value ?? null]),
    model: plan.model,
    rule: name,
    isComposite: false,
    metric,
    area: ALERT_METRICS[first.metric].area,
    segment,
    severity,
    value,
    threshold,
    reference,
    worse,
    unit: expressionUnit(expression),
    by,
    firedAt: at,
    owner,
    action,
    runbook,
  }
}

/** "psi of amount" for a metric with a column, else the expression as it was written. */
function metricText({ expression }: AlertRule): string {
  const [first] = expression.terms
  if (expression.root.kind !== 'term') return expression.text
  return first.column === null ? first.metric : `${first.metric} of ${first.column}`
}

export function noteOfComposite(
  plan: AlertPlan,
  composite: CompositeRule,
  severity: Severity,
  at: number,
): AlertNote {
  const { name, owner, action, runbook } = composite
  const areas = plan.rules.rules.flatMap(({ expression, name: rule }) =>
    composite.when.includes(rule) || expression.terms.some(({ metric }) => composite.when.includes(metric))
      ? [ALERT_METRICS[expression.terms[0].metric].area]
      : [],
  )
  return {
    id: `${compositeKey(composite)}@${at}`,
    fingerprint: JSON.stringify([plan.model, compositeKey(composite), null, null]),
    model: plan.model,
    rule: name,
    isComposite: true,
    metric: composite.when.join(' + '),
    area: areas[0] ?? 'infrastructure',
    segment: null,
    severity,
    value: null,
    threshold: null,
    reference: null,
    worse: 'above',
    unit: 'number',
    by: 'composite',
    firedAt: at,
    owner,
    action,
    runbook,
  }
}
