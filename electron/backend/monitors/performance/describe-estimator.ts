import type { PerformanceDocument, PerformanceWindow } from '#shared/contract/documents/performance.ts'
import { plain } from './describe.ts'
import type { Estimator } from './estimate.ts'
import type { Frame } from './frame.ts'
import type { Ledger } from './ledger.ts'

/** The estimator with its record: how far its estimates were from what the labels said, where they have come. */
export function describeEstimator(
  { method, rows, skill }: Estimator,
  windows: readonly PerformanceWindow[],
): NonNullable<PerformanceDocument['estimate']> {
  const record: Record<string, { errors: number[]; confirmed: number }> = {}
  for (const { estimated, part } of windows) {
    if (part === 'baseline') continue
    for (const [metric, { error, confirmed }] of Object.entries(estimated)) {
      if (error === undefined || error === null) continue
      record[metric] ??= { errors: [], confirmed: 0 }
      record[metric].errors.push(error)
      if (confirmed === true) record[metric].confirmed += 1
    }
  }
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    method,
    rows,
    skill: plain(skill),
    record: Object.fromEntries(
      Object.entries(record).map(([metric, { errors, confirmed }]) => [
        metric,
        {
          windows: errors.length,
          mean_error: mean(errors),
          mean_absolute_error: mean(errors.map(Math.abs)),
          confirmed,
        },
      ]),
    ),
  }
}

/** Labels that can never come, with the positives and the money that are expected among them. */
export function describeLedger(
  { entries }: Ledger,
  frame: Frame,
  estimator: Estimator | null,
): PerformanceDocument['ledger'] {
  const [valueColumn] = frame.log.named('value')
  const values = valueColumn === undefined ? null : frame.log.numbers(valueColumn)
  return entries.map(({ column, value, rows, labelled, explanation }) => ({
    column,
    value,
    rows: rows.length,
    labelled,
    expected_positives: plain(estimator?.expectedPositives(frame, rows) ?? null),
    money:
      values === null
        ? null
        : rows.reduce((sum, row) => sum + (Number.isNaN(values[row]) ? 0 : values[row]), 0),
    explanation,
  }))
}
