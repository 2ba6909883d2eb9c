import type { ColumnMeasures } from '../stats/drift/measures.ts'
import { say } from '../words/say.ts'
import type { EffectFloors, FloorsPolicy, Severity } from './severity-policy.ts'

/** The effect sizes that floors are compared with; null where the column has none. */
export interface Effects {
  readonly psi: number | null
  readonly ks: number | null
  readonly cramersV: number | null
  readonly wasserstein: number | null
}

export function effectsOf(measures: ColumnMeasures): Effects {
  return {
    psi: measures.psi?.value ?? null,
    ks: measures.ks?.statistic ?? null,
    cramersV: measures.chi2?.cramersV ?? null,
    wasserstein: measures.wasserstein?.normalized ?? null,
  }
}

const EFFECT_NAMES: Readonly<Record<keyof EffectFloors, string>> = {
  psi: say('effect.psi'),
  ks: say('effect.ks'),
  cramersV: say('effect.cramers_v'),
  wasserstein: say('effect.wasserstein'),
}

const EFFECT_KEYS = ['psi', 'ks', 'cramersV', 'wasserstein'] as const

/** One sentence for each effect that reaches its floor. */
function reached(effects: Effects, floors: EffectFloors): string[] {
  const sentences: string[] = []
  for (const key of EFFECT_KEYS) {
    const floor = floors[key]
    const value = effects[key]
    if (floor !== undefined && value !== null && value >= floor) {
      sentences.push(say('severity.at_or_above', { effect: EFFECT_NAMES[key], value, limit: floor }))
    }
  }
  return sentences
}

/** The gravest level whose floors an effect reaches, and the sentences that say so. */
export function severityOfEffects(
  effects: Effects,
  policy: Pick<FloorsPolicy, 'low' | 'moderate' | 'high'>,
): { readonly severity: Severity; readonly sentences: readonly string[] } {
  for (const severity of ['high', 'moderate', 'low'] as const) {
    const sentences = reached(effects, policy[severity])
    if (sentences.length > 0) return { severity, sentences }
  }
  return { severity: 'none', sentences: [] }
}
