import {
  type Band,
  type EffectFloors,
  SEVERITY_POLICIES,
  type SeverityPolicy,
} from '#shared/policy/severity-policy.ts'
import { formatNumber } from './numbers.ts'

const LEVELS = ['low', 'moderate', 'high'] as const

const ENUMERATION = new Intl.ListFormat('en', { type: 'disjunction' })

const LIMIT_NAMES = {
  psi: 'PSI',
  ks: 'D',
  cramersV: 'Cramér’s V',
  wasserstein: 'the Wasserstein distance in standard deviations of the baseline',
  js: 'the Jensen–Shannon divergence',
} as const
type LimitName = keyof typeof LIMIT_NAMES

const ADJUSTMENTS: Record<SeverityPolicy['adjustment'], string> = {
  benjamini_hochberg: 'adjusted together after Benjamini and Hochberg',
  holm: 'adjusted together after Holm',
  bonferroni: 'adjusted together after Bonferroni',
  none: 'each taken as it is, not adjusted for the number of columns',
}

/** A verdict policy in sentences, from its own numbers; empty for a policy that this version does not know. */
export function policySentences(name: string): string {
  const policy = policyOf(name)
  if (policy === undefined) return ''
  switch (policy.rule) {
    case 'significance-and-effect':
      return `A column needs both a significant test (adjusted p below ${policy.alpha}) and an effect. ${levels(policy, 'at least')}`
    case 'bands':
      return `Any one of its limits decides, whether chance could explain it or not. ${levels(policy, policy.inclusive ? 'at least' : 'more than')}`
    case 'evidently-auto':
    case 'baseline-chunks':
      return `${policy.summary}.`
  }
}

/** How the p-values of a policy are adjusted, as the end of a sentence. */
export function adjustmentWords(name: string): string {
  const policy = policyOf(name)
  return policy === undefined ? 'adjusted as that policy says' : ADJUSTMENTS[policy.adjustment]
}

function policyOf(name: string): SeverityPolicy | undefined {
  return SEVERITY_POLICIES.find((policy) => policy.name === name)
}

function levels(
  policy: Readonly<Record<(typeof LEVELS)[number], EffectFloors | Band | null>>,
  comparison: string,
): string {
  return LEVELS.flatMap((level) => {
    const names = new Map<number, string[]>()
    const parts: string[] = []
    for (const [name, limit] of Object.entries(policy[level] ?? {})) {
      if (name === 'p') parts.push(`p below ${formatNumber(limit)}`)
      else names.set(limit, [...(names.get(limit) ?? []), LIMIT_NAMES[name as LimitName]])
    }
    const effects = [...names].map(
      ([limit, effect]) => `${ENUMERATION.format(effect)} of ${comparison} ${formatNumber(limit)}`,
    )
    const limits = [...effects, ...parts]
    if (limits.length === 0) return []
    return [`${level.charAt(0).toUpperCase()}${level.slice(1)}: ${limits.join(', or ')}.`]
  }).join(' ')
}
