import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import type { VerdictAudit } from '#shared/policy/audit/verdict-audit.ts'
import type { SeverityPolicy } from '#shared/policy/severity-policy.ts'
import { plainNumber, plainPercent } from '#shared/stats/text/format.ts'

/** The audit of one verdict, with what its numbers mean. `family` is the number of columns that were judged. */
export function describeAudit(
  audit: VerdictAudit,
  policy: SeverityPolicy,
  family: number,
): DriftColumn['audit'] {
  return {
    power_at_threshold: audit.powerAtThreshold,
    false_alarm_rate: audit.falseAlarmRate,
    min_rows: audit.minRows,
    method: audit.method,
    ...(audit.reason === null ? {} : { reason: audit.reason }),
    convention: conventionOf(audit, policy, family),
  }
}

function conventionOf({ method }: VerdictAudit, policy: SeverityPolicy, family: number): string {
  const target = psiFloor(policy)
  const wanted = asksForChance(policy) ? plainPercent(0.8) : plainPercent(0.5)
  const level =
    policy.adjustment === 'none' || policy.rule !== 'significance-and-effect'
      ? ''
      : ` at the level ${plainNumber(policy.alpha)} over ${family} ${family === 1 ? 'column' : 'columns'}`
  const way = {
    'closed form': 'In closed form from the χ² law of the PSI',
    simulation: 'From 2,000 seeded Brownian bridges on the bins of this column',
    none: 'Not computed',
  }[method]
  return `Power: chance of a moderate or high verdict when the true PSI is ${plainNumber(target)}. False alarms: the same chance without any change. Rows needed: a side, for false alarms of at most 5% and a power of ${wanted}. Policy ${policy.name}${level}. ${way}.`
}

/** The PSI at the moderate floor; 0.1 where a policy has none. */
function psiFloor(policy: SeverityPolicy): number {
  const psi =
    policy.rule === 'significance-and-effect' || policy.rule === 'bands' ? policy.moderate.psi : undefined
  return psi ?? 0.1
}

/** Whether a policy tests; a limit on an effect alone is not asked for more than half. */
function asksForChance(policy: SeverityPolicy): boolean {
  switch (policy.rule) {
    case 'significance-and-effect':
      return true
    case 'bands':
      return policy.moderate.p !== undefined
    case 'evidently-auto':
    case 'baseline-chunks':
      return false
  }
}
