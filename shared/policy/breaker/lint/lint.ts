import type { BreakerPolicy } from '../policy.ts'
import { deadConditions } from './dead-conditions.ts'
import { delaysNotMet } from './delays.ts'
import { unknownFallbacks } from './fallbacks.ts'
import { type LintFinding, NO_FACTS, type TrafficFacts } from './finding.ts'
import { closeBelowTrip, flapping } from './flapping.ts'
import { blindSpots, failOpen, starvations, windowsBelowMinimum } from './labels.ts'
import { latches } from './latches.ts'

/**
 * Checks a policy: a finite exploration of the reducer for states that are never left, and rules for what can be told from
 * the numbers. What is known of the traffic makes it sharper; without it only what no usual traffic could bear is found.
 */
export function lintBreaker(policy: BreakerPolicy, known: TrafficFacts = NO_FACTS): LintFinding[] {
  const facts = factsOfOne(policy, known)
  return [
    ...latches(policy, facts),
    ...blindSpots(policy),
    ...starvations(policy, facts),
    ...failOpen(policy),
    ...unknownFallbacks(policy),
    ...windowsBelowMinimum(policy),
    ...closeBelowTrip(policy),
    ...flapping(policy, facts),
    ...delaysNotMet(policy, facts),
    ...deadConditions(policy, facts),
  ]
}

/** The traffic that one breaker sees: where each value of a column has its own, that of the median value. */
function factsOfOne({ by }: BreakerPolicy, facts: TrafficFacts): TrafficFacts {
  const share = by === null ? undefined : facts.valueShares[by]
  if (share === undefined || facts.rowsPerHour === null) return facts
  return { ...facts, rowsPerHour: facts.rowsPerHour * share }
}
