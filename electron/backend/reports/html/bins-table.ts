import type { DriftBin, DriftColumn } from '#shared/contract/documents/drift.ts'
import { formatCount, formatPart, formatShare } from '../words/numbers.ts'
import { type Html, html } from './escape.ts'
import { dataText } from './marks.ts'
import { psiContributions } from './psi-contributions.ts'

const BAR_WIDTH = 168
const BAR_HEIGHT = 18

/**
 * Every bin with its rows and shares on both sides, paired bars, and what it adds to PSI. The counts are all that
 * PSI, KL, Jensen-Shannon and Hellinger are made from, so a reader can recompute them.
 */
export function binsTable(psi: NonNullable<DriftColumn['psi']>): Html {
  const referenceRows = sum(psi.bins, (bin) => bin.reference)
  const currentRows = sum(psi.bins, (bin) => bin.current)
  const share = (count: number, rows: number) => (rows === 0 ? 0 : count / rows)
  const peak = Math.max(
    ...psi.bins.map((bin) => Math.max(share(bin.reference, referenceRows), share(bin.current, currentRows))),
    1e-9,
  )
  const contributions = psiContributions(psi)
  const row = (bin: DriftBin, index: number) => {
    const baseline = share(bin.reference, referenceRows)
    const current = share(bin.current, currentRows)
    const contribution = contributions?.[index]
    return html`<tr><th scope="row">${dataText(bin.label)}</th>
<td>${formatCount(bin.reference)}</td><td>${formatShare(baseline)}</td>
<td>${formatCount(bin.current)}</td><td>${formatShare(current)}</td>
<td class="bars">${pairedBars(baseline / peak, current / peak)}</td>
${contributions === null ? null : html`<td>${contribution === undefined ? null : formatPart(contribution)}</td>`}</tr>`
  }
  return html`<div class="scroll"><table class="bins">
<thead><tr><th scope="col">Bin</th><th scope="col">Baseline rows</th><th scope="col">Share</th><th scope="col">Current rows</th><th scope="col">Share</th><th scope="col" class="bars"><span class="key baseline"></span> baseline <span class="key current"></span> current</th>${contributions === null ? null : html`<th scope="col">Part of PSI</th>`}</tr></thead>
<tbody>${psi.bins.map(row)}</tbody>
<tfoot><tr><th scope="row">All</th><td>${formatCount(referenceRows)}</td><td></td><td>${formatCount(currentRows)}</td><td></td><td class="bars"></td>${contributions === null ? null : html`<td>${formatPart(psi.value)}</td>`}</tr></tfoot>
</table></div>`
}

function pairedBars(baseline: number, current: number): Html {
  const width = (part: number) => (part <= 0 ? 0 : Math.max(1, Math.round(part * BAR_WIDTH * 10) / 10))
  return html`<svg width="${BAR_WIDTH}" height="${BAR_HEIGHT}" viewBox="0 0 ${BAR_WIDTH} ${BAR_HEIGHT}" aria-hidden="true"><rect y="1" width="${width(baseline)}" height="8" class="baseline-area"/><rect y="10" width="${width(current)}" height="6" class="current-bar"/></svg>`
}

function sum(bins: readonly DriftBin[], count: (bin: DriftBin) => number): number {
  let total = 0
  for (const bin of bins) total += count(bin)
  return total
}
