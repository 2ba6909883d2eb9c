import type { FluxView } from '#shared/contract/documents/performance.ts'
import { boundaryFlux } from '#shared/stats/performance/boundary-flux.ts'
import { sortFloat64 } from '#shared/stats/sorting/float64.ts'
import { fluxView } from './describe.ts'
import { type Frame, type Rows, sampleOf } from './frame.ts'
import type { LogWindow } from './windows.ts'

/**
 * Rows and money that crossed each decision threshold since the baseline, over all windows that are not the baseline. Empty
 * without a baseline or scores.
 */
export function boundaryFluxes(
  frame: Frame,
  baseline: { readonly frame: Frame; readonly rows: Rows } | null,
  windows: readonly LogWindow[],
  parts: readonly { readonly isBaseline: boolean }[],
  thresholds: readonly number[],
): FluxView[] {
  const before = baseline === null ? null : sampleOf(baseline.frame, baseline.rows).score
  const { score } = frame.outcomes
  if (before === null || score === null || thresholds.length === 0) return []
  const rows: number[] = []
  for (const [w, { from, to }] of windows.entries()) {
    if (parts[w].isBaseline) continue
    for (let row = from; row < to; row++) if (!Number.isNaN(score[row])) rows.push(row)
  }
  const [valueColumn] = frame.log.named('value')
  const order = Uint32Array.from(rows)
  if (valueColumn !== undefined) order.sort((a, b) => score[a] - score[b])
  const current = Float64Array.from(order, (row) => score[row])
  if (valueColumn === undefined) sortFloat64(current)
  const money = valueColumn === undefined ? null : frame.log.numbers(valueColumn)
  const values = money && Float64Array.from(order, (row) => money[row])
  const reference = sortFloat64(before.filter((value) => !Number.isNaN(value)))
  return thresholds.flatMap((threshold) => {
    const flux = boundaryFlux(reference, current, values, threshold)
    return flux === null ? [] : [fluxView(flux)]
  })
}
