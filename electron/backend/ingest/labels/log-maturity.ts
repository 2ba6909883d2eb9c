import { chunksOf, joinLabels } from './join.ts'
import { columnWith, type LabelsTask, sharesKey } from './label-logs.ts'
import { type MaturityPoint, maturityCurve } from './maturity.ts'

export type LogMaturity = {
  readonly rows: number
  readonly labelled: number
  readonly superseded: number
  /** All points without rows where the log has no time. */
  readonly curve: readonly MaturityPoint[]
}

/** How fast the rows of one log got their labels; label logs that share no key with it are left out. */
export function maturityOf({ log, labelLogs, now }: LabelsTask): LogMaturity {
  const { knownAt, labelled, superseded } = joinLabels(
    log,
    labelLogs.filter((labels) => sharesKey(log, labels)),
  )
  const predictedAt = new Float64Array(log.rows).fill(Number.NaN)
  const time = columnWith(log, 'timestamp')
  let row = 0
  if (time !== null) {
    for (const chunk of chunksOf(log)) {
      predictedAt.set(chunk.times(time), row)
      row += chunk.rows
    }
  }
  return { rows: log.rows, labelled, superseded, curve: maturityCurve(predictedAt, knownAt, now) }
}
