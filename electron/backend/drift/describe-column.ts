import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import type { ColumnJudgement } from '#shared/policy/severity.ts'
import type { ColumnMeasures } from '#shared/stats/drift/measures.ts'
import type { MeasuredColumn } from '../compute/procedures.ts'
import type { PlannedColumn } from './plan.ts'

const NOT_YET = 'not yet computed'

/** A measured and judged column as it stands in the drift document. */
export function describeColumn(
  planned: PlannedColumn,
  measured: MeasuredColumn,
  judgement: ColumnJudgement | null,
): DriftColumn {
  const { measures } = measured
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
    audit: { power_at_threshold: null, false_alarm_rate: null, min_rows: null, reason: NOT_YET },
    onset: { at: null, ci: null, reason: NOT_YET },
  }
  if (measures === null || judgement === null) {
    return {
      ...head,
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
  }
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
    return reason === undefined ? [] : [`${name}: ${reason}`]
  })
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
