import type { WindowColumn } from '#shared/contract/documents/window.ts'
import { type ColumnJudgement, type JudgedColumn, judgeRun } from '#shared/policy/severity.ts'
import { DEFAULT_POLICY } from '#shared/policy/severity-policy.ts'
import type { ColumnMeasures } from '#shared/stats/drift/measures.ts'
import type { ColumnHead } from '#shared/stats/profile/frozen-column.ts'
import type { ProfileBounds } from '#shared/stats/profile/measures.ts'

/** One column of a window as it was measured: from a profile with bounds, from the rows without. */
export type WindowedColumn = {
  readonly head: ColumnHead
  readonly rows: readonly [reference: number, current: number]
  readonly missing: readonly [reference: number, current: number]
  /** Null where only missing values were counted. */
  readonly measures: ColumnMeasures | null
  readonly bounds: ProfileBounds | null
  readonly score: WindowColumn['score']
  /** Why there are no measures, where it is not that only missing values are counted. */
  readonly reason?: string
}

/**
 * Judges the columns of a window under the default policy and describes them. A verdict is settled when it stays the
 * same with all bounded values at their lower and at their upper ends.
 */
export function describeWindow(columns: readonly WindowedColumn[]) {
  const judge = (at: End) => {
    const judged = columns.flatMap(({ head, measures, bounds }): JudgedColumn[] =>
      measures === null ? [] : [{ name: head.name, measures: atEnd(measures, bounds, at) }],
    )
    return judgeRun(judged, DEFAULT_POLICY)
  }
  const judgement = judge('estimate')
  const [lower, upper] = (['lower', 'upper'] as const).map(
    (end) => new Map(judge(end).columns.map(({ name, verdict }) => [name, verdict])),
  )
  const judgements = new Map(judgement.columns.map((column) => [column.name, column]))
  const { verdict, drifted, columns: count } = judgement.summary
  return {
    columns: columns.map((column) => {
      const { name } = column.head
      const own = judgements.get(name) ?? null
      const settled = own === null || (lower.get(name) === own.verdict && upper.get(name) === own.verdict)
      return describeColumn(column, own, settled)
    }),
    summary: { verdict, drifted, columns: count },
  }
}

type End = 'estimate' | 'lower' | 'upper'

function atEnd(measures: ColumnMeasures, bounds: ProfileBounds | null, end: End): ColumnMeasures {
  if (end === 'estimate' || bounds === null) return measures
  const { ks, wasserstein } = measures
  const deviation = measures.summary.reference?.standardDeviation ?? 0
  return {
    ...measures,
    ks:
      ks && bounds.ks
        ? { ...ks, statistic: bounds.ks[end], pValue: bounds.ks.pValue[end === 'upper' ? 0 : 1] }
        : ks,
    wasserstein:
      wasserstein && bounds.wasserstein
        ? {
            value: bounds.wasserstein[end],
            normalized: wasserstein.normalized === null ? null : bounds.wasserstein[end] / deviation,
          }
        : wasserstein,
  }
}

function describeColumn(
  { head, rows, missing, measures, bounds, score, reason }: WindowedColumn,
  judgement: ColumnJudgement | null,
  settled: boolean,
): WindowColumn {
  const share = (side: 0 | 1) => (rows[side] === 0 ? 0 : missing[side] / rows[side])
  const described = {
    name: head.name,
    kind: head.kind,
    role: head.role,
    rows: { reference: rows[0], current: rows[1] },
    missing: { reference: share(0), current: share(1) },
    settled,
    score,
  }
  if (measures === null || judgement === null) {
    const none = { reference: null, current: null }
    return {
      ...described,
      infinite: { reference: 0, current: 0 },
      mean: none,
      deviation: none,
      ...{ psi: null, kl: null, js: null, hellinger: null, ks: null, wasserstein: null, chi2: null },
      verdict: 'insufficient',
      reasons: [reason ?? 'only missing values are counted'],
    }
  }
  const { infinite, summary } = measures
  return {
    ...described,
    infinite: {
      reference: infinite.reference.negative + infinite.reference.positive,
      current: infinite.current.negative + infinite.current.positive,
    },
    mean: { reference: summary.reference?.mean ?? null, current: summary.current?.mean ?? null },
    deviation: {
      reference: summary.reference?.standardDeviation ?? null,
      current: summary.current?.standardDeviation ?? null,
    },
    ...describeMeasures(measures, bounds, judgement),
    verdict: judgement.verdict,
    reasons: [...judgement.reasons, ...measures.notes],
  }
}

function describeMeasures(
  { bins, psi, kl, js, hellinger, ks, wasserstein, chi2 }: ColumnMeasures,
  bounds: ProfileBounds | null,
  { primary, pAdjusted }: ColumnJudgement,
) {
  const adjusted = (test: 'ks' | 'chi2') => (primary?.test === test ? pAdjusted : null)
  const around = (value: number, bound: { lower: number; upper: number } | null): [number, number] =>
    bound === null ? [value, value] : [bound.lower, bound.upper]
  const p = bounds?.ks?.pValue
  return {
    psi: psi && {
      value: psi.value,
      expected: psi.expected,
      binning: psi.binning,
      zero_rule: psi.zeroRule,
      bins: bins.map(({ label, lower, upper, reference, current }) => ({
        label,
        lower,
        upper,
        reference,
        current,
      })),
    },
    kl: kl && { value: kl.value },
    js: js && { divergence: js.divergence, distance: js.distance, base: js.base },
    hellinger: hellinger && { value: hellinger.value },
    ks: ks && {
      statistic: ks.statistic,
      bounds: around(ks.statistic, bounds?.ks ?? null),
      p_value: ks.pValue,
      p_bounds: (p === undefined ? [ks.pValue, ks.pValue] : [p[0], p[1]]) satisfies [number, number],
      p_adjusted: adjusted('ks'),
      location: Number.isFinite(ks.location) ? ks.location : null,
      sign: ks.sign,
    },
    wasserstein: wasserstein && {
      value: wasserstein.value,
      bounds: around(wasserstein.value, bounds?.wasserstein ?? null),
      normalized: wasserstein.normalized,
    },
    chi2: chi2 && {
      statistic: chi2.statistic,
      df: chi2.df,
      p_value: chi2.pValue,
      p_adjusted: adjusted('chi2'),
      cramers_v: chi2.cramersV,
    },
  }
}
