/** The ways to cut a numeric column, by the names that documents use. */
export const NUMERIC_BINNINGS = [
  'quantile',
  'uniform-baseline',
  'uniform-pooled',
  'sturges-pooled',
  'doane-baseline',
  'values',
] as const
export type NumericBinning = (typeof NUMERIC_BINNINGS)[number]
export type Binning = NumericBinning | 'categories'

/** Intervals [boundary, next boundary), the outermost open, so that no number falls out. */
export interface IntervalBins {
  readonly scheme: 'intervals'
  readonly binning: NumericBinning
  /** Ascending, without repetition; k boundaries make k + 1 bins. */
  readonly boundaries: readonly number[]
  /** Baseline values that hold a bin of their own: the boundaries v and the next double after v. */
  readonly spikes: readonly number[]
}

/** One bin a baseline value, one for the baseline's rarer values, one for what the baseline never held. */
export interface ValueBins {
  readonly scheme: 'values'
  readonly binning: 'values'
  /** Ascending: the values with a bin of their own. */
  readonly values: readonly number[]
  /** Ascending: baseline values that share the bin `(other)`. */
  readonly others: readonly number[]
}

export type NumericBins = IntervalBins | ValueBins

/** Categories frozen from a baseline: its largest by rows, the rest, and what it never held. */
export interface CategoryBins {
  readonly scheme: 'categories'
  readonly binning: 'categories'
  /** The categories with a bin of their own, largest first, ties by name. */
  readonly kept: readonly string[]
  /** Baseline categories that share the bin `(other)`. */
  readonly others: ReadonlySet<string>
}

export type BinKind = 'interval' | 'value' | 'category' | 'other' | 'unseen' | 'missing'

/** One bin with the rows of both sides. Bounds are null where a bin is open or has none. */
export interface CountedBin {
  readonly label: string
  readonly kind: BinKind
  readonly lower: number | null
  readonly upper: number | null
  readonly reference: number
  readonly current: number
}

export const OTHER_LABEL = '(other)'
export const UNSEEN_LABEL = '(unseen)'
export const MISSING_LABEL = '(missing)'
