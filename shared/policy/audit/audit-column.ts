import { type CountedBin, NUMERIC_BINNINGS, type NumericBinning } from '../../stats/binning/bins.ts'
import type { CategoryCounts } from '../../stats/binning/categories.ts'
import {
  type ColumnOptions,
  measureCategoricalColumn,
  measureNumericColumn,
  type NumericSample,
} from '../../stats/drift/column.ts'
import type { ColumnMeasures } from '../../stats/drift/measures.ts'
import {
  compactNumbers,
  createSortScratch,
  lowerBound,
  sortFloat64,
  upperBound,
} from '../../stats/sorting/float64.ts'
import { judgeRun } from '../severity.ts'
import { SEVERITY_POLICIES, type SeverityPolicy } from '../severity-policy.ts'
import { type BinningReading, readBinning } from './convention.ts'
import { explainDisagreements, type PolicyReading } from './disagreements.ts'
import { auditVerdict, type VerdictAudit } from './verdict-audit.ts'

/** One column under all conventions at once. */
export interface ColumnAudit {
  /** The default binning first. */
  readonly readings: readonly BinningReading[]
  /** Every policy's verdict on this column alone, the default first. */
  readonly policies: readonly (PolicyReading & { readonly audit: VerdictAudit })[]
  readonly disagreements: readonly string[]
}

/** A column to audit: two samples, or two lists of counts. */
export type AuditedColumn =
  | { readonly scale: 'numeric'; readonly reference: NumericSample; readonly current: NumericSample }
  | { readonly scale: 'categorical'; readonly reference: CategoryCounts; readonly current: CategoryCounts }

function judge(
  measuresFor: (policy: SeverityPolicy) => ColumnMeasures,
  baselineChunks: readonly number[] | undefined,
): ColumnAudit['policies'] {
  return SEVERITY_POLICIES.map((policy) => {
    const measures = measuresFor(policy)
    const [judged] = judgeRun(
      [{ name: 'column', measures, ...(baselineChunks ? { baselineChunks } : {}) }],
      policy,
    ).columns
    return {
      policy: policy.name,
      verdict: judged.verdict,
      reasons: judged.reasons,
      audit: auditVerdict(measures, policy),
    }
  })
}

/** Equal widths on the baseline's range, as `numpy.histogram(x, bins=edges)`: rows outside are lost. */
function rangeOnly(reference: Float64Array, current: Float64Array): CountedBin[] {
  const low = reference[0]
  const high = reference[reference.length - 1]
  const bins: CountedBin[] = []
  const edge = (k: number): number => low * (1 - k / 10) + high * (k / 10)
  for (let k = 0; k < 10; k++) {
    const count = (sorted: Float64Array): number =>
      (k === 9 ? upperBound(sorted, high) : lowerBound(sorted, edge(k + 1))) - lowerBound(sorted, edge(k))
    bins.push({
      label: `${k + 1} of 10`,
      kind: 'interval',
      lower: edge(k),
      upper: edge(k + 1),
      reference: count(reference),
      current: count(current),
    })
  }
  return bins.filter((bin) => bin.reference + bin.current > 0)
}

/**
 * The audit view: one column under every binning, zero rule and policy, and where they disagree and why. Numeric
 * samples are reordered. `baselineChunks` are the Jensen–Shannon distances of the baseline's own chunks.
 */
export function auditColumn(
  column: AuditedColumn,
  options: Pick<ColumnOptions, 'scratch'> & { readonly baselineChunks?: readonly number[] } = {},
): ColumnAudit {
  if (column.scale === 'categorical') {
    const measures = measureCategoricalColumn(column.reference, column.current, { interval: false })
    const readings = [readBinning('categories', measures.bins, measures.rows.current)]
    const policies = judge(() => measures, options.baselineChunks)
    return { readings, policies, disagreements: explainDisagreements(measures, readings, policies) }
  }
  const scratch = options.scratch ?? createSortScratch()
  const prepare = (sample: NumericSample): NumericSample => {
    const values = sortFloat64(compactNumbers(sample.values), scratch)
    return { values, missing: sample.missing + sample.values.length - values.length }
  }
  const reference = prepare(column.reference)
  const current = prepare(column.current)
  const byBinning = new Map<NumericBinning, ColumnMeasures>()
  for (const binning of NUMERIC_BINNINGS) {
    byBinning.set(binning, measureNumericColumn(reference, current, { binning, interval: false, scratch }))
  }
  const main =
    byBinning.get('quantile') ?? measureNumericColumn(reference, current, { interval: false, scratch })
  const readings = NUMERIC_BINNINGS.map((binning) => {
    const measures = byBinning.get(binning) ?? main
    return readBinning(binning, measures.bins, measures.rows.current)
  })
  if (main.summary.reference && current.values.length > 0) {
    const bins = rangeOnly(reference.values, current.values)
    readings.push(readBinning('baseline-range-only', bins, current.values.length))
  }
  const policies = judge((policy) => byBinning.get(policy.binning) ?? main, options.baselineChunks)
  return { readings, policies, disagreements: explainDisagreements(main, readings, policies) }
}
