import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import type { VerdictAudit } from '#shared/policy/audit/verdict-audit.ts'
import type { SeverityPolicy } from '#shared/policy/severity-policy.ts'
import { say } from '#shared/words/say.ts'

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
  const way = {
    'closed form': say('audit.way.closed_form'),
    simulation: say('audit.way.simulation'),
    none: say('audit.way.none'),
  }[method]
  return say('audit.convention', {
    psi: psiFloor(policy),
    power: asksForChance(policy) ? 0.8 : 0.5,
    policy: policy.name,
    level:
      policy.adjustment === 'none' || policy.rule !== 'significance-and-effect'
        ? ''
        : say('audit.level', { alpha: policy.alpha, columns: family }),
    way,
  })
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
