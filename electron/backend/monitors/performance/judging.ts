import type { Task } from '#shared/domain/columns.ts'
import type { Verdict } from '#shared/domain/verdict.ts'
import { benjaminiHochberg } from '#shared/stats/multiplicity/adjust.ts'
import { MONITOR_ALPHA } from '#shared/stats/multiplicity/levels.ts'
import { type Difference, differenceOf } from '#shared/stats/performance/difference.ts'
import type { Measure } from '#shared/stats/performance/measure.ts'
import { say } from '#shared/words/say.ts'
import type { Metrics } from './metrics/types.ts'

/** Labels that a window needs before it is judged. */
export const MIN_LABELS = 100

/** How much worse a metric has to be: by points of a share or area, or by a part of an error. */
type Band = { readonly better: 'higher' | 'lower'; readonly steps: readonly [number, number, number] }
const SHARE: Band = { better: 'higher', steps: [0.02, 0.05, 0.1] }
const ERROR: Band = { better: 'lower', steps: [0.1, 0.25, 0.5] }

const BANDS: Readonly<Record<string, Band>> = {
  accuracy: SHARE,
  f1: SHARE,
  roc_auc: SHARE,
  macro_f1: SHARE,
  roc_auc_macro: SHARE,
  ndcg: SHARE,
  precision_at_k: SHARE,
  log_loss: ERROR,
  mae: ERROR,
  rmse: ERROR,
}

const JUDGED: Readonly<Record<Task, readonly string[]>> = {
  binary: ['roc_auc', 'accuracy', 'f1', 'log_loss'],
  multiclass: ['accuracy', 'macro_f1', 'roc_auc_macro'],
  regression: ['mae', 'rmse'],
  ranking: ['ndcg', 'precision_at_k'],
}

/** The metrics that verdicts of a task rest on, the first also for segments. */
export function judgedMetrics(task: Task): readonly string[] {
  return JUDGED[task]
}

/** Which way a metric is better. */
export function betterWhen(metric: string): 'higher' | 'lower' {
  return BANDS[metric]?.better ?? 'higher'
}

export type Judged = Difference & { readonly pAdjusted: number | null; readonly verdict: Verdict }

/**
 * Compares metrics with others by their intervals and judges each: worse by a step of its band (points for shares and
 * areas: 0.02, 0.05, 0.1; parts of the other value for errors: 10%, 25%, 50%) and significant at 0.001 after
 * Benjamini–Hochberg over the comparisons of its metric and Bonferroni over the metrics: were all in one family, a log
 * loss that is worse in every window would let a steady ROC AUC alarm by chance. `insufficient` where one of the two is
 * missing.
 */
export function judge(
  pairs: readonly { readonly metric: string; readonly current: Measure; readonly baseline: Measure }[],
): Judged[] {
  const differences = pairs.map(({ current, baseline }) => differenceOf(current, baseline))
  const adjusted = adjustedWithin(
    pairs.map(({ metric }) => metric),
    differences.map(({ pValue }) => pValue),
  )
  return differences.map((difference, i) => {
    const pAdjusted = adjusted[i]
    if (pAdjusted === null) return { ...difference, pAdjusted, verdict: 'insufficient' }
    const { metric, baseline } = pairs[i]
    return {
      ...difference,
      pAdjusted,
      verdict:
        pAdjusted < MONITOR_ALPHA ? severity(metric, difference.value ?? 0, baseline.value ?? 0) : 'none',
    }
  })
}

/** Benjamini–Hochberg within each metric, times the number of metrics; null where there is no p-value. */
function adjustedWithin(metrics: readonly string[], pValues: readonly (number | null)[]): (number | null)[] {
  const adjusted = pValues.map((): number | null => null)
  const families = new Map<string, number[]>()
  metrics.forEach((metric, i) => {
    if (pValues[i] !== null) families.set(metric, [...(families.get(metric) ?? []), i])
  })
  for (const members of families.values()) {
    const own = benjaminiHochberg(members.map((i) => pValues[i] ?? 1))
    members.forEach((i, place) => {
      adjusted[i] = Math.min(1, own[place] * families.size)
    })
  }
  return adjusted
}

function severity(metric: string, difference: number, baseline: number): Verdict {
  const { better, steps } = BANDS[metric] ?? SHARE
  const worse = better === 'higher' ? -difference : baseline === 0 ? 0 : difference / Math.abs(baseline)
  if (worse >= steps[2]) return 'high'
  if (worse >= steps[1]) return 'moderate'
  return worse >= steps[0] ? 'low' : 'none'
}

export function pick(metrics: Metrics, metric: string): Measure {
  return metrics[metric] ?? { value: null, ci: null, reason: say('metric.none.exists') }
}
