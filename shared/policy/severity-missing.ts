import type { ColumnMeasures } from '../stats/drift/measures.ts'
import { adjustPValues } from '../stats/multiplicity/adjust.ts'
import { say } from '../words/say.ts'
import type { Severity, SeverityPolicy } from './severity-policy.ts'

/** A change of the share of missing rows, judged apart from the change of the values. */
export interface MissingJudgement {
  readonly pAdjusted: number
  readonly severity: Severity
  readonly reason: string
}

const LOW_POINTS = 0.01
const MODERATE_POINTS = 0.05
const HIGH_POINTS = 0.2

/**
 * Judges missing shares of all columns of a run: a two-proportion test, adjusted over the columns, and a change of
 * at least 1 percentage point (5 moderate, 20 high). Null where nothing is missing or rows are too few.
 */
export function judgeMissing(
  columns: readonly ColumnMeasures[],
  policy: Pick<SeverityPolicy, 'minRows' | 'alpha' | 'adjustment'>,
): (MissingJudgement | null)[] {
  const tested: number[] = []
  const p: number[] = []
  columns.forEach((column, i) => {
    const { missing, rows } = column
    const some = missing.reference.rows + missing.current.rows > 0
    if (some && missing.pValue !== null && Math.min(rows.reference, rows.current) >= policy.minRows) {
      tested.push(i)
      p.push(missing.pValue)
    }
  })
  const adjusted = adjustPValues(p, policy.adjustment)
  const judgements = new Array<MissingJudgement | null>(columns.length).fill(null)
  tested.forEach((index, k) => {
    const { reference, current } = columns[index].missing
    const points = Math.abs(current.share - reference.share)
    const pAdjusted = adjusted[k]
    const severity: Severity =
      pAdjusted >= policy.alpha || points < LOW_POINTS
        ? 'none'
        : points >= HIGH_POINTS
          ? 'high'
          : points >= MODERATE_POINTS
            ? 'moderate'
            : 'low'
    const shares = { before: reference.share, now: current.share }
    judgements[index] = {
      pAdjusted,
      severity,
      reason:
        severity === 'none'
          ? say('missing.same', shares)
          : say(shares.now >= shares.before ? 'missing.rose' : 'missing.fell', { ...shares, p: pAdjusted }),
    }
  })
  return judgements
}
