import type { LintStep } from '../../lint/finding.ts'
import type { BreakerCondition, BreakerPolicy } from '../policy.ts'
import type { LintFinding } from './finding.ts'

export type Placed = { readonly condition: BreakerCondition; readonly where: string; readonly index: number }

export function placed({ conditions, anyCount }: BreakerPolicy): Placed[] {
  return conditions.map((condition, index) => ({
    condition,
    index,
    where: index < anyCount ? `any.${index}` : `all.${index - anyCount}`,
  }))
}

export function finding(
  code: LintFinding['code'],
  where: string,
  explanation: string,
  counterexample: readonly LintStep[],
  severity: LintFinding['severity'] = 'error',
): LintFinding {
  return { code, severity, where, explanation, counterexample }
}

/** A counterexample of the numbers themselves, where the reducer needs no walk. */
export function stepsOf(
  ...steps: readonly (readonly [at: number, what: string, state: string])[]
): LintStep[] {
  return steps.map(([at, what, state]) => ({ at, what, state }))
}

export function share(value: number): string {
  return `${Number((value * 100).toPrecision(3))}%`
}
