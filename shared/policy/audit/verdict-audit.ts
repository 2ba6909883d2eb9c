import type { ColumnMeasures } from '../../stats/drift/measures.ts'
import { say } from '../../words/say.ts'
import type { SeverityPolicy } from '../severity-policy.ts'
import { alarmLaw } from './alarm-law.ts'
import { columnGrid, standardGrid } from './numeric-law.ts'
import { rowsNeeded } from './rows-needed.ts'

/** What a verdict of moderate or more is worth at the row counts at which it was reached. */
export interface VerdictAudit {
  /** Chance of a moderate or high verdict when the true PSI is at the moderate floor; null where not defined. */
  readonly powerAtThreshold: number | null
  /** Chance of a moderate or high verdict without any change. */
  readonly falseAlarmRate: number | null
  /**
   * Rows a side at which the false-alarm rate is at most 5% and the power 80% (50% for rules that are a limit
   * alone); null when no number of rows does.
   */
  readonly minRows: number | null
  readonly method: 'closed form' | 'simulation' | 'none'
  /** Why something is null, or that nothing is flagged at these row counts. */
  readonly reason: string | null
  /** Equal keys have equal audits. */
  readonly key: string
}

export interface VerdictAuditOptions {
  /** Columns over which the p-values are adjusted: the level is alpha over them. */
  readonly columns?: number
}

/**
 * The audit of one column's verdict under a policy.
 *
 * Categories and rules on PSI alone have a closed form, since n·m/(n+m)·PSI is about χ²; numeric columns are drawn
 * from 2,000 seeded Brownian bridges with the column's own bins (`minRows` with ten bins of a normal baseline). No
 * row is touched. The change for which power is given has a PSI at the moderate floor; for numeric columns it is a
 * shift.
 */
export function auditVerdict(
  measures: ColumnMeasures,
  policy: SeverityPolicy,
  options: VerdictAuditOptions = {},
): VerdictAudit {
  const { reference, current } = measures.scale === 'numeric' ? measures.present : measures.rows
  const level = policy.adjustment === 'none' ? policy.alpha : policy.alpha / Math.max(1, options.columns ?? 1)
  const key = auditKey(measures, policy, level)
  const law = measures.bins.length < 2 ? null : alarmLaw(measures, policy, level, () => columnGrid(measures))
  if (law === null) {
    return {
      powerAtThreshold: null,
      falseAlarmRate: null,
      minRows: null,
      method: 'none',
      reason: measures.bins.length < 2 ? say('measure.one_bin') : say('audit.undefined'),
      key,
    }
  }
  const minRows = plannedRows(measures, policy, level)
  const enough = Math.min(reference, current) >= policy.minRows
  const effective = enough ? (reference * current) / (reference + current) : 0
  return {
    powerAtThreshold: enough ? law.power(effective) : 0,
    falseAlarmRate: enough ? law.falseAlarm(effective) : 0,
    minRows,
    method: law.method,
    reason: !enough ? say('audit.under_least') : minRows === null ? say('audit.no_rows_enough') : null,
    key,
  }
}

function auditKey(measures: ColumnMeasures, policy: SeverityPolicy, level: number): string {
  const { rows, present } = measures
  const bins = measures.bins.map((bin) => [bin.kind, bin.lower, bin.upper, bin.reference])
  const df = measures.chi2?.df ?? null
  return JSON.stringify([policy, level, measures.scale, rows, present, bins, measures.summary.reference, df])
}

const plannedByKey = new Map<string, number | null>()

/** Rows needed, kept for rules whose paths do not depend on the column. */
function plannedRows(measures: ColumnMeasures, policy: SeverityPolicy, level: number): number | null {
  const law = alarmLaw(measures, policy, level, standardGrid)
  if (law === null) return null
  if (law.method === 'closed form') return rowsNeeded(law, policy.minRows)
  const kind = policy.rule === 'evidently-auto' ? `|${measures.rows.reference > policy.testedUpTo}` : ''
  const key = `${JSON.stringify(policy)}|${level}${kind}`
  let rows = plannedByKey.get(key)
  if (rows === undefined) {
    rows = rowsNeeded(law, policy.minRows)
    plannedByKey.set(key, rows)
  }
  return rows
}
