import { DEFAULT_ZERO_RULE, sharesOf } from '#shared/stats/divergence/zero-rules.ts'
import type { RowFeed } from '../feed.ts'
import { type Fewest, placeOf, type SlidingMeasure, signOf } from './sliding-measure.ts'

/**
 * Terms of rows are summed in two parts, multiples of 2⁻²² and what those leave as multiples of 2⁻⁶⁰, terms of shares as
 * multiples of 2⁻⁴⁴: such sums are exact, up to some 80 million rows in a window, and so the same however the window came
 * about. Adding a number of that many bits and taking it away again rounds to them.
 */
const toRowsUnit = (term: number): number => term + 1.5 * 2 ** 30 - 1.5 * 2 ** 30
const toRestUnit = (term: number): number => term + 1.5 * 2 ** -8 - 1.5 * 2 ** -8
const toShareUnit = (term: number): number => term + 1.5 * 2 ** 8 - 1.5 * 2 ** 8

/**
 * PSI of a column against its baseline's bins, half a row added to every bin; `rank` turns it into what the condition
 * compares.
 *
 * With counts c, n rows, B bins and N = n + B/2 both lists of shares, (c + ½)/N and p, add up to 1, so that
 * PSI = Σ (c + ½) λ / N − Σ p λ with λ = ln(c + ½) − ln p. With a row, one term of either sum changes.
 */
export function psiMeasure(
  { binned }: Pick<RowFeed, 'binned'>,
  column: string | null,
  { minRows }: Pick<Fewest, 'minRows'>,
  rank: ((psi: number) => number) | null = null,
): SlidingMeasure {
  const found = column === null ? undefined : binned.get(column)
  const bins = found?.reference.length ?? 0
  const binOf = found?.bins ?? new Int16Array(0)
  const fewest = Math.max(1, minRows)
  const counts = new Int32Array(bins)
  const shares = sharesOf(found?.reference ?? [], DEFAULT_ZERO_RULE)
  const logs = shares.map((share) => Math.log(share))
  // (c + ½) λ in its two parts and p λ of each bin.
  const byRows = new Float64Array(bins)
  const byRests = new Float64Array(bins)
  const byShares = new Float64Array(bins)
  let kept = { rows: 0, ofRows: 0, ofRests: 0, ofShares: 0 }
  const clear = () => {
    counts.fill(0)
    const log = Math.log(0.5)
    let ofRows = 0
    let ofRests = 0
    let ofShares = 0
    for (let bin = 0; bin < bins; bin++) {
      const term = 0.5 * (log - logs[bin])
      byRows[bin] = toRowsUnit(term)
      byRests[bin] = toRestUnit(term - byRows[bin])
      byShares[bin] = toShareUnit(shares[bin] * (log - logs[bin]))
      ofRows += byRows[bin]
      ofRests += byRests[bin]
      ofShares += byShares[bin]
    }
    kept = { rows: 0, ofRows, ofRests, ofShares }
  }
  clear()
  return {
    counts: 'rows',
    slide({ changes, ends, events }, values, into) {
      let { rows, ofRows, ofRests, ofShares } = kept
      const halfLogs = halfLogsUpTo(rows + (events === 0 ? 0 : ends[events - 1]))
      let next = 0
      for (let event = 0; event < events; event++) {
        for (const end = ends[event]; next < end; next++) {
          const bin = bins === 0 ? -1 : binOf[placeOf(changes[next])]
          if (bin < 0) continue
          const sign = signOf(changes[next])
          const count = counts[bin] + sign
          const log = halfLogs[count] - logs[bin]
          const term = (count + 0.5) * log
          const byRow = toRowsUnit(term)
          const byRest = toRestUnit(term - byRow)
          const byShare = toShareUnit(shares[bin] * log)
          rows += sign
          ofRows += byRow - byRows[bin]
          ofRests += byRest - byRests[bin]
          ofShares += byShare - byShares[bin]
          counts[bin] = count
          byRows[bin] = byRow
          byRests[bin] = byRest
          byShares[bin] = byShare
        }
        if (rows < fewest) {
          values[into + event] = Number.NaN
          continue
        }
        const psi = Math.max(0, (ofRows + ofRests) / (rows + 0.5 * bins) - ofShares)
        values[into + event] = rank === null ? psi : rank(psi)
      }
      kept = { rows, ofRows, ofRests, ofShares }
    },
    clear,
  }
}

/** ln(c + ½) for whole numbers c. */
let halfLogs = new Float64Array(0)
function halfLogsUpTo(count: number): Float64Array {
  if (halfLogs.length <= count) {
    halfLogs = Float64Array.from({ length: Math.max(4_096, 2 * (count + 1)) }, (_, c) => Math.log(c + 0.5))
  }
  return halfLogs
}
