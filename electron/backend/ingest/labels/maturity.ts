/** One point of a maturity curve. */
export type MaturityPoint = {
  /** Milliseconds since the prediction. */
  readonly age: number
  /** Rows that were at least so old when the curve was drawn. */
  readonly rows: number
  /** Those of them whose label was known at that age. */
  readonly labelled: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Ages at which labels are counted unless others are given: from a minute to a year. */
export const MATURITY_AGES: readonly number[] = [
  MINUTE,
  10 * MINUTE,
  HOUR,
  6 * HOUR,
  DAY,
  2 * DAY,
  3 * DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
  60 * DAY,
  90 * DAY,
  180 * DAY,
  365 * DAY,
]

/**
 * How many rows have their label by age: of the rows that are at least `age` old at `now`, those whose label was
 * known by then. Younger rows say nothing about that age and are left out, so that the curve does not fall at its end.
 * @param predictedAt UTC milliseconds by row, NaN where unknown; such rows are left out.
 * @param knownAt UTC milliseconds at which the label became known, NaN where there is none yet.
 */
export function maturityCurve(
  predictedAt: Float64Array,
  knownAt: Float64Array,
  now: number,
  ages: readonly number[] = MATURITY_AGES,
): MaturityPoint[] {
  return ages.map((age) => {
    let rows = 0
    let labelled = 0
    for (let row = 0; row < predictedAt.length; row++) {
      if (!(now - predictedAt[row] >= age)) continue
      rows += 1
      if (knownAt[row] - predictedAt[row] <= age) labelled += 1
    }
    return { age, rows, labelled }
  })
}
