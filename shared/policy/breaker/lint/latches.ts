import { say } from '../../../words/say.ts'
import { finding, stepsOf } from '../../lint/finding.ts'
import type { BreakerPolicy } from '../policy.ts'
import { findTrap } from './explore.ts'
import type { LintFinding, TrafficFacts } from './finding.ts'
import { share } from './policy-findings.ts'

const DAY = 86_400_000
/** A cooldown beyond it is as good as none that ends. */
const LONGEST_COOLDOWN_MS = 7 * DAY

export function latches(policy: BreakerPolicy, facts: TrafficFacts): LintFinding[] {
  const { halfOpen, cooldownMs, cooldownMaxMs } = policy
  const found: LintFinding[] = []
  const longest = Math.max(cooldownMs, cooldownMaxMs)
  if (longest > LONGEST_COOLDOWN_MS) {
    found.push(
      finding(
        'latch',
        cooldownMs > LONGEST_COOLDOWN_MS ? 'cooldown' : 'cooldown_max',
        say('lint.latch.cooldown', { longest }),
        stepsOf([0, say('step.trips_recovers'), 'OPEN'], [longest, say('step.cooldown_ends'), 'HALF_OPEN']),
      ),
    )
  }
  const trap = findTrap(policy)
  if (trap !== null) {
    const why =
      halfOpen.share <= 0
        ? say('lint.latch.no_probe')
        : (halfOpen.closeAbove ?? 0) >= 1
          ? say('lint.latch.bound')
          : say('lint.latch.never_closes')
    found.push(
      finding(
        'latch',
        halfOpen.share <= 0 ? 'half_open.share' : 'half_open.close_above',
        say('lint.latch.state', { state: trap.state, why }),
        trap.steps,
      ),
    )
  } else if (
    facts.accuracy !== null &&
    halfOpen.closeAbove !== null &&
    halfOpen.closeAbove >= facts.accuracy
  ) {
    found.push(
      finding(
        'latch',
        'half_open.close_above',
        say('lint.latch.accuracy', { share: share(facts.accuracy), bar: halfOpen.closeAbove }),
        stepsOf(
          [0, say('step.trips'), 'OPEN'],
          [cooldownMs, say('step.probes_right', { share: share(facts.accuracy) }), 'HALF_OPEN'],
        ),
      ),
    )
  }
  return found
}
