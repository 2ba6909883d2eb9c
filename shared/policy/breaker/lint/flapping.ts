import { say } from '../../../words/say.ts'
import { finding, stepsOf } from '../../lint/finding.ts'
import type { BreakerCondition, BreakerPolicy } from '../policy.ts'
import { conditionText } from '../words.ts'
import { narrate } from './explore.ts'
import type { LintFinding, TrafficFacts } from './finding.ts'
import { assumedAccuracy, chanceBelow } from './noise.ts'
import { placed, share } from './policy-findings.ts'

const MINUTE = 60_000
const SHORTEST_COOLDOWN_MS = 30_000
/** A healthy model may read as bad this often on the fewest labels. */
const BORNE_CHANCE = 0.05

export function flapping(policy: BreakerPolicy, facts: TrafficFacts): LintFinding[] {
  const found: LintFinding[] = []
  for (const { condition, where } of placed(policy)) {
    const { metric, comparison, threshold, window, minLabelled, minRows, forMs } = condition
    if (metric === 'accuracy' && comparison === 'below') {
      if (threshold > 1) {
        found.push(alwaysMet(policy, condition, where))
        continue
      }
      if (threshold <= 0) continue
      const healthy = facts.accuracy ?? assumedAccuracy(threshold)
      const most = window.kind === 'rows' ? window.rows : Number.POSITIVE_INFINITY
      const n = Math.max(1, Math.min(minLabelled, most))
      const chance = chanceBelow(threshold, healthy, n)
      if (chance <= BORNE_CHANCE) continue
      found.push(
        finding(
          'flapping',
          `${where}.min_labelled`,
          say('lint.flapping.labels', {
            labels: n,
            healthy: share(healthy),
            threshold,
            chance: share(chance),
          }),
          stepsOf(
            [
              0,
              say('step.labels_chance', {
                labels: n,
                right: Math.max(0, Math.ceil(n * threshold - 1e-9) - 1),
              }),
              'OPEN',
            ],
            [policy.cooldownMs, say('step.probes_begin'), 'HALF_OPEN'],
            [policy.cooldownMs + MINUTE, say('step.probes_pass'), 'CLOSED'],
            [policy.cooldownMs + 2 * MINUTE, say('step.same_chance'), 'OPEN'],
          ),
        ),
      )
    }
    const isRate = metric === 'error_rate' || metric === 'low_confidence_share' || metric === 'ece'
    if (isRate && comparison === 'above' && threshold < 0) found.push(alwaysMet(policy, condition, where))
    else if (
      metric === 'error_rate' &&
      comparison === 'above' &&
      forMs === 0 &&
      threshold * Math.max(1, minRows) < 1
    ) {
      found.push(
        finding(
          'flapping',
          `${where}.min_rows`,
          say('lint.flapping.error', {
            rows: Math.max(1, minRows),
            rate: share(1 / Math.max(1, minRows)),
            threshold,
          }),
          stepsOf([0, say('step.one_error', { rows: Math.max(1, minRows) }), 'OPEN']),
        ),
      )
    }
  }
  if (policy.cooldownMs < SHORTEST_COOLDOWN_MS) {
    found.push(
      finding(
        'flapping',
        'cooldown',
        say('lint.flapping.cooldown', { cooldown: policy.cooldownMs }),
        narrate(policy, ['bad', 'bad', 'bad', 'bad']),
      ),
    )
  }
  return found
}

function alwaysMet(policy: BreakerPolicy, condition: BreakerCondition, where: string): LintFinding {
  return finding(
    'flapping',
    where,
    say('lint.always', { condition: conditionText(condition) }),
    narrate(policy, ['bad', 'bad']),
  )
}

export function closeBelowTrip(policy: BreakerPolicy): LintFinding[] {
  const { closeAbove } = policy.halfOpen
  const bars = policy.conditions.filter(
    ({ metric, comparison }) => metric === 'accuracy' && comparison === 'below',
  )
  const bar = Math.max(...bars.map(({ threshold }) => threshold))
  if (closeAbove === null || bars.length === 0 || closeAbove > bar) return []
  return [
    finding(
      'close_below_trip',
      'half_open.close_above',
      say('lint.close_below_trip', { close: closeAbove, trip: bar }),
      stepsOf(
        [0, say('step.accuracy_is', { value: (closeAbove + bar) / 2 }), 'OPEN'],
        [policy.cooldownMs, say('step.probes_begin_pass'), 'CLOSED'],
        [policy.cooldownMs + MINUTE, say('step.accuracy_below', { value: bar }), 'OPEN'],
      ),
    ),
  ]
}
