import type { Verdict } from '../domain/verdict.ts'
import type { NumericBinning } from '../stats/binning/bins.ts'
import type { Adjustment } from '../stats/multiplicity/adjust.ts'
import { say } from '../words/say.ts'

/** A verdict that was reached with enough rows. */
export type Severity = Exclude<Verdict, 'insufficient'>

interface PolicyBase {
  readonly name: string
  /** One line for a list. */
  readonly summary: string
  /** How numeric columns must be cut for this policy. */
  readonly binning: NumericBinning
  /** Rows with a value that each side must have. */
  readonly minRows: number
  readonly alpha: number
  /** How p-values are adjusted over the columns of a run. */
  readonly adjustment: Adjustment
}

/** Effect floors of one level; a level is reached when any of them is. */
export interface EffectFloors {
  readonly psi?: number
  /** Kolmogorov–Smirnov D. */
  readonly ks?: number
  readonly cramersV?: number
  /** Wasserstein-1 over the baseline's standard deviation. */
  readonly wasserstein?: number
}

/** A verdict that needs significance, adjusted over the columns of the run, and an effect above a floor. */
export interface FloorsPolicy extends PolicyBase {
  readonly rule: 'significance-and-effect'
  readonly low: EffectFloors
  readonly moderate: EffectFloors
  readonly high: EffectFloors
}

/** Limits of one level; a level is reached when any of them is. */
export interface Band {
  readonly psi?: number
  /** Kullback–Leibler divergence of the current side from the baseline, natural logarithm. */
  readonly kl?: number
  /** Jensen–Shannon divergence, base 2. */
  readonly js?: number
  /** The primary p-value, as it is, below this. */
  readonly p?: number
}

/** A verdict by any of several limits, without asking for significance. */
export interface BandsPolicy extends PolicyBase {
  readonly rule: 'bands'
  /** Whether a value equal to the limit reaches it. */
  readonly inclusive: boolean
  readonly low: Band | null
  readonly moderate: Band
  readonly high: Band
}

/** Evidently's choice by size of the reference: a test at `alpha`, or a distance at `distance`. */
export interface EvidentlyPolicy extends PolicyBase {
  readonly rule: 'evidently-auto'
  /** References of at most this many rows are tested, larger ones measured. */
  readonly testedUpTo: number
  readonly distance: number
  /** Numeric columns with at most this many distinct values are treated as categories. */
  readonly categoricalUpTo: number
}

/** NannyML's: Jensen–Shannon distance above mean + `sigmas` standard deviations of the baseline's own chunks. */
export interface ChunksPolicy extends PolicyBase {
  readonly rule: 'baseline-chunks'
  readonly chunks: number
  readonly sigmas: number
}

export type SeverityPolicy = FloorsPolicy | BandsPolicy | EvidentlyPolicy | ChunksPolicy

export const DEFAULT_MIN_ROWS = 200

const COMMON = {
  binning: 'quantile',
  minRows: DEFAULT_MIN_ROWS,
  alpha: 0.05,
} as const

/** The policy `default` of the statistics reference. */
export const DEFAULT_POLICY: FloorsPolicy = {
  ...COMMON,
  rule: 'significance-and-effect',
  name: 'default',
  summary: say('policy.default'),
  adjustment: 'benjamini_hochberg',
  low: { psi: 0.05 },
  moderate: { psi: 0.1, ks: 0.1, cramersV: 0.1, wasserstein: 0.1 },
  high: { psi: 0.2, ks: 0.2, cramersV: 0.2 },
}

/** Every policy by name: the default first, then those that reproduce other conventions. */
export const SEVERITY_POLICIES: readonly SeverityPolicy[] = [
  DEFAULT_POLICY,
  {
    ...COMMON,
    rule: 'bands',
    name: 'psi-only',
    summary: say('policy.psi_only'),
    adjustment: 'none',
    inclusive: true,
    low: null,
    moderate: { psi: 0.1 },
    high: { psi: 0.2 },
  },
  {
    ...COMMON,
    rule: 'bands',
    name: 'psi-0.25',
    summary: say('policy.psi_quarter'),
    adjustment: 'none',
    inclusive: true,
    low: null,
    moderate: { psi: 0.1 },
    high: { psi: 0.25 },
  },
  {
    ...COMMON,
    rule: 'bands',
    name: 'or-rule',
    summary: say('policy.or_rule'),
    adjustment: 'none',
    inclusive: false,
    low: { psi: 0.05, js: 0.02, p: 0.05 },
    moderate: { psi: 0.1, js: 0.05, p: 0.01 },
    high: { psi: 0.25, js: 0.1, p: 0.001 },
  },
  {
    ...COMMON,
    rule: 'evidently-auto',
    name: 'evidently-auto',
    summary: say('policy.evidently'),
    adjustment: 'none',
    testedUpTo: 1000,
    distance: 0.1,
    categoricalUpTo: 5,
  },
  {
    ...COMMON,
    binning: 'doane-baseline',
    rule: 'baseline-chunks',
    name: 'nannyml',
    summary: say('policy.nannyml'),
    adjustment: 'none',
    chunks: 10,
    sigmas: 3,
  },
]
