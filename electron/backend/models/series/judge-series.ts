import { VERDICTS } from '#shared/domain/verdict.ts'
import { judgeRun } from '#shared/policy/severity.ts'
import { DEFAULT_POLICY } from '#shared/policy/severity-policy.ts'
import { TALLY } from '#shared/stats/profile/column-profile.ts'
import { measuresFromProfile, type PreparedColumn } from '#shared/stats/profile/measures.ts'
import { sumsOf } from '../../profiles/query-window.ts'
import type { Slot } from '../slots/plan-slots.ts'

/** Every compared column in every slot. Cell (column c, slot s) is at `c · slots + s`. */
export type JudgedSeries = {
  readonly columns: readonly string[]
  /** −1 where the slot has no rows. */
  readonly psi: Float64Array<ArrayBuffer>
  /** Index into `VERDICTS`. */
  readonly verdicts: Float64Array<ArrayBuffer>
  /** All rows of each slot, missing values included. */
  readonly rows: Float64Array<ArrayBuffer>
  /** The worst verdict of each slot, as index into `VERDICTS`; −1 where it has no rows. */
  readonly worst: Float64Array<ArrayBuffer>
  /** Columns of each slot with a moderate or high verdict. */
  readonly drifted: Float64Array<ArrayBuffer>
}

const NO_ROWS = -1

/**
 * Judges each slot as a window of its own: the verdicts are those that `profiles.window` gives for the very slot, with
 * the p-values adjusted over its columns. Cost: columns × slots × cells.
 */
export function judgeSeries(prepared: readonly PreparedColumn[], slots: readonly Slot[]): JudgedSeries {
  const compared = prepared.filter(({ column }) => column.scale !== 'presence')
  const columns = compared.map(({ column }) => column.name)
  const count = slots.length
  const psi = new Float64Array(columns.length * count).fill(NO_ROWS)
  const verdicts = new Float64Array(columns.length * count).fill(VERDICTS.indexOf('insufficient'))
  const rows = new Float64Array(count)
  const worst = new Float64Array(count).fill(NO_ROWS)
  const drifted = new Float64Array(count)
  for (const [s, { parts }] of slots.entries()) {
    const measured = compared.flatMap((one, c) => {
      const sums = sumsOf(one.column, parts)
      rows[s] = Math.max(rows[s], sums.tallies[TALLY.rows])
      if (sums.tallies[TALLY.rows] === 0) return []
      const found = measuresFromProfile(one, sums)
      return found === null ? [] : [{ c, name: one.column.name, measures: found.measures }]
    })
    if (measured.length === 0) continue
    const judged = judgeRun(measured, DEFAULT_POLICY)
    for (const [index, { c, measures }] of measured.entries()) {
      psi[c * count + s] = measures.psi?.value ?? NO_ROWS
      verdicts[c * count + s] = VERDICTS.indexOf(judged.columns[index].verdict)
    }
    worst[s] = VERDICTS.indexOf(judged.summary.verdict)
    drifted[s] = judged.summary.drifted
  }
  return { columns, psi, verdicts, rows, worst, drifted }
}
