import { VERDICTS } from '#shared/domain/verdict.ts'
import { judgeRun } from '#shared/policy/severity.ts'
import { DEFAULT_POLICY } from '#shared/policy/severity-policy.ts'
import { TALLY } from '#shared/stats/profile/column-profile.ts'
import { measuresFromProfile, type PreparedColumn } from '#shared/stats/profile/measures.ts'
import { awaitsLabels, sumsOf } from '../../profiles/query-window.ts'
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

/** One slot, in the order of the compared columns. */
export type JudgedSlot = {
  readonly psi: Float64Array
  readonly verdicts: Float64Array
  readonly rows: number
  readonly worst: number
  readonly drifted: number
}

/**
 * Judges each slot as a window of its own: the verdicts are those that `profiles.window` gives for the very slot, with
 * the p-values adjusted over its columns. Slots that `known` has are taken from there, the others are added to it.
 * Cost of a new one: columns × cells.
 */
export function judgeSeries(
  prepared: readonly PreparedColumn[],
  slots: readonly Slot[],
  known: Map<string, JudgedSlot> = new Map(),
): JudgedSeries {
  const compared = prepared.filter(({ column }) => column.scale !== 'presence')
  const columns = compared.map(({ column }) => column.name)
  const count = slots.length
  const psi = new Float64Array(columns.length * count)
  const verdicts = new Float64Array(columns.length * count)
  const judged = slots.map((slot) => {
    const key = `${slot.start} ${slot.end}`
    const one = known.get(key) ?? judgeSlot(compared, slot)
    known.set(key, one)
    return one
  })
  for (const [s, one] of judged.entries()) {
    for (let c = 0; c < columns.length; c += 1) {
      psi[c * count + s] = one.psi[c]
      verdicts[c * count + s] = one.verdicts[c]
    }
  }
  return {
    columns,
    psi,
    verdicts,
    rows: Float64Array.from(judged, ({ rows }) => rows),
    worst: Float64Array.from(judged, ({ worst }) => worst),
    drifted: Float64Array.from(judged, ({ drifted }) => drifted),
  }
}

function judgeSlot(compared: readonly PreparedColumn[], { parts }: Slot): JudgedSlot {
  const psi = new Float64Array(compared.length).fill(NO_ROWS)
  const verdicts = new Float64Array(compared.length).fill(VERDICTS.indexOf('insufficient'))
  let rows = 0
  const measured = compared.flatMap((one, c) => {
    const sums = sumsOf(one.column, parts)
    rows = Math.max(rows, sums.tallies[TALLY.rows])
    if (sums.tallies[TALLY.rows] === 0) return []
    const found = awaitsLabels(one.column, sums) ? null : measuresFromProfile(one, sums, { only: 'psi' })
    // A cell with rows that say nothing yet is insufficient, not empty.
    if (found === null) psi[c] = 0
    return found === null ? [] : [{ c, name: one.column.name, measures: found.measures }]
  })
  if (measured.length === 0) return { psi, verdicts, rows, worst: NO_ROWS, drifted: 0 }
  const judged = judgeRun(measured, DEFAULT_POLICY)
  for (const [index, { c, measures }] of measured.entries()) {
    psi[c] = measures.psi?.value ?? NO_ROWS
    verdicts[c] = VERDICTS.indexOf(judged.columns[index].verdict)
  }
  return {
    psi,
    verdicts,
    rows,
    worst: VERDICTS.indexOf(judged.summary.verdict),
    drifted: judged.summary.drifted,
  }
}
