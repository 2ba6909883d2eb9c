import { say } from '../../../words/say.ts'
import { finding, stepsOf } from '../../lint/finding.ts'
import { type BreakerCondition, type BreakerPolicy, needsLabels } from '../policy.ts'
import { conditionText } from '../words.ts'
import type { LintFinding, TrafficFacts } from './finding.ts'
import { placed } from './policy-findings.ts'

const MOST_ROWS_A_SECOND = 1_000

export function delaysNotMet(policy: BreakerPolicy, facts: TrafficFacts): LintFinding[] {
  const { promisedDelayMs } = policy
  if (promisedDelayMs === null) return []
  return placed(policy).flatMap(({ condition, where }) => {
    const delay = delayOf(condition, facts)
    if (delay <= promisedDelayMs) return []
    return [
      finding(
        'delay_not_met',
        where,
        say('lint.delay', {
          condition: conditionText(condition),
          delay: Math.ceil(delay / 60_000) * 60_000,
          promised: promisedDelayMs,
        }),
        stepsOf(
          [0, say('step.fault_begins'), 'CLOSED'],
          [promisedDelayMs, say('step.promise_over'), 'CLOSED'],
          [delay, say('step.held'), 'OPEN'],
        ),
      ),
    ]
  })
}

/**
 * From a fault as far beyond the threshold as the healthy model was on this side of it: half a window, then the time for
 * which it has to hold, and the time that labels need.
 */
function delayOf(condition: BreakerCondition, facts: TrafficFacts): number {
  const { metric, window, forMs, threshold } = condition
  if (metric === 'no_data') return threshold
  const perRow = facts.rowsPerHour === null ? 1_000 / MOST_ROWS_A_SECOND : 3_600_000 / facts.rowsPerHour
  const length = window.kind === 'time' ? window.ms : window.rows * perRow
  const labels = needsLabels(metric) ? (facts.labelDelayMs ?? 0) : 0
  return length / 2 + forMs + labels
}
