import type { BreakerCondition, BreakerPolicy } from './policy.ts'

export type Comparison = Pick<BreakerCondition, 'comparison' | 'threshold'>

/** Whether a value meets a condition; NaN (too little to say) meets none. */
export function isMet({ comparison, threshold }: Comparison, value: number): boolean {
  switch (comparison) {
    case 'below':
      return value < threshold
    case 'above':
      return value > threshold
    case 'at_least':
      return value >= threshold
  }
}

/** The condition that has been met for long enough, −1 for all of those that trip together, null for none. */
export function trippedBy(
  policy: BreakerPolicy,
  heldSince: readonly (number | null)[],
  at: number,
): number | null {
  const { conditions, anyCount } = policy
  const isDue = (index: number): boolean => {
    const since = heldSince[index]
    return since !== null && at - since >= conditions[index].forMs
  }
  for (let index = 0; index < anyCount; index++) if (isDue(index)) return index
  if (anyCount === conditions.length) return null
  for (let index = anyCount; index < conditions.length; index++) if (!isDue(index)) return null
  return -1
}
