import { say } from '../../words/say.ts'
import type { Binning, CountedBin } from '../binning/bins.ts'
import { MISSING_LABEL } from '../binning/bins.ts'
import type { BinShape } from '../binning/count-numeric.ts'
import { twoProportionZ } from '../counts/two-proportion.ts'
import { hellinger, jensenShannon, klDivergence } from '../divergence/divergences.ts'
import { type BootstrapOptions, expectedPsi, psi, psiInterval } from '../divergence/psi.ts'
import { DEFAULT_ZERO_RULE, type ZeroRule } from '../divergence/zero-rules.ts'
import type { ColumnMeasures, MissingMeasure, NullableMeasure, Sides } from './measures.ts'

/** Joins shapes and counts; leaves out bins empty on both sides; adds missing as the last bin where there is some. */
export function countedBins(
  shapes: readonly BinShape[],
  reference: readonly number[],
  current: readonly number[],
  missing: Sides<number>,
): CountedBin[] {
  const bins: CountedBin[] = []
  for (let i = 0; i < shapes.length; i++) {
    if (reference[i] + current[i] > 0) {
      bins.push({ ...shapes[i], reference: reference[i], current: current[i] })
    }
  }
  if (missing.reference + missing.current > 0) {
    bins.push({ label: MISSING_LABEL, kind: 'missing', lower: null, upper: null, ...missing })
  }
  return bins
}

export function missingMeasure(rows: Sides<number>, missing: Sides<number>): MissingMeasure {
  const test = twoProportionZ(missing.reference, rows.reference, missing.current, rows.current)
  const side = (of: 'reference' | 'current') => ({
    rows: missing[of],
    share: rows[of] > 0 ? missing[of] / rows[of] : 0,
  })
  return { reference: side('reference'), current: side('current'), pValue: test?.pValue ?? null }
}

export interface DivergenceOptions {
  readonly zeroRule?: ZeroRule
  /** False leaves out the bootstrap interval of the PSI. */
  readonly interval?: boolean
  readonly bootstrap?: Omit<BootstrapOptions, 'rule'>
  /** Leaves out the other divergences, which no verdict asks for. */
  readonly only?: 'psi'
}

type Divergences = Pick<ColumnMeasures, 'psi' | 'kl' | 'js' | 'hellinger'>

/** The measures that need only the counts of the bins, with reasons where there are none. */
export function divergenceMeasures(
  bins: readonly CountedBin[],
  binning: Binning,
  rows: Sides<number>,
  options: DivergenceOptions,
  reasons: Partial<Record<NullableMeasure, string>>,
): Divergences {
  if (rows.reference === 0 || rows.current === 0) {
    const reason = emptySideReason(rows)
    reasons.psi = reason
    reasons.kl = reason
    reasons.js = reason
    reasons.hellinger = reason
    return { psi: null, kl: null, js: null, hellinger: null }
  }
  const zeroRule = options.zeroRule ?? DEFAULT_ZERO_RULE
  const reference = bins.map((bin) => bin.reference)
  const current = bins.map((bin) => bin.current)
  const value = psi(reference, current, zeroRule)
  if (options.only === 'psi' && Number.isFinite(value)) {
    const expected = expectedPsi(bins.length, rows.reference, rows.current)
    return { psi: { value, ci: null, binning, zeroRule, expected }, kl: null, js: null, hellinger: null }
  }
  const forward = klDivergence(reference, current, zeroRule)
  const reverse = klDivergence(current, reference, zeroRule)
  const infinite = say('measure.infinite')
  if (!Number.isFinite(value)) reasons.psi = infinite
  if (!Number.isFinite(forward) || !Number.isFinite(reverse)) reasons.kl = infinite
  return {
    psi: Number.isFinite(value)
      ? {
          value,
          ci:
            options.interval === false
              ? null
              : psiInterval(reference, current, { ...options.bootstrap, rule: zeroRule }),
          binning,
          zeroRule,
          expected: expectedPsi(bins.length, rows.reference, rows.current),
        }
      : null,
    kl: Number.isFinite(forward + reverse) ? { value: forward, reverse, zeroRule } : null,
    js: jensenShannon(reference, current),
    hellinger: { value: hellinger(reference, current) },
  }
}

/** Why nothing can be said about sides of which one or both have nothing. */
export function emptySideReason(rows: Sides<number>, what: 'rows' | 'numbers' | 'finite' = 'rows'): string {
  const side = rows.reference > 0 ? 'current' : rows.current > 0 ? 'reference' : 'both'
  return say(`measure.no_${what}.${side}`)
}
