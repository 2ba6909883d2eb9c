import { formatDuration } from '../../../domain/duration.ts'
import { boilingFrog } from '../outlook/boiling-frog.ts'
import { detectionDelay } from '../outlook/detection-delay.ts'
import type { AlertRule, AlertRules } from '../rules.ts'
import { alertValueText } from '../words.ts'
import type { AlertLintFinding } from './finding.ts'
import { finding } from './rule-findings.ts'

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

export function delays(rules: AlertRules, rule: AlertRule, where: string): AlertLintFinding[] {
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
