import { say } from '../../../words/say.ts'
import { finding } from '../../lint/finding.ts'
import { unitOf } from '../expression.ts'
import { ALERT_METRICS, type AlertUnit } from '../metrics.ts'
import type { AlertLimit, AlertRule } from '../rules.ts'
import { alertValueText } from '../words.ts'
import type { AlertLintFinding } from './finding.ts'

const MINUTE = 60_000

export function missing(
  { name, owner, action, runbook }: Pick<AlertRule, 'name' | 'owner' | 'action' | 'runbook'>,
  where: string,
): AlertLintFinding[] {
  const fires = { at: 0, what: say('step.fires', { rule: name }), state: say('state.firing') }
  const lacking =
    action === null ? (runbook === null ? 'both' : 'action') : runbook === null ? 'runbook' : null
  return [
    ...(owner === null
      ? [
          finding('missing_owner', where, say('lint.missing.owner', { rule: name }), [
            fires,
            { at: 10 * MINUTE, what: say('step.for_another'), state: say('state.firing') },
          ]),
        ]
      : []),
    ...(lacking !== null
      ? [
          finding('missing_action', where, say(`lint.missing.${lacking}`, { rule: name }), [
            fires,
            { at: MINUTE, what: say('step.looks'), state: say('state.firing') },
          ]),
        ]
      : []),
  ]
}

export function unitMismatches(rule: AlertRule, where: string): AlertLintFinding[] {
  const { expression, compare, warning, critical } = rule
  const unit = unitOf(expression)
  if (typeof unit !== 'string') {
    return [
      finding(
        'unit_mismatch',
        `${where}.metric`,
        say('lint.unit.expression', { expression: expression.text, why: unit.mismatch }),
        [
          {
            at: 0,
            what: say('step.units', {
              metrics: expression.terms.map(({ metric }) =>
                say('step.metric_in', { metric, unit: ALERT_METRICS[metric].unit }),
              ),
            }),
            state: say('state.meaningless'),
          },
        ],
      ),
    ]
  }
  const wanted = compare === 'constant' ? unit : 'number'
  return (['warning', 'critical'] as const).flatMap((key) => {
    const limit = { warning, critical }[key]
    const why = limit === null ? null : mismatch(limit, wanted, compare)
    if (limit === null || why === null) return []
    const shown =
      limit.unit === null
        ? say('value.number', { value: limit.value })
        : alertValueText(limit.value, limit.unit)
    return [
      finding(
        'unit_mismatch',
        `${where}.${key}`,
        say('lint.unit.limit', { expression: expression.text, limit: shown, why }),
        [
          {
            at: 0,
            what: say('step.compared', {
              expression: expression.text,
              value: alertValueText(unit === 'share' ? 0.5 : limit.value, unit),
              limit: shown,
            }),
            state: say('state.incomparable'),
          },
        ],
      ),
    ]
  })
}

function mismatch(
  { value, unit }: AlertLimit,
  wanted: AlertUnit,
  compare: AlertRule['compare'],
): string | null {
  if (compare === 'seasonal') {
    if (unit !== null && unit !== 'share') return say('unit.season_part')
    return value > 0 && value < 0.5 ? null : say('unit.season_range')
  }
  if (compare !== 'constant') {
    return unit === null || unit === 'share' || unit === 'number' ? null : say('unit.multiple')
  }
  if (unit === null) return wanted === 'share' && Math.abs(value) > 1 ? say('unit.share') : null
  if (unit === wanted || (unit === 'share' && wanted === 'number')) return null
  return say('unit.other', { wanted, unit })
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
          say(lowest ? 'lint.reversed.lower' : 'lint.reversed.higher', {
            rule: name,
            critical: critical.value,
            warning: warning.value,
          }),
          [
            {
              at: 0,
              what: say('step.is_at', { expression: expression.text, value: between }),
              state: say('state.only_critical'),
            },
          ],
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
        say('lint.own_reference', { rule: name, factor: first.value }),
        [
          {
            at: 0,
            what: say('step.equals_reference', { expression: expression.text }),
            state: say('state.firing'),
          },
        ],
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
        say('lint.escalation', { to: escalate[disorder].to }),
        escalate.map(({ afterMs, to }) => ({
          at: afterMs,
          what: say('step.unacknowledged'),
          state: say('state.told', { to }),
        })),
      ),
    )
  }
  return found
}
