import type { Distribution } from '#shared/contract/operations.ts'
import type { ColumnKind } from '#shared/domain/columns.ts'
import { formatCount, formatPosition, formatShare } from '../words/numbers.ts'
import { axisTicks } from './axis.ts'
import { type Html, html } from './escape.ts'

const WIDTH = 872
const HEIGHT = 220
const LEFT = 48
const RIGHT = 12
const TOP = 26
const BOTTOM = 26

/** Whether a distribution has cells on a number line, so that it can be drawn as a histogram. */
export function isHistogram(distribution: Distribution | undefined): distribution is Distribution {
  return (
    distribution !== undefined &&
    distribution.reference.length > 0 &&
    distribution.edges.length === distribution.reference.length + 1
  )
}

/**
 * Both distributions on one axis: the baseline as a grey area, the current rows as a line. Heights are shares of
 * the rows per cell, from zero.
 */
export function histogram(name: string, kind: ColumnKind, distribution: Distribution): Html {
  const { edges, reference, current } = distribution
  const low = edges[0] ?? 0
  const high = edges[edges.length - 1] ?? 1
  const peak = Math.max(...reference, ...current, 1e-9)
  const x = (value: number) => LEFT + ((value - low) / (high - low || 1)) * (WIDTH - LEFT - RIGHT)
  const y = (share: number) => HEIGHT - BOTTOM - (share / (peak * 1.05)) * (HEIGHT - TOP - BOTTOM)
  const base = HEIGHT - BOTTOM
  const steps = (shares: Float64Array) => {
    let path = `M${round(x(low))} ${round(base)}`
    for (const [cell, share] of shares.entries()) {
      path += `V${round(y(share))}H${round(x(edges[cell + 1] ?? high))}`
    }
    return `${path}V${round(base)}`
  }
  const shareTicks = axisTicks(0, peak, 3)
  const valueTicks = axisTicks(low, high, 6)
  return html`<figure class="chart">
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Shares of the rows by value of ${name}: baseline as a grey area, current as a line">
${shareTicks.map((tick) => html`<path d="M${LEFT} ${round(y(tick))}H${WIDTH - RIGHT}" class="grid"/><text x="${LEFT - 6}" y="${round(y(tick) + 4)}" class="tick end">${formatShare(tick)}</text>`)}
<path d="${steps(reference)}" class="baseline-area"/>
<path d="${steps(current)}" class="current-line"/>
<path d="M${LEFT} ${base + 0.5}H${WIDTH - RIGHT}" class="axis"/>
${valueTicks.map((tick) => html`<path d="M${round(x(tick))} ${base}v4" class="axis"/><text x="${round(x(tick))}" y="${base + 17}" class="tick middle">${axisLabel(tick, kind, high - low)}</text>`)}
${legend()}
</svg>
${outside(distribution)}
</figure>`
}

function legend(): Html {
  return html`<rect x="${LEFT}" y="5" width="14" height="10" class="baseline-area"/><text x="${LEFT + 20}" y="14" class="label">baseline</text><path d="M${LEFT + 88} 10h14" class="current-line"/><text x="${LEFT + 108}" y="14" class="label">current</text><text x="${WIDTH - RIGHT}" y="14" class="tick end">share of rows per cell</text>`
}

function axisLabel(value: number, kind: ColumnKind, span: number): string {
  if (kind !== 'datetime') return formatPosition(value)
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) return formatPosition(value)
  const text = at.toISOString()
  return span > 4 * 86_400_000 ? text.slice(0, 10) : text.slice(5, 16).replace('T', ' ')
}

function outside({ below, above, edges }: Distribution): Html | null {
  if (below[0] + below[1] + above[0] + above[1] === 0) return null
  const side = ([baseline, current]: readonly [number, number], where: string, edge: number | undefined) =>
    baseline + current === 0
      ? null
      : `${formatCount(baseline)} baseline and ${formatCount(current)} current rows lie ${where} ${formatPosition(edge ?? null)}`
  const parts = [side(below, 'below', edges[0]), side(above, 'above', edges[edges.length - 1])].filter(
    (part) => part !== null,
  )
  return html`<figcaption>Not drawn, but measured: ${parts.join('; ')}.</figcaption>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
