import type { BreakerPolicy } from '#shared/policy/breaker/policy.ts'
import { CONFIDENCE_UNIT, type RowFeed } from '../../observations/feed.ts'

/**
 * 1 for a row that was right under a policy, 0 for one that was wrong, −1 where no label is known. A predicted number is
 * right when it is off by no more than the error that the policy bears.
 */
export function outcomesUnder({ conditions }: BreakerPolicy, { right, errors }: RowFeed): Int8Array {
  if (errors === null) return right
  const bars = conditions.flatMap(({ metric, comparison, threshold }) =>
    metric === 'mape' && comparison === 'above' ? [threshold] : [],
  )
  const borne = bars.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...bars) / CONFIDENCE_UNIT
  const outcomes = new Int8Array(right.length)
  for (let row = 0; row < outcomes.length; row++) {
    outcomes[row] = errors[row] < 0 ? -1 : errors[row] <= borne ? 1 : 0
  }
  return outcomes
}
