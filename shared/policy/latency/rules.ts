import { isAtLeast } from '../../domain/verdict.ts'
import { twoProportionZ } from '../../stats/counts/two-proportion.ts'
import type { ColumnMeasures } from '../../stats/drift/measures.ts'
import { judgeInFamily } from '../severity.ts'
import { judgeMissing } from '../severity-missing.ts'
import { DEFAULT_MIN_ROWS, DEFAULT_POLICY, SEVERITY_POLICIES } from '../severity-policy.ts'

/** A rule that looks at one window of a column against the baseline. */
export type ColumnRule = {
  readonly name: string
  /** The rule in signs, such as `PSI ≥ 0.2`; names of policies stand for themselves. */
  readonly formula: string | null
  readonly family: 'metric' | 'policy'
  readonly scale: 'numeric' | 'categorical' | 'any'
  readonly fires: (measures: ColumnMeasures) => boolean
}

const ALPHA = 0.05

const enough = ({ rows }: ColumnMeasures): boolean =>
  Math.min(rows.reference, rows.current) >= DEFAULT_MIN_ROWS

function metric(
  name: string,
  formula: string,
  scale: ColumnRule['scale'],
  fires: (measures: ColumnMeasures) => boolean,
): ColumnRule {
  return {
    name,
    formula,
    family: 'metric',
    scale,
    fires: (measures) => enough(measures) && fires(measures),
  }
}

/** `nannyml` judges by baseline chunks in bins of its own, so it has no say about single windows on the frozen bins. */
const POLICIES = SEVERITY_POLICIES.filter(({ rule }) => rule !== 'baseline-chunks')

/** Every rule that a window of a column is judged by: single measures at the limits of the default policy, whole policies. */
export const COLUMN_RULES: readonly ColumnRule[] = [
  metric('psi', 'PSI ≥ 0.2', 'any', ({ psi }) => (psi?.value ?? 0) >= 0.2),
  metric(
    'ks',
    'D ≥ 0.1, p < 0.05',
    'numeric',
    ({ ks }) => ks !== null && ks.statistic >= 0.1 && ks.pValue < ALPHA,
  ),
  metric('wasserstein', 'W/σ ≥ 0.1', 'numeric', ({ wasserstein }) => (wasserstein?.normalized ?? 0) >= 0.1),
  metric('jensen_shannon', 'JS distance ≥ 0.1', 'any', ({ js }) => (js?.distance ?? 0) >= 0.1),
  metric(
    'chi2',
    'V ≥ 0.1, p < 0.05',
    'categorical',
    ({ chi2 }) => chi2 !== null && chi2.cramersV >= 0.1 && chi2.pValue < ALPHA,
  ),
  metric('missing', 'Δ ≥ 1%, p < 0.05', 'any', (measures) => {
    const [judged] = judgeMissing([measures], DEFAULT_POLICY)
    return judged !== null && judged.severity !== 'none'
  }),
  ...POLICIES.map(
    (policy): ColumnRule => ({
      name: policy.name,
      formula: null,
      family: 'policy',
      scale: 'any',
      fires: (measures) => isAtLeast(judgeInFamily({ name: '', measures }, [], policy).verdict, 'moderate'),
    }),
  ),
]

/** Right predictions among labelled rows. */
export type AccuracyCount = { readonly right: number; readonly labelled: number }

/** A rule that looks at the outcomes of one window. */
export type AccuracyRule = {
  readonly name: string
  readonly formula: string
  readonly fires: (baseline: AccuracyCount, window: AccuracyCount) => boolean
}

const MIN_LABELLED = 100
const share = ({ right, labelled }: AccuracyCount): number => right / labelled

function accuracyRule(
  name: string,
  formula: string,
  fires: (baseline: AccuracyCount, window: AccuracyCount) => boolean,
): AccuracyRule {
  return {
    name,
    formula,
    fires: (baseline, window) =>
      baseline.labelled >= MIN_LABELLED && window.labelled >= MIN_LABELLED && fires(baseline, window),
  }
}

export const ACCURACY_RULES: readonly AccuracyRule[] = [
  accuracyRule(
    'accuracy_drop',
    'accuracy < 0.95 × baseline',
    (baseline, window) => share(window) < 0.95 * share(baseline),
  ),
  accuracyRule('accuracy_test', 'accuracy < baseline, p < 0.05', (baseline, window) => {
    const test = twoProportionZ(baseline.right, baseline.labelled, window.right, window.labelled, 'less')
    return test !== null && test.pValue < ALPHA
  }),
  accuracyRule('accuracy_floor', 'accuracy < 0.85', (_, window) => share(window) < 0.85),
]
