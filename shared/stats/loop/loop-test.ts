import { say } from '../../words/say.ts'
import { holm } from '../multiplicity/adjust.ts'
import { MONITOR_ALPHA } from '../multiplicity/levels.ts'
import { type ArmContrast, armContrast, type LoopGain } from './arm-contrast.ts'
import { contractionTest } from './contraction.ts'
import { correlationTest, LEAST_LABELLED, tighteningTest } from './correlation.ts'
import {
  CAUSAL_TESTS,
  DYNAMIC_TESTS,
  type Evidence,
  LOOP_TESTS,
  type LoopTestName,
  type LoopVerdict,
} from './evidence.ts'
import { leadLagTest } from './lead-lag/lead-lag.ts'
import { narrowingTest } from './narrowing.ts'
import { selfTrainingTest } from './self-training.ts'
import { type LoopSums, labelledByBucket } from './sums.ts'

export const LOOP_ALPHA = 0.05
/** Gain from which a loop matters. */
export const LEAST_GAIN = 0.05

export type LoopTestResult = {
  readonly name: LoopTestName
  readonly evidence: Evidence
  /** Holm's over the tests that apply; null where the test does not. */
  readonly pAdjusted: number | null
  readonly supports: boolean
}

export interface LoopResult {
  readonly rows: number
  readonly labelled: number
  readonly verdict: LoopVerdict
  /** Why the verdict is `insufficient`; null otherwise. */
  readonly reason: string | null
  readonly tests: readonly LoopTestResult[]
  readonly contrast: ArmContrast
  /** 1/(1 − g); null without a gain, and where each round would add more than the last (g ≥ 1). */
  readonly amplification: number | null
}

/**
 * The loop test. Each test has its own conditions; the p-values of those that apply are adjusted together (Holm), and
 * a test supports a loop when its adjusted p-value is below 0.05 and its effect is large enough. `likely` needs a
 * causal or provenance test (3, 4, 5) and a dynamic one (2, 6, 7): two kinds of evidence that have to err together.
 * `possible` has one of the two alone, at a p-value below 0.001, since nothing else speaks for it; correlation (1) is
 * context. `insufficient` where fewer than 1,000 rows have score and label and nothing speaks for a loop, or where no
 * test of one of the two sides applies.
 */
export function loopTest(sums: LoopSums): LoopResult {
  const contrast = armContrast(sums)
  const evidence: Record<LoopTestName, Evidence> = {
    correlation: correlationTest(sums),
    tightening: tighteningTest(sums),
    lead_lag: leadLagTest(sums),
    arm_contrast: contrastEvidence(contrast, sums),
    self_training: selfTrainingTest(sums),
    narrowing: narrowingTest(sums),
    contraction: contractionTest(sums),
  }
  const applicable = LOOP_TESTS.flatMap((name) => {
    const item = evidence[name]
    return item.applicable ? [{ name, pValue: item.pValue }] : []
  })
  const adjusted = holm(applicable.map(({ pValue }) => pValue))
  const tests = LOOP_TESTS.map((name): LoopTestResult => {
    const item = evidence[name]
    const at = applicable.findIndex((other) => other.name === name)
    const pAdjusted = at < 0 ? null : adjusted[at]
    return {
      name,
      evidence: item,
      pAdjusted,
      supports: item.applicable && item.effect && pAdjusted !== null && pAdjusted < LOOP_ALPHA,
    }
  })
  const rows = sums.rows.reduce((sum, count) => sum + count, 0)
  const labelled = labelledByBucket(sums).reduce((sum, count) => sum + count, 0)
  const gain = contrast.gain
  return {
    rows,
    labelled,
    ...verdictOf(tests, labelled),
    tests,
    contrast,
    amplification: gain === null || gain.value >= 1 ? null : 1 / (1 - gain.value),
  }
}

function contrastEvidence({ gain, strata, reason }: ArmContrast, sums: LoopSums): Evidence {
  if (gain === null) return { applicable: false, reason }
  return {
    applicable: true,
    value: gain.value,
    pValue: gain.pValue,
    effect: Math.abs(gain.value) >= LEAST_GAIN,
    facts: contrastFacts(gain, sums),
    chart: {
      kind: 'arms',
      strata: strata.map((item) => ({
        score: item.score,
        model: item.model,
        comparison: item.comparison,
        standard_error: item.standardError,
        rows_model: item.rows.model,
        rows_comparison: item.rows.comparison,
      })),
    },
  }
}

function contrastFacts(gain: LoopGain, sums: LoopSums) {
  return {
    gain: gain.value,
    standard_error: gain.standardError,
    level: gain.level,
    damping: gain.damping,
    rows_model: gain.rows.model,
    rows_comparison: gain.rows.comparison,
    comparison: sums.comparison,
    detectable_gain: gain.detectable,
  }
}

function verdictOf(
  tests: readonly LoopTestResult[],
  labelled: number,
): { readonly verdict: LoopVerdict; readonly reason: string | null } {
  const supports = (of: ReadonlySet<LoopTestName>, level = LOOP_ALPHA) =>
    tests.some((test) => of.has(test.name) && test.supports && (test.pAdjusted ?? 1) < level)
  const applies = (of: ReadonlySet<LoopTestName>) =>
    tests.some((test) => of.has(test.name) && test.evidence.applicable)
  if (labelled < LEAST_LABELLED) {
    return {
      verdict: 'insufficient',
      reason: `Too few labelled rows to say (${labelled} of ${LEAST_LABELLED}).`,
    }
  }
  if (supports(CAUSAL_TESTS) && supports(DYNAMIC_TESTS)) return { verdict: 'likely', reason: null }
  if (supports(CAUSAL_TESTS, MONITOR_ALPHA) || supports(DYNAMIC_TESTS, MONITOR_ALPHA)) {
    return { verdict: 'possible', reason: null }
  }
  if (!applies(CAUSAL_TESTS)) {
    return { verdict: 'insufficient', reason: say('loop.insufficient.cause') }
  }
  if (!applies(DYNAMIC_TESTS)) {
    return { verdict: 'insufficient', reason: say('loop.insufficient.time') }
  }
  return { verdict: 'none', reason: null }
}
