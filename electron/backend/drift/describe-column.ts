import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import type { ColumnJudgement } from '#shared/policy/severity.ts'
import type { SeverityPolicy } from '#shared/policy/severity-policy.ts'
import type { ColumnMeasures } from '#shared/stats/drift/measures.ts'
import type { LatencySummary } from '#shared/stats/quality/latency.ts'
import { say } from '#shared/words/say.ts'
import type { ExplainedColumn } from '../compute/explain/explain-column.ts'
import type { ColumnFacts } from '../compute/facts/column-facts.ts'
import type { MeasuredColumn } from '../compute/procedures.ts'
import { describeAudit } from './describe-audit.ts'
import type { RowGroupings } from './measuring/row-groupings.ts'
import type { PlannedColumn } from './plan.ts'
import { describeOnset } from './time/onset.ts'

/** What a run says about one column beyond its measures; null for a column that was not judged. */
export type ColumnContext = {
  readonly judgement: ColumnJudgement | null
  readonly explained: ExplainedColumn | null
  readonly policy: SeverityPolicy
  /** Columns that were judged together. */
  readonly family: number
  readonly grouped: RowGroupings
}

/** A measured and judged column as it stands in the drift document. */
export function describeColumn(
  planned: PlannedColumn,
  measured: MeasuredColumn,
  { judgement, explained, policy, family, grouped }: ColumnContext,
): DriftColumn {
  const { measures, facts } = measured
  const sides = { reference: measured.rows[0], current: measured.rows[1] }
  const head = {
    name: planned.name,
    kind: planned.kind,
    role: planned.role,
    rows: sides,
    missing: {
      reference: share(measured.missing[0], sides.reference),
      current: share(measured.missing[1], sides.current),
    },
  }
  if (measures === null || judgement === null || explained === null) {
    const reason = say('audit.not_compared')
    return {
      ...head,
      audit: { power_at_threshold: null, false_alarm_rate: null, min_rows: null, reason },
      onset: { at: null, ci: null, reason },
      infinite: { reference: 0, current: 0 },
      psi: null,
      kl: null,
      js: null,
      ks: null,
      wasserstein: null,
      hellinger: null,
      chi2: null,
      verdict: 'insufficient',
      reasons: planned.leftOut === null ? [] : [planned.leftOut],
    }
  }
  return {
    ...head,
    infinite: {
      reference: measures.infinite.reference.negative + measures.infinite.reference.positive,
      current: measures.infinite.current.negative + measures.infinite.current.positive,
    },
    ...describeMeasures(measures, judgement),
    verdict: judgement.verdict,
    reasons: [...judgement.reasons, ...measures.notes, ...absenceReasons(measures)],
    audit: describeAudit(explained.audit, policy, family),
    onset: describeOnset(grouped.timeline, judgement.verdict, explained.onsets, grouped.runs),
    ...describeSegments(explained, grouped),
    ...(facts === null || facts.latency === null ? {} : { latency: describeLatency(facts.latency) }),
  }
}

function describeSegments(
  { attribution }: ExplainedColumn,
  { segments }: RowGroupings,
): Pick<DriftColumn, 'segments'> {
  if (attribution === null || segments === null) return {}
  const { psi, mix, within } = attribution
  return {
    segments: {
      by: segments.by,
      psi,
      mix,
      within,
      items: attribution.segments.map(({ name, ...part }) => ({ segment: name, ...part })),
    },
  }
}

function describeLatency({
  reference,
  current,
}: NonNullable<ColumnFacts['latency']>): DriftColumn['latency'] {
  const quantile = ({ value, ci }: LatencySummary['p50']) => ({
    value,
    ci: [ci[0], ci[1]] as [number, number],
  })
  const side = (summary: LatencySummary | null) =>
    summary && {
      rows: summary.rows,
      p50: quantile(summary.p50),
      p95: quantile(summary.p95),
      p99: quantile(summary.p99),
    }
  return { reference: side(reference), current: side(current) }
}

type MeasurePart = Pick<DriftColumn, 'psi' | 'kl' | 'js' | 'hellinger' | 'ks' | 'wasserstein' | 'chi2'>

function describeMeasures(measures: ColumnMeasures, { pAdjusted, primary }: ColumnJudgement): MeasurePart {
  const { psi, kl, js, hellinger, ks, wasserstein, chi2 } = measures
  return {
    psi: psi && {
      value: psi.value,
      ci: psi.ci === null ? null : [psi.ci[0], psi.ci[1]],
      expected: psi.expected,
      binning: psi.binning,
      zero_rule: psi.zeroRule,
      bins: measures.bins.map(({ label, lower, upper, reference, current }) => ({
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
      p_value: ks.pValue,
      p_adjusted: primary?.test === 'ks' ? pAdjusted : null,
      method: ks.method,
      location: Number.isFinite(ks.location) ? ks.location : null,
      sign: ks.sign,
    },
    wasserstein: wasserstein && { value: wasserstein.value, normalized: wasserstein.normalized },
    chi2: chi2 && {
      statistic: chi2.statistic,
      df: chi2.df,
      p_value: chi2.pValue,
      p_adjusted: primary?.test === 'chi2' ? pAdjusted : null,
      cramers_v: chi2.cramersV,
    },
  }
}

/** Why a measure that this scale normally has is null. */
function absenceReasons(measures: ColumnMeasures): string[] {
  const expected =
    measures.scale === 'numeric' ? (['psi', 'ks', 'wasserstein'] as const) : (['psi', 'chi2'] as const)
  return expected.flatMap((name) => {
    const reason = measures[name] === null ? measures.reasons[name] : undefined
    return reason === undefined ? [] : [say(`measure.absent.${name}`, { reason })]
  })
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
