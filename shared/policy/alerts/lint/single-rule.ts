import { unitOf } from '../expression.ts'
import { ALERT_METRICS, type AlertUnit } from '../metrics.ts'
import type { AlertLimit, AlertRule } from '../rules.ts'
import { alertValueText } from '../words.ts'
import type { AlertLintFinding } from './finding.ts'
import { finding } from './rule-findings.ts'

const MINUTE = 60_000

export function missing(
  { name, owner, action, runbook }: Pick<AlertRule, 'name' | 'owner' | 'action' | 'runbook'>,
  where: string,
): AlertLintFinding[] {
  const fires = { at: 0, what: `"${name}" fires`, state: 'firing' }
  const lacking = [...(action === null ? ['action'] : []), ...(runbook === null ? ['runbook'] : [])]
  return [
    ...(owner === null
      ? [
          finding('missing_owner', where, `"${name}" has no owner: nobody knows whom it is for.`, [
            fires,
            { at: 10 * MINUTE, what: 'everybody takes it to be for another one', state: 'firing' },
          ]),
        ]
      : []),
    ...(lacking.length > 0
      ? [
          finding(
            'missing_action',
            where,
            `"${name}" has no ${lacking.join(' and no ')}: whoever is woken does not know what to do.`,
            [
              fires,
              { at: MINUTE, what: 'its owner looks for what to do, and finds nothing', state: 'firing' },
            ],
          ),
        ]
      : []),
  ]
}

export function unitMismatches(rule: AlertRule, where: string): AlertLintFinding[] {
  const { expression, compare, warning, critical } = rule
  const unit = unitOf(expression)
  if (typeof unit !== 'string') {
    return [
      finding('unit_mismatch', `${where}.metric`, `"${expression.text}": ${unit.mismatch}.`, [
        {
          at: 0,
          what: expression.terms.map(({ metric }) => `${metric} in ${ALERT_METRICS[metric].unit}`).join(', '),
          state: 'a number without meaning',
        },
      ]),
    ]
  }
  const wanted = compare === 'constant' ? unit : 'number'
  return (['warning', 'critical'] as const).flatMap((key) => {
    const limit = { warning, critical }[key]
    const why = limit === null ? null : mismatch(limit, wanted, compare)
    if (limit === null || why === null) return []
    const shown = limit.unit === null ? String(limit.value) : alertValueText(limit.value, limit.unit)
    return [
      finding('unit_mismatch', `${where}.${key}`, `${expression.text} is held against ${shown}: ${why}.`, [
        {
          at: 0,
          what: `${expression.text} is ${alertValueText(unit === 'share' ? 0.5 : limit.value, unit)}, the limit is ${shown}`,
          state: 'they cannot be compared',
        },
      ]),
    ]
  })
}

function mismatch(
  { value, unit }: AlertLimit,
  wanted: AlertUnit,
  compare: AlertRule['compare'],
): string | null {
  if (compare === 'seasonal') {
    if (unit !== null && unit !== 'share') return 'it is the part of the values of a season that is beyond'
    return value > 0 && value < 0.5 ? null : 'the part of a season that is beyond is between 0 and 50%'
  }
  if (compare !== 'constant') {
    return unit === null || unit === 'share' || unit === 'number' ? null : 'it is a multiple of a reference'
  }
  if (unit === null) return wanted === 'share' && Math.abs(value) > 1 ? 'a share is at most 1 (100%)' : null
  if (unit === wanted || (unit === 'share' && wanted === 'number')) return null
  return `the unit is ${wanted}, not ${unit}`
}

export function contradictions(rule: AlertRule, where: string): AlertLintFinding[] {
  const { name, warning, critical, worse, compare, escalate, expression } = rule
  const found: AlertLintFinding[] = []
  const lowest = compare !== 'seasonal' && worse === 'below'
  if (warning !== null && critical !== null) {
    const isReversed =
      lowest || compare === 'seasonal' ? critical.value > warning.value : critical.value < warning.value
    if (isReversed) {
      const between = (warning.value + critical.value) / 2
      found.push(
        finding(
          'contradiction',
          `${where}.critical`,
          `"${name}" is critical at ${critical.value} before it warns at ${warning.value}; ${lowest ? 'lower' : 'higher'} is worse.`,
          [{ at: 0, what: `${expression.text} is at ${between}`, state: 'critical, and not even a warning' }],
        ),
      )
    }
  }
  const isMultiple = (compare === 'baseline' || compare === 'rolling_7d') && worse !== 'change'
  const first = warning ?? critical
  if (isMultiple && first !== null && (worse === 'below' ? first.value > 1 : first.value < 1)) {
    found.push(
      finding(
        'contradiction',
        `${where}.${warning === null ? 'critical' : 'warning'}`,
        `"${name}" fires on the reference itself: ${first.value} × it is on its good side.`,
        [{ at: 0, what: `${expression.text} equals its reference`, state: 'firing' }],
      ),
    )
  }
  const disorder = escalate.findIndex(
    ({ afterMs }, index) => index > 0 && afterMs <= escalate[index - 1].afterMs,
  )
  if (disorder > 0) {
    found.push(
      finding(
        'contradiction',
        `${where}.escalate.${disorder}`,
        `"${escalate[disorder].to}" is told no later than the one before.`,
        escalate.map(({ afterMs, to }) => ({
          at: afterMs,
          what: 'nobody has acknowledged',
          state: `${to} is told`,
        })),
      ),
    )
  }
  return found
}
