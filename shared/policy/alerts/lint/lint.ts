import { formatDuration } from '../../../domain/duration.ts'
import { nearest } from '../../../stats/text/nearest.ts'
import type { AlertEffect } from '../effects.ts'
import { unitOf } from '../expression.ts'
import { ALERT_METRICS, type AlertUnit, alertMetricOf } from '../metrics.ts'
import { isNamed } from '../noise/silence.ts'
import { boilingFrog } from '../outlook/boiling-frog.ts'
import { detectionDelay } from '../outlook/detection-delay.ts'
import { type AlertReading, step } from '../reducer.ts'
import type { AlertLimit, AlertRule, AlertRules, CompositeRule } from '../rules.ts'
import { type AlertPlan, NO_ALERTS } from '../state.ts'
import { alertValueText, silencerText } from '../words.ts'
import { endOfClockSpan, isWithinClock, localTime } from '../zoned-time.ts'
import type { AlertLintCode, AlertLintFinding, AlertLintStep } from './finding.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const START = Date.UTC(2026, 0, 5, 12)

/** What is wrong with rules, each with a counterexample; the reducer itself is run where it matters. */
export function lintAlerts(rules: AlertRules): AlertLintFinding[] {
  return [
    ...rules.rules.flatMap((rule, index) => lintRule(rules, rule, `rules.${index}`)),
    ...rules.composites.flatMap((composite, index) => lintComposite(rules, composite, `composite.${index}`)),
    ...sameNames(rules),
    ...oppositeRules(rules),
    ...budgetExceeded(rules),
    ...criticalsInQuietHours(rules),
  ]
}

/** Whether rules with these findings may be put in force. */
export function mayBeSaved(findings: readonly AlertLintFinding[]): boolean {
  return findings.every(({ severity }) => severity !== 'error')
}

function lintRule(rules: AlertRules, rule: AlertRule, where: string): AlertLintFinding[] {
  const unsound = [...unitMismatches(rule, where), ...contradictions(rule, where)]
  const told = [...missing(rule, where), ...unsound]
  // What a rule can see is asked of one that means something.
  return unsound.length > 0 ? told : [...told, ...frogs(rules, rule, where), ...delays(rules, rule, where)]
}

function finding(
  code: AlertLintCode,
  where: string,
  explanation: string,
  counterexample: readonly AlertLintStep[],
  severity: AlertLintFinding['severity'] = 'error',
): AlertLintFinding {
  return { code, severity, where, explanation, counterexample }
}

function missing(
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

function unitMismatches(rule: AlertRule, where: string): AlertLintFinding[] {
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

function contradictions(rule: AlertRule, where: string): AlertLintFinding[] {
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

function frogs(rules: AlertRules, rule: AlertRule, where: string): AlertLintFinding[] {
  const { missedPerDay } = boilingFrog(rules, rule)
  if (missedPerDay === null) return []
  const share = (value: number) => alertValueText(value, 'share')
  const way = rule.worse === 'below' ? 1 - missedPerDay : 1 + missedPerDay
  return [
    finding(
      'boiling_frog',
      `${where}.compare`,
      `"${rule.name}" never fires on a decay of ${share(missedPerDay)} a day or slower: its reference goes along. Say "frozen_too: true".`,
      [1, 7, 14, 30].map((days) => ({
        at: days * DAY,
        what: `after ${days} days at ${share(missedPerDay)} a day it is at ${share(way ** days)} of where it began, and at ${share(way ** 3.6)} of the mean of its last 7 days`,
        state: 'no alert',
      })),
      'warning',
    ),
  ]
}

function delays(rules: AlertRules, rule: AlertRule, where: string): AlertLintFinding[] {
  const { promisedDelayMs, promisedStep, name, windowMs, forMs, labelDelayMs } = rule
  if (promisedDelayMs === null) return []
  const { latestMs } = detectionDelay(rules, rule, promisedStep)
  if (latestMs !== null && latestMs <= promisedDelayMs) return []
  const step = alertValueText(promisedStep, 'share')
  const parts = `window ${formatDuration(windowMs)}, evaluated every ${formatDuration(rules.everyMs)}, FOR ${formatDuration(forMs)}${labelDelayMs > 0 ? `, labels after ${formatDuration(labelDelayMs)}` : ''}`
  return [
    finding(
      'delay_not_met',
      `${where}.promised_delay`,
      latestMs === null
        ? `"${name}" never fires on a step of ${step}; ${formatDuration(promisedDelayMs)} was promised and cannot be met.`
        : `"${name}" needs up to ${formatDuration(minutes(latestMs))} for a step of ${step}; ${formatDuration(promisedDelayMs)} was promised and cannot be met (${parts}).`,
      [
        { at: 0, what: `a step of ${step} begins just after an evaluation`, state: 'no alert' },
        { at: promisedDelayMs, what: 'the promise ends', state: 'no alert' },
        ...(latestMs === null ? [] : [{ at: latestMs, what: 'the rule fires', state: 'firing' }]),
      ],
    ),
  ]
}

function minutes(ms: number): number {
  return Math.ceil(ms / MINUTE) * MINUTE
}

function lintComposite(rules: AlertRules, composite: CompositeRule, where: string): AlertLintFinding[] {
  const found: AlertLintFinding[] = []
  for (const [index, part] of composite.when.entries()) {
    // A metric may be watched by rules of another file.
    if (alertMetricOf(part) !== null || rules.rules.some((rule) => isNamed(part, rule))) continue
    const close = nearest(
      part,
      rules.rules.map(({ name }) => name),
    )
    found.push(
      finding(
        'contradiction',
        `${where}.when.${index}`,
        `No rule watches "${part}", so "${composite.name}" never fires.${close === null ? '' : ` Did you mean "${close}"?`}`,
        [{ at: 0, what: 'every other part fires', state: `"${composite.name}" waits for "${part}"` }],
      ),
    )
  }
  const parts = rules.rules.filter((rule) => composite.when.some((part) => isNamed(part, rule)))
  if (composite.severity === 'warning' && parts.some(({ critical }) => critical !== null)) {
    found.push(...lostCriticals(rules, parts, `${where}.severity`, START))
  }
  return found
}

function sameNames({ rules }: AlertRules): AlertLintFinding[] {
  return rules.flatMap(({ name }, index) =>
    rules.findIndex((other) => other.name === name) === index
      ? []
      : [
          finding('contradiction', `rules.${index}.name`, `Two rules are called "${name}".`, [
            { at: 0, what: `"${name}" fires`, state: 'nobody knows which of the two' },
          ]),
        ],
  )
}

/** Two constants that leave no value at which neither fires. */
function oppositeRules({ rules }: AlertRules): AlertLintFinding[] {
  return rules.flatMap((low, index) =>
    rules.flatMap((high) => {
      const isPair = low.worse === 'below' && high.worse === 'above'
      if (!isPair || low.compare !== 'constant' || high.compare !== 'constant' || low.by !== high.by)
        return []
      if (low.expression.text !== high.expression.text) return []
      const under = (low.warning ?? low.critical)?.value
      const over = (high.warning ?? high.critical)?.value
      if (under === undefined || over === undefined || under <= over) return []
      return [
        finding(
          'contradiction',
          `rules.${index}`,
          `"${low.name}" fires below ${under} and "${high.name}" above ${over}: one of them always does.`,
          [{ at: 0, what: `${low.expression.text} is ${(under + over) / 2}`, state: 'both fire' }],
        ),
      ]
    }),
  )
}

function budgetExceeded({ rules, budgetPerDay, everyMs }: AlertRules): AlertLintFinding[] {
  if (budgetPerDay === null) return []
  const seasonal = rules.reduce((sum, rule) => sum + (expectedPerDay(rule, everyMs) ?? 0), 0)
  const found: AlertLintFinding[] = []
  if (seasonal > budgetPerDay) {
    found.push(
      finding(
        'budget_exceeded',
        'budget_per_day',
        `Seasonal rules alone fire some ${Math.round(seasonal)} times a day without any fault; ${budgetPerDay} are sent.`,
        rules
          .filter((rule) => rule.compare === 'seasonal')
          .map((rule) => ({
            at: DAY,
            what: `"${rule.name}" fired ${Number((expectedPerDay(rule, everyMs) ?? 0).toFixed(1))} times without a fault`,
            state: 'firing',
          })),
        'warning',
      ),
    )
  }
  const warners = rules.filter(({ warning }) => warning !== null)
  if (warners.length > budgetPerDay) {
    found.push(
      finding(
        'budget_exceeded',
        'budget_per_day',
        `A day on which each of the ${warners.length} rules warns once is over the budget of ${budgetPerDay}; the others are kept back.`,
        warners.slice(0, budgetPerDay + 1).map((rule, index) => ({
          at: index * HOUR,
          what: `"${rule.name}" warns`,
          state: index < budgetPerDay ? 'sent' : silencerText('budget'),
        })),
        'warning',
      ),
    )
  }
  return found
}

/** Firings a day of a healthy model, where the rule itself says how often; null where only a replay can tell. */
export function expectedPerDay({ compare, warning, critical }: AlertRule, everyMs: number): number | null {
  if (compare !== 'seasonal') return null
  return ((warning ?? critical)?.value ?? 0) * (DAY / everyMs)
}

function criticalsInQuietHours(rules: AlertRules): AlertLintFinding[] {
  const { quietHours } = rules
  const critical = rules.rules.filter((rule) => rule.critical !== null)
  if (quietHours === null || critical.length === 0 || quietHours.never === 'critical') return []
  const { fromMinute, toMinute, timezone } = quietHours
  let at = START
  while (!isWithinClock(localTime(at, timezone).minute, fromMinute, toMinute)) at += 15 * MINUTE
  const end = endOfClockSpan(at, fromMinute, toMinute, timezone)
  return lostCriticals(rules, critical.slice(0, 1), 'quiet_hours.never', at, end)
}

/** Runs the reducer as if limits touched criticals, with all `parts` critical at once. */
function lostCriticals(
  rules: AlertRules,
  parts: readonly AlertRule[],
  where: string,
  start: number,
  end = start + HOUR,
): AlertLintFinding[] {
  // Each part fires at once on a limit of its own, whatever it is held against.
  const own = rules.rules.map((rule): AlertRule => {
    const limit = { value: 0.5, unit: null }
    const isPart = parts.includes(rule)
    return {
      ...rule,
      compare: 'constant',
      worse: 'above',
      warning: null,
      critical: isPart ? limit : null,
      forMs: 0,
      clearMs: 0,
    }
  })
  const plan: AlertPlan = {
    model: rules.model ?? 'model',
    rules: { ...rules, rules: own },
    seasons: [],
    limitsTouchCriticals: true,
  }
  const effects: AlertEffect[] = []
  let state = NO_ALERTS
  const readings = (value: number): AlertReading[] =>
    own.flatMap((rule, index) =>
      rule.critical === null
        ? []
        : [
            {
              series: { key: rule.name, rule: index, segment: null },
              value,
              error: Number.NaN,
              baseline: Number.NaN,
            },
          ],
    )
  for (const [at, value] of [
    [start, 1],
    [Math.min(start + 40 * MINUTE, end - 1), 0],
    [end, 0],
  ] as const) {
    const taken = step(plan, state, { at, readings: readings(value) })
    state = taken.state
    effects.push(...taken.effects)
  }
  const lost = effects.filter((effect) => effect.kind === 'silence' && effect.alert.severity === 'critical')
  if (lost.length === 0) return []
  return [
    finding(
      'critical_can_be_lost',
      where,
      where.startsWith('quiet')
        ? 'As they are written, the quiet hours keep criticals back. Driftdesk sends criticals all the same; write "never: critical" so that the file says what happens.'
        : 'As it is written, a composite that only warns silences critical parts. Driftdesk sends criticals all the same; leave the severity to its parts.',
      effects.flatMap((effect): AlertLintStep[] => {
        const at = effect.at - start
        if (effect.kind === 'silence') {
          return [
            {
              at,
              what: `"${effect.alert.rule}" is ${effect.alert.severity}`,
              state: silencerText(effect.by),
            },
          ]
        }
        if (effect.kind === 'send')
          return [{ at, what: `"${effect.alert.rule}" is told (${effect.reason})`, state: 'sent' }]
        if (effect.to === 'resolved')
          return [{ at, what: `"${effect.alert.rule}" is over`, state: 'nobody knew' }]
        return []
      }),
    ),
  ]
}
