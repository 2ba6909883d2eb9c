import type {
  ComparisonView,
  CostView,
  EstimateView,
  FairnessView,
  FluxView,
  GroupRatesView,
  MeasureView,
} from '#shared/contract/documents/performance.ts'
import type { CriterionGap } from '#shared/stats/fairness/criteria.ts'
import type { GroupRates } from '#shared/stats/fairness/group-rates.ts'
import type { BoundaryFlux } from '#shared/stats/performance/boundary-flux.ts'
import type { CostPoint } from '#shared/stats/performance/cost-curve.ts'
import type { Estimate } from '#shared/stats/performance/expected-ranking.ts'
import type { Interval, Measure } from '#shared/stats/performance/measure.ts'
import type { Judged } from './judging.ts'
import type { Metrics } from './metrics/types.ts'

/** A number of a document: null where JSON has none. */
export const plain = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null

export function intervalView(ci: Interval | null): [number, number] | null {
  return ci !== null && Number.isFinite(ci[0]) && Number.isFinite(ci[1]) ? [ci[0], ci[1]] : null
}

export function measureView({ value, ci, reason }: Measure): MeasureView {
  return {
    value: plain(value),
    ci: intervalView(ci),
    ...(reason === null ? {} : { reason }),
  }
}

export function metricsView(metrics: Metrics): Record<string, MeasureView> {
  return Object.fromEntries(Object.entries(metrics).map(([name, measure]) => [name, measureView(measure)]))
}

/** An estimate beside the truth, where that is known from enough labels. */
export function estimateView(
  { value, standardError, reason }: Estimate,
  truth: Measure | null,
): EstimateView {
  const view = {
    value: plain(value),
    standard_error: plain(standardError),
    ...(reason === null ? {} : { reason }),
  }
  if (value === null || truth?.value === null || truth === null) return view
  const error = value - truth.value
  return {
    ...view,
    error,
    ...(standardError === null ? {} : { confirmed: Math.abs(error) <= 1.96 * standardError }),
  }
}

export function comparisonView({ value, ci, pValue, pAdjusted, verdict }: Judged): ComparisonView {
  return {
    difference: plain(value),
    ci: intervalView(ci),
    p_value: plain(pValue),
    p_adjusted: plain(pAdjusted),
    verdict,
  }
}

export function costPointView({ threshold, cost, ci, selected }: CostPoint): CostView['cheapest'] {
  return { threshold: plain(threshold), cost, ci: intervalView(ci), selected }
}

export function fluxView(flux: BoundaryFlux): FluxView {
  return {
    threshold: flux.threshold,
    baseline_share: flux.baselineShare,
    current_share: flux.currentShare,
    difference: flux.difference,
    ci: intervalView(flux.ci),
    p_value: plain(flux.pValue),
    rows: flux.rows,
    value: plain(flux.value),
  }
}

export function groupView(group: GroupRates): GroupRatesView {
  return {
    group: group.group,
    rows: group.rows,
    labelled: group.labelled,
    selection_rate: measureView(group.selectionRate),
    base_rate: measureView(group.baseRate),
    true_positive_rate: measureView(group.truePositiveRate),
    false_positive_rate: measureView(group.falsePositiveRate),
    precision: measureView(group.precision),
    calibration_gap: measureView(group.calibrationGap),
  }
}

export function criterionView(gap: CriterionGap): FairnessView['criteria'][number] {
  return {
    criterion: gap.criterion,
    highest: gap.highest,
    lowest: gap.lowest,
    gap: plain(gap.gap.value),
    gap_ci: intervalView(gap.gap.ci),
    p_adjusted: plain(gap.pAdjusted),
    ratio: plain(gap.ratio?.value ?? null),
    ratio_ci: intervalView(gap.ratio?.ci ?? null),
    four_fifths: gap.fourFifths,
    ...(gap.reason === null ? {} : { reason: gap.reason }),
  }
}

export const timeText = (time: number | null): string | null =>
  time === null || Number.isNaN(time) ? null : new Date(time).toISOString()
