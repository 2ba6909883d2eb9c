import type { Binning, CountedBin } from '../binning/bins.ts'
import type { JensenShannon } from '../divergence/divergences.ts'
import type { ZeroRule } from '../divergence/zero-rules.ts'

/** One value for each side of a comparison. */
export interface Sides<T> {
  readonly reference: T
  readonly current: T
}

export interface MissingSide {
  readonly rows: number
  /** Missing rows over all rows; 0 when there are no rows. */
  readonly share: number
}

export interface MissingMeasure extends Sides<MissingSide> {
  /** Two-proportion z-test of the shares; null when a side has no rows. */
  readonly pValue: number | null
}

/** Summary of the finite numbers of one side. */
export interface NumericSummary {
  readonly mean: number
  /** Divided by n. */
  readonly standardDeviation: number
  readonly minimum: number
  readonly median: number
  readonly maximum: number
}

export interface PsiMeasure {
  readonly value: number
  /** Bootstrap interval at 95%; null when it was not asked for. */
  readonly ci: readonly [number, number] | null
  readonly binning: Binning
  readonly zeroRule: ZeroRule
  /** (B − 1)(1/n + 1/m): what the same row counts show on average without drift. */
  readonly expected: number
}

export interface KlMeasure {
  /** KL(reference‖current), natural logarithm. */
  readonly value: number
  /** KL(current‖reference). */
  readonly reverse: number
  readonly zeroRule: ZeroRule
}

export interface KsMeasure {
  readonly statistic: number
  readonly pValue: number
  readonly method: 'exact' | 'asymptotic'
  readonly location: number
  readonly sign: 1 | -1
}

export interface WassersteinMeasure {
  /** In the column's own unit. */
  readonly value: number
  /** Divided by the baseline's standard deviation; null when that is 0. */
  readonly normalized: number | null
}

export interface Chi2Measure {
  readonly statistic: number
  readonly df: number
  readonly pValue: number
  readonly cramersV: number
  readonly cramersVCorrected: number
  /** Bins pooled into one for an expected count under 5. */
  readonly pooled: number
}

/** Measures that can be null, and then have a reason. */
export type NullableMeasure =
  | 'psi'
  | 'kl'
  | 'js'
  | 'hellinger'
  | 'ks'
  | 'wasserstein'
  | 'wasserstein_normalized'
  | 'chi2'

/** Everything that one comparison of one column says. Never NaN: a measure is null and `reasons` says why. */
export interface ColumnMeasures {
  readonly scale: 'numeric' | 'categorical'
  /** All rows, missing ones included. */
  readonly rows: Sides<number>
  /** Rows that hold a value. */
  readonly present: Sides<number>
  readonly missing: MissingMeasure
  readonly infinite: Sides<{ readonly negative: number; readonly positive: number }>
  /** Null for categories and for sides without finite numbers. */
  readonly summary: Sides<NumericSummary | null>
  readonly binning: Binning
  /** The bins with rows on either side, missing last and only when a side has missing rows. */
  readonly bins: readonly CountedBin[]
  readonly psi: PsiMeasure | null
  readonly kl: KlMeasure | null
  /** On the plain shares: Jensen–Shannon needs no zero rule. */
  readonly js: JensenShannon | null
  /** On the plain shares. */
  readonly hellinger: { readonly value: number } | null
  readonly ks: KsMeasure | null
  readonly wasserstein: WassersteinMeasure | null
  readonly chi2: Chi2Measure | null
  readonly reasons: Readonly<Partial<Record<NullableMeasure, string>>>
  /** What a reader of the numbers should know: rows left out, values counted apart. */
  readonly notes: readonly string[]
}
