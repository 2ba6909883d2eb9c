import { psi } from '../divergence/psi.ts'
import { sharesOf } from '../divergence/zero-rules.ts'

/** Counts of one segment of the rows, on the bins of the column. */
export interface SegmentCounts {
  readonly name: string
  readonly reference: ArrayLike<number>
  readonly current: ArrayLike<number>
}

export interface SegmentShare {
  readonly name: string
  readonly rows: { readonly reference: number; readonly current: number }
  /** Part of the column's PSI; negative for a segment that moves against the rest. */
  readonly contribution: number
  /** Contribution over the column's PSI; null when that is 0. */
  readonly share: number | null
  /** The part that comes from the segment's weight. */
  readonly mix: number
  /** The part that comes from the values within the segment. */
  readonly within: number
  /** PSI of the segment by itself; null when a side of it has no rows. */
  readonly psi: number | null
}

export interface Attribution {
  /** PSI of the column under the half-count rule: the sum of the contributions. */
  readonly psi: number
  /** Part of it that comes from segments gaining and losing weight. */
  readonly mix: number
  /** Part of it that comes from values moving within segments. */
  readonly within: number
  /** Largest contribution first. */
  readonly segments: readonly SegmentShare[]
}

function total(counts: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < counts.length; i++) sum += counts[i]
  return sum
}

/**
 * Splits the PSI of a column over segments that together hold all its rows, exactly: with pᵦ, qᵦ the shares of
 * bin b and p_sb, q_sb those of its rows in segment s, segment s contributes Σᵦ (q_sb − p_sb) ln(qᵦ / pᵦ).
 *
 * The contribution is divided at the midpoint: a change of the segment's weight at its average values is mix, a
 * change of its values at its average weight is within. A segment that comes or goes altogether is mix. The half row
 * of the zero rule is spread evenly over the segments. Null when a side has no rows or there is no segment.
 */
export function attributePsi(segments: readonly SegmentCounts[]): Attribution | null {
  if (segments.length === 0) return null
  const bins = segments[0].reference.length
  const reference = new Float64Array(bins)
  const current = new Float64Array(bins)
  for (const segment of segments) {
    for (let b = 0; b < bins; b++) {
      reference[b] += segment.reference[b]
      current[b] += segment.current[b]
    }
  }
  const n = total(reference)
  const m = total(current)
  if (!(n > 0) || !(m > 0)) return null
  const p = sharesOf(reference, 'half-count')
  const q = sharesOf(current, 'half-count')
  const logRatio = p.map((share, b) => Math.log(q[b] / share))
  const whole = psi(reference, current, 'half-count')
  const spread = 0.5 / segments.length
  const divisorN = n + 0.5 * bins
  const divisorM = m + 0.5 * bins
  const shares = segments.map((segment): SegmentShare => {
    const rows = { reference: total(segment.reference), current: total(segment.current) }
    const both = rows.reference > 0 && rows.current > 0
    const weight = (rows.reference / n + rows.current / m) / 2
    let contribution = 0
    let within = 0
    for (let b = 0; b < bins; b++) {
      const change = (segment.current[b] + spread) / divisorM - (segment.reference[b] + spread) / divisorN
      contribution += change * logRatio[b]
      if (both) {
        within +=
          weight * (segment.current[b] / rows.current - segment.reference[b] / rows.reference) * logRatio[b]
      }
    }
    return {
      name: segment.name,
      rows,
      contribution,
      share: whole > 0 ? contribution / whole : null,
      mix: contribution - within,
      within,
      psi: both ? psi(segment.reference, segment.current) : null,
    }
  })
  shares.sort((a, b) => b.contribution - a.contribution || (a.name < b.name ? -1 : 1))
  return {
    psi: whole,
    mix: shares.reduce((sum, segment) => sum + segment.mix, 0),
    within: shares.reduce((sum, segment) => sum + segment.within, 0),
    segments: shares,
  }
}
