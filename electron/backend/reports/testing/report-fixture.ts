import type { DriftBin, DriftColumn, DriftDocument } from '#shared/contract/documents/drift.ts'
import type { Distribution } from '#shared/contract/operations.ts'
import type { RunId } from '#shared/domain/ids.ts'
import type { Verdict } from '#shared/domain/verdict.ts'
import type { ReportInput } from '../report-input.ts'

/** [label, lower, upper, baseline rows, current rows] */
export type BinRow = readonly [string, number | null, number | null, number, number]

const AMOUNT_BINS: readonly BinRow[] = [
  ['< 8.4', null, 8.4, 2003, 1412],
  ['8.4 – 19.2', 8.4, 19.2, 1998, 1630],
  ['19.2 – 34.9', 19.2, 34.9, 2001, 1766],
  ['34.9 – 71.5', 34.9, 71.5, 1999, 2040],
  ['≥ 71.5', 71.5, null, 1999, 3112],
  ['missing', null, null, 0, 40],
]

/** A column whose PSI is computed from its bins; everything else is given or null. */
export function fixtureColumn(
  name: string,
  verdict: Verdict,
  bins: readonly BinRow[] = AMOUNT_BINS,
  change: Partial<DriftColumn> = {},
): DriftColumn {
  const rows = bins.map(([label, lower, upper, reference, current]) => ({
    label,
    lower,
    upper,
    reference,
    current,
  }))
  const reference = total(rows, 'reference')
  const current = total(rows, 'current')
  return {
    name,
    kind: 'numeric',
    role: 'feature',
    rows: { reference, current },
    missing: { reference: 0, current: 0.004 },
    infinite: { reference: 0, current: 0 },
    psi: {
      value: halfCountPsi(rows),
      ci: [0.09, 0.13],
      expected: 0.001,
      binning: 'quantile',
      zero_rule: 'half-count',
      bins: rows,
    },
    kl: { value: 0.055 },
    js: { divergence: 0.019, distance: 0.138, base: 2 },
    ks: {
      statistic: 0.1131,
      p_value: 1e-40,
      p_adjusted: 3e-40,
      method: 'asymptotic',
      location: 71.5,
      sign: 1,
    },
    wasserstein: { value: 12.4, normalized: 0.21 },
    hellinger: { value: 0.118 },
    chi2: null,
    verdict,
    reasons: verdict === 'none' ? [] : ['PSI 0.112 is at or above 0.1', 'KS D 0.113 is at or above 0.1'],
    audit: { power_at_threshold: 1, false_alarm_rate: 0.0004, min_rows: 200 },
    onset:
      verdict === 'none'
        ? { at: null, ci: null, reason: 'the column shows no significant change' }
        : { at: '2026-03-12T14:00:00.000Z', ci: ['2026-03-12T09:00:00.000Z', '2026-03-12T20:00:00.000Z'] },
    ...change,
  }
}

/** A whole report input around some columns. */
export function fixtureReport(
  columns: readonly DriftColumn[],
  change: Partial<DriftDocument> = {},
  distributions: ReadonlyMap<string, Distribution> = new Map(),
): ReportInput {
  const drifted = columns.filter(({ verdict }) => verdict !== 'none' && verdict !== 'insufficient').length
  const document: DriftDocument = {
    schema: 'driftdesk.drift/1',
    reference: { rows: 10_000, hash: 'a'.repeat(64) },
    current: { rows: 10_000, hash: 'b'.repeat(64) },
    policy: 'default',
    columns: [...columns],
    quality: [],
    summary: { verdict: columns[0]?.verdict ?? 'insufficient', drifted, columns: columns.length },
    engine: { version: '0.1.0', backend: 'cpu', seconds: 0.42 },
    ...change,
  }
  return {
    summary: {
      run: 'run-1' as RunId,
      title: 'baseline.csv → current.csv',
      created_at: '2026-04-01T08:00:00.000Z',
      reference: 'baseline.csv',
      current: 'current.csv',
      verdict: document.summary.verdict,
      drifted,
      columns: columns.length,
    },
    document,
    heatmap: null,
    imports: [],
    distributions,
  }
}

function total(bins: readonly DriftBin[], side: 'reference' | 'current'): number {
  return bins.reduce((sum, bin) => sum + bin[side], 0)
}

function halfCountPsi(bins: readonly DriftBin[]): number {
  const reference = total(bins, 'reference') + bins.length / 2
  const current = total(bins, 'current') + bins.length / 2
  return bins.reduce((sum, bin) => {
    const p = (bin.reference + 0.5) / reference
    const q = (bin.current + 0.5) / current
    return sum + (q - p) * Math.log(q / p)
  }, 0)
}
