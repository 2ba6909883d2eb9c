import { DEFAULT_POLICY, SEVERITY_POLICIES, type SeverityPolicy } from '#shared/policy/severity-policy.ts'

export type Thresholds = {
  readonly low: number | undefined
  readonly moderate: number | undefined
  readonly high: number | undefined
  /** Whether a bucket must also differ significantly. */
  readonly significant: boolean
}

/** The PSI from which a bucket has each verdict under a policy; those of the default where it has no limits on PSI. */
export function thresholdsOf(policy: string): Thresholds {
  const known = SEVERITY_POLICIES.find(({ name }) => name === policy)
  const limits = known === undefined ? null : limitsOf(known)
  return {
    ...(limits ?? limitsOf(DEFAULT_POLICY) ?? { low: undefined, moderate: undefined, high: undefined }),
    significant: (known ?? DEFAULT_POLICY).rule === 'significance-and-effect',
  }
}

function limitsOf(policy: SeverityPolicy): Omit<Thresholds, 'significant'> | null {
  if (policy.rule !== 'significance-and-effect' && policy.rule !== 'bands') return null
  return { low: policy.low?.psi, moderate: policy.moderate.psi, high: policy.high.psi }
}
