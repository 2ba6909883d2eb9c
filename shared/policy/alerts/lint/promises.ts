import { say } from '../../../words/say.ts'
import { finding } from '../../lint/finding.ts'
import { boilingFrog } from '../outlook/boiling-frog.ts'
import { detectionDelay } from '../outlook/detection-delay.ts'
import type { AlertRule, AlertRules } from '../rules.ts'
import { alertValueText } from '../words.ts'
import type { AlertLintFinding } from './finding.ts'

const MINUTE = 60_000
const DAY = 86_400_000

export function frogs(rules: AlertRules, rule: AlertRule, where: string): AlertLintFinding[] {
  const { missedPerDay } = boilingFrog(rules, rule)
  if (missedPerDay === null) return []
  const share = (value: number) => alertValueText(value, 'share')
  const way = rule.worse === 'below' ? 1 - missedPerDay : 1 + missedPerDay
  return [
    finding(
      'boiling_frog',
      `${where}.compare`,
      say('lint.frog', { rule: rule.name, decay: share(missedPerDay) }),
      [1, 7, 14, 30].map((days) => ({
        at: days * DAY,
        what: say('step.decayed', {
          days,
          decay: share(missedPerDay),
          share: share(way ** days),
          relative: share(way ** 3.6),
        }),
        state: say('state.no_alert'),
      })),
      'warning',
    ),
  ]
}

export function delays(rules: AlertRules, rule: AlertRule, where: string): AlertLintFinding[] {
  const { promisedDelayMs, promisedStep, name, windowMs, forMs, labelDelayMs } = rule
  if (promisedDelayMs === null) return []
  const { latestMs } = detectionDelay(rules, rule, promisedStep)
  if (latestMs !== null && latestMs <= promisedDelayMs) return []
  const step = alertValueText(promisedStep, 'share')
  const promised = { rule: name, step, promised: promisedDelayMs }
  const spans = { window: windowMs, every: rules.everyMs, held: forMs }
  const parts =
    labelDelayMs > 0
      ? say('lint.promise.parts_labels', { ...spans, labels: labelDelayMs })
      : say('lint.promise.parts', spans)
  return [
    finding(
      'delay_not_met',
      `${where}.promised_delay`,
      latestMs === null
        ? say('lint.promise.never', promised)
        : say('lint.promise.late', { ...promised, needed: minutes(latestMs), parts }),
      [
        { at: 0, what: say('step.change_begins', { step }), state: say('state.no_alert') },
        { at: promisedDelayMs, what: say('step.promise_over'), state: say('state.no_alert') },
        ...(latestMs === null
          ? []
          : [{ at: latestMs, what: say('step.rule_fires'), state: say('state.firing') }]),
      ],
    ),
  ]
}

function minutes(ms: number): number {
  return Math.ceil(ms / MINUTE) * MINUTE
}
