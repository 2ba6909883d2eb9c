export const LOOP_TESTS = [
  'correlation',
  'tightening',
  'lead_lag',
  'arm_contrast',
  'self_training',
  'narrowing',
  'contraction',
] as const
export type LoopTestName = (typeof LOOP_TESTS)[number]

/** Tests that show that the model moves what it is judged by, and tests that show the loop closing in time. */
export const CAUSAL_TESTS: ReadonlySet<LoopTestName> = new Set(['lead_lag', 'arm_contrast', 'self_training'])
export const DYNAMIC_TESTS: ReadonlySet<LoopTestName> = new Set(['tightening', 'narrowing', 'contraction'])

export type LoopVerdict = 'none' | 'possible' | 'likely' | 'insufficient'

/** What a test is drawn from. */
export type LoopChart =
  | {
      readonly kind: 'trend'
      /** UTC milliseconds of the middle of each window; null where rows have no time. */
      readonly at: readonly number[] | null
      readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[]
    }
  | {
      readonly kind: 'lags'
      readonly lags: readonly number[]
      readonly correlations: readonly number[]
      /** |r| beyond this is significant over all lags together. */
      readonly bound: number
      readonly stepMs: number | null
    }
  | {
      readonly kind: 'arms'
      readonly strata: readonly {
        readonly score: number
        readonly model: number
        readonly comparison: number
        readonly standard_error: number
        readonly rows_model: number
        readonly rows_comparison: number
      }[]
    }

/** What one test found, before the adjustment for the others. */
export type Evidence =
  | {
      readonly applicable: true
      readonly value: number
      readonly pValue: number
      /** Whether the effect is large enough to matter and points to a loop. */
      readonly effect: boolean
      readonly facts: Readonly<Record<string, number | string | boolean | null>>
      readonly chart: LoopChart | null
    }
  | { readonly applicable: false; readonly reason: string }

export function notApplicable(reason: string): Evidence {
  return { applicable: false, reason }
}

/** P-value of the least of k p-values, by Bonferroni. */
export function leastOf(pValues: readonly number[]): number {
  return Math.min(1, Math.min(...pValues) * pValues.length)
}
