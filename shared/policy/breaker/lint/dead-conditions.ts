import { formatWindowLength } from '../../../domain/duration.ts'
import { say } from '../../../words/say.ts'
import { finding } from '../../lint/finding.ts'
import type { BreakerCondition, BreakerPolicy } from '../policy.ts'
import { conditionText, watchedText } from '../words.ts'
import { narrate } from './explore.ts'
import type { LintFinding, TrafficFacts } from './finding.ts'
import { type Placed, placed } from './policy-findings.ts'

/** Ranges beyond which a metric never is. */
function rangeOf(metric: BreakerCondition['metric']): readonly [low: number, high: number] {
  switch (metric) {
    case 'accuracy':
    case 'estimated_accuracy':
    case 'ece':
    case 'mean_confidence':
    case 'low_confidence_share':
    case 'error_rate':
      return [0, 1]
    case 'latency_p99':
    case 'mape':
    case 'psi':
      return [0, Number.POSITIVE_INFINITY]
    case 'drift_verdict':
    case 'loop_verdict':
    case 'guard':
    case 'no_data':
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  }
}

export function deadConditions(policy: BreakerPolicy, facts: TrafficFacts): LintFinding[] {
  const all = placed(policy)
  return all.flatMap((one) => {
    const why = deadBecause(one, all, policy, facts)
    return why === null
      ? []
      : [
          finding(
            'dead_condition',
            one.where,
            say('lint.dead', { condition: conditionText(one.condition), why }),
            narrate(policy, ['healthy', 'unlabelled']),
          ),
        ]
  })
}

function deadBecause(
  one: Placed,
  all: readonly Placed[],
  { anyCount }: BreakerPolicy,
  { loopTests }: TrafficFacts,
): string | null {
  const { metric, comparison, threshold } = one.condition
  const [low, high] = rangeOf(metric)
  if (comparison === 'below' && threshold <= low)
    return say('lint.dead.below', { metric: watchedText(metric), low })
  if (comparison === 'above' && threshold >= high)
    return say('lint.dead.above', { metric: watchedText(metric), high })
  if (metric === 'loop_verdict' && loopTests === 0) return say('lint.dead.untested')
  const others = all.filter(({ index }) => index !== one.index)
  if (one.index < anyCount) {
    const first = others.find((other) => other.index < anyCount && tripsFirst(other, one))
    return first === undefined ? null : say('lint.dead.first', { where: first.where })
  }
  const contrary = others.find(
    ({ index, condition }) => index >= anyCount && index > one.index && excludes(condition, one.condition),
  )
  return contrary === undefined ? null : say('lint.dead.contrary', { where: contrary.where })
}

function sameSubject(a: BreakerCondition, b: BreakerCondition): boolean {
  return (
    a.metric === b.metric &&
    a.column === b.column &&
    a.timesBaseline === b.timesBaseline &&
    a.confidenceUnder === b.confidenceUnder &&
    formatWindowLength(a.window) === formatWindowLength(b.window)
  )
}

/** Whether `first` holds whenever `second` does, for no longer a time. */
function tripsFirst(first: Placed, second: Placed): boolean {
  const [a, b] = [first.condition, second.condition]
  if (!sameSubject(a, b) || a.comparison !== b.comparison) return false
  if (a.forMs > b.forMs || a.minLabelled > b.minLabelled || a.minRows > b.minRows) return false
  const isWider = a.comparison === 'below' ? a.threshold >= b.threshold : a.threshold <= b.threshold
  const isSame = a.threshold === b.threshold && a.forMs === b.forMs
  return isWider && (!isSame || first.index < second.index)
}

function excludes(a: BreakerCondition, b: BreakerCondition): boolean {
  if (!sameSubject(a, b) || a.comparison === b.comparison) return false
  const below = a.comparison === 'below' ? a : b
  const over = a.comparison === 'below' ? b : a
  return below.threshold <= over.threshold
}
