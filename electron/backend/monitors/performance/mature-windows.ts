import type { Frame } from './frame.ts'
import { ledgerOf } from './ledger.ts'
import { maturityOf } from './maturity.ts'
import type { LogWindow } from './windows.ts'

/** What can be said of when labels come; rows whose label can never come do not count against a window. */
export function matured(frame: Frame, windows: readonly LogWindow[]) {
  const { label } = frame.outcomes
  const count = (keep: (row: number) => boolean): number[] =>
    windows.map(({ from, to }) => {
      let kept = 0
      for (let row = from; row < to; row++) if (keep(row)) kept += 1
      return kept
    })
  const has = (row: number): boolean => !Number.isNaN(label[row])
  const first = maturityOf(
    frame,
    windows,
    count(() => true),
    count(has),
  )
  const anyMature = first.mature.some((mature) => mature)
  const old = new Uint8Array(frame.log.rows).fill(anyMature ? 0 : 1)
  for (const [w, { from, to }] of windows.entries()) if (first.mature[w]) old.fill(1, from, to)
  const ledger = ledgerOf(frame, old)
  const eligible = count((row) => ledger.barred[row] === 0)
  const labelled = count((row) => ledger.barred[row] === 0 && has(row))
  return { ledger, maturity: maturityOf(frame, windows, eligible, labelled), eligible, labelled }
}
