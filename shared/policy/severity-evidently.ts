import { chiSquaredGoodnessOfFit } from '../stats/counts/chi-squared.ts'
import { twoProportionZ } from '../stats/counts/two-proportion.ts'
import { jensenShannon } from '../stats/divergence/divergences.ts'
import type { ColumnMeasures } from '../stats/drift/measures.ts'
import { say } from '../words/say.ts'
import type { RuleJudgement } from './severity-bands.ts'
import type { EvidentlyPolicy } from './severity-policy.ts'

/**
 * The measure that Evidently takes for a column: a p-value that drifts when small, or a distance when large.
 * `ordered` ones look at the order of the values, the others at the counts of categories.
 */
export type EvidentlyChoice =
  | { readonly kind: 'test'; readonly name: string; readonly ordered: boolean; readonly pValue: number }
  | { readonly kind: 'distance'; readonly name: string; readonly ordered: boolean; readonly value: number }

const LEAST_DEVIATION = 0.001

/** Rows with a value in each bin: Evidently leaves missing rows out. */
function presentCounts(measures: ColumnMeasures): { reference: number[]; current: number[] } {
  const bins = measures.bins.filter((bin) => bin.kind !== 'missing')
  return { reference: bins.map((bin) => bin.reference), current: bins.map((bin) => bin.current) }
}

/** Which measure the rule takes, and its value; null where it has none. */
export function evidentlyChoice(measures: ColumnMeasures, policy: EvidentlyPolicy): EvidentlyChoice | null {
  const { reference, current } = presentCounts(measures)
  const few =
    measures.binning === 'values' &&
    reference.filter((c, i) => c + current[i] > 0).length <= policy.categoricalUpTo
  const numeric = measures.scale === 'numeric' && !few
  const large = measures.present.reference > policy.testedUpTo
  if (numeric) {
    if (!large)
      return (
        measures.ks && { kind: 'test', name: 'Kolmogorov–Smirnov', ordered: true, pValue: measures.ks.pValue }
      )
    if (!measures.wasserstein) return null
    const deviation = Math.max(measures.summary.reference?.standardDeviation ?? 0, LEAST_DEVIATION)
    return {
      kind: 'distance',
      name: say('effect.wasserstein_own'),
      ordered: true,
      value: measures.wasserstein.value / deviation,
    }
  }
  if (large) {
    return {
      kind: 'distance',
      name: say('effect.js_distance'),
      ordered: false,
      value: jensenShannon(reference, current, 'none', Math.E).distance,
    }
  }
  if (reference.length <= 2) {
    const z = twoProportionZ(
      reference[0] ?? 0,
      measures.present.reference,
      current[0] ?? 0,
      measures.present.current,
    )
    return z && { kind: 'test', name: 'two-proportion z', ordered: false, pValue: z.pValue }
  }
  const fit = chiSquaredGoodnessOfFit(current, reference)
  return (
    fit && {
      kind: 'test',
      name: 'χ²',
      ordered: false,
      pValue: Number.isFinite(fit.statistic) ? fit.pValue : 0,
    }
  )
}

/** Evidently knows drifted or not; drifted is shown as moderate. */
export function judgeAsEvidently(measures: ColumnMeasures, policy: EvidentlyPolicy): RuleJudgement {
  const choice = evidentlyChoice(measures, policy)
  if (choice === null) return { severity: 'none', reasons: [say('severity.undefined')] }
  const drifted = choice.kind === 'test' ? choice.pValue < policy.alpha : choice.value >= policy.distance
  const found =
    choice.kind === 'test'
      ? say('severity.test', { test: choice.name, p: choice.pValue, alpha: policy.alpha })
      : say('severity.against', { effect: choice.name, value: choice.value, limit: policy.distance })
  return { severity: drifted ? 'moderate' : 'none', reasons: [found] }
}
