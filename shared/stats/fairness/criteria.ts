import { say } from '../../words/say.ts'
import { benjaminiHochberg } from '../multiplicity/adjust.ts'
import { type Difference, differenceOf } from '../performance/difference.ts'
import type { Interval, Measure } from '../performance/measure.ts'
import { normalUpperQuantile } from '../special/normal.ts'
import type { GroupRates } from './group-rates.ts'

export const CRITERIA = [
  'selection_rate',
  'true_positive_rate',
  'false_positive_rate',
  'precision',
  'calibration_gap',
] as const
export type Criterion = (typeof CRITERIA)[number]

/** Whether the lowest rate is at least four fifths of the highest: by the whole interval, or not to be told apart. */
export type FourFifths = 'holds' | 'fails' | 'unclear'

export interface CriterionGap {
  readonly criterion: Criterion
  readonly highest: string | null
  readonly lowest: string | null
  /** Highest less lowest. */
  readonly gap: Difference
  readonly pAdjusted: number | null
  /** Lowest over highest; null where the rate is no share or the highest is 0. */
  readonly ratio: { readonly value: number; readonly ci: Interval } | null
  readonly fourFifths: FourFifths | null
  readonly reason: string | null
}

export const FOUR_FIFTHS = 0.8

const RATES: Readonly<Record<Criterion, (group: GroupRates) => Measure>> = {
  selection_rate: (group) => group.selectionRate,
  true_positive_rate: (group) => group.truePositiveRate,
  false_positive_rate: (group) => group.falsePositiveRate,
  precision: (group) => group.precision,
  calibration_gap: (group) => group.calibrationGap,
}

export const rateOf = (group: GroupRates, criterion: Criterion): Measure => RATES[criterion](group)

/** Rows behind a rate, for the error of its logarithm: Wilson's width tells them. */
function logVariance({ value, ci }: Measure): number {
  if (value === null || ci === null || value <= 0) return Number.POSITIVE_INFINITY
  // Wilson: half-width² ≈ z²·p(1 − p)/n, so that p(1 − p)/(n·p²) is the variance of ln p.
  const half = (ci[1] - ci[0]) / 2 / normalUpperQuantile(0.025)
  return (half * half) / (value * value)
}

/**
 * For each criterion the groups that are furthest apart, with the interval of their gap (from the groups' own
 * intervals), the p-value that is adjusted for having chosen two of k groups (Bonferroni over k(k − 1)/2 pairs) and for
 * the number of criteria (Benjamini–Hochberg), and the ratio with a log-normal interval. Groups under `minRows` rows are
 * not compared.
 *
 * Source: the four-fifths line of the Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.4 D.
 */
export function compareGroups(groups: readonly GroupRates[], minRows = 30): CriterionGap[] {
  const compared = groups.filter(({ rows }) => rows >= minRows)
  const pairs = (compared.length * (compared.length - 1)) / 2
  const gaps = CRITERIA.map((criterion) => gapOf(criterion, compared))
  const tested = gaps.flatMap(({ gap }) => (gap.pValue === null ? [] : [Math.min(1, gap.pValue * pairs)]))
  const adjusted = benjaminiHochberg(tested)
  let next = 0
  return gaps.map((gap) => ({ ...gap, pAdjusted: gap.gap.pValue === null ? null : adjusted[next++] }))
}

function gapOf(criterion: Criterion, groups: readonly GroupRates[]): Omit<CriterionGap, 'pAdjusted'> {
  const rated = groups.flatMap((group) => {
    const rate = rateOf(group, criterion)
    return rate.value === null ? [] : [{ name: group.group, rate, value: rate.value }]
  })
  if (rated.length < 2) {
    const reason = say('fairness.few_groups')
    return {
      criterion,
      highest: null,
      lowest: null,
      gap: { value: null, ci: null, pValue: null, reason },
      ratio: null,
      fourFifths: null,
      reason,
    }
  }
  const highest = rated.reduce((best, one) => (one.value > best.value ? one : best))
  const lowest = rated.reduce((best, one) => (one.value < best.value ? one : best))
  const ratio =
    criterion === 'calibration_gap' || highest.value <= 0 ? null : ratioOf(lowest.rate, highest.rate)
  return {
    criterion,
    highest: highest.name,
    lowest: lowest.name,
    gap: differenceOf(highest.rate, lowest.rate),
    ratio,
    fourFifths: ratio === null ? null : fourFifthsOf(ratio),
    reason: null,
  }
}

function ratioOf(lowest: Measure, highest: Measure): { value: number; ci: Interval } | null {
  if (lowest.value === null || highest.value === null) return null
  const value = lowest.value / highest.value
  const half = normalUpperQuantile(0.025) * Math.sqrt(logVariance(lowest) + logVariance(highest))
  return Number.isFinite(half)
    ? { value, ci: [value * Math.exp(-half), value * Math.exp(half)] }
    : { value, ci: [0, (lowest.ci?.[1] ?? 1) / (highest.ci?.[0] || highest.value)] }
}

function fourFifthsOf({ value, ci }: { readonly value: number; readonly ci: Interval }): FourFifths {
  if (value >= FOUR_FIFTHS) return ci[0] >= FOUR_FIFTHS ? 'holds' : 'unclear'
  return ci[1] < FOUR_FIFTHS ? 'fails' : 'unclear'
}

/**
 * Which criteria cannot hold together here. Where base rates differ, a score that is calibrated in every group cannot have
 * equal false positive and false negative rates unless it is perfect, and equal precision cannot go with equal error
 * rates. Null where the base rates cannot be told apart.
 *
 * Source: Kleinberg, Mullainathan and Raghavan (2016), Inherent trade-offs in the fair determination of risk scores;
 * Chouldechova (2017), Fair prediction with disparate impact.
 */
export function impossibility(
  groups: readonly GroupRates[],
  minRows = 30,
): { readonly highest: string; readonly lowest: string; readonly difference: Difference } | null {
  const rated = groups.filter(({ labelled, baseRate }) => labelled >= minRows && baseRate.value !== null)
  if (rated.length < 2) return null
  const value = (group: GroupRates): number => group.baseRate.value ?? 0
  const highest = rated.reduce((best, one) => (value(one) > value(best) ? one : best))
  const lowest = rated.reduce((best, one) => (value(one) < value(best) ? one : best))
  const difference = differenceOf(highest.baseRate, lowest.baseRate)
  const pairs = (rated.length * (rated.length - 1)) / 2
  return difference.pValue !== null && difference.pValue * pairs < 0.05
    ? { highest: highest.group, lowest: lowest.group, difference }
    : null
}
