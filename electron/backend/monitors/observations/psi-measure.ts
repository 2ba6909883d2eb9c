import { DEFAULT_ZERO_RULE, sharesOf } from '#shared/stats/divergence/zero-rules.ts'
import type { RowFeed } from './feed.ts'
import { type Fewest, ignore, type SlidingMeasure } from './measures.ts'

/**
 * PSI of a column against its baseline's bins, half a row added to every bin; `rank` turns it into what the condition
 * compares.
 *
 * With counts c, n rows, B bins, N = n + B/2 and q = (c + ½)/N both lists of shares add up to 1, so that
 * Σ (q − p) ln(q / p) = Σ (q − p) (ln(c + ½) − ln p): the logarithms of half-integers are read from a table. The sum is
 * taken anew at each value, so that it does not depend on how the window came about.
 */
export function psiMeasure(
  { binned }: Pick<RowFeed, 'binned'>,
  column: string | null,
  { minRows }: Pick<Fewest, 'minRows'>,
  rank: (psi: number) => number = (psi) => psi,
): SlidingMeasure {
  const found = column === null ? undefined : binned.get(column)
  const bins = found?.reference.length ?? 0
  const counts = new Int32Array(bins)
  const reference = sharesOf(found?.reference ?? [], DEFAULT_ZERO_RULE)
  const logs = reference.map((share) => Math.log(share))
  let rows = 0
  /** Where the counts have not changed since, the value has not either. */
  let known = Number.NaN
  let isKnown = false
  const change = (place: number, sign: number) => {
    const bin = found === undefined ? -1 : found.bins[place]
    if (bin < 0) return
    rows += sign
    counts[bin] += sign
    isKnown = false
  }
  const psi = (): number => {
    const share = 1 / (rows + 0.5 * bins)
    const table = logsUpTo(rows)
    let sum = 0
    for (let bin = 0; bin < bins; bin++) {
      const count = counts[bin]
      sum += ((count + 0.5) * share - reference[bin]) * (table[count] - logs[bin])
    }
    return Math.max(0, sum)
  }
  return {
    enter: (place) => change(place, 1),
    label: ignore,
    leave: (place) => change(place, -1),
    value() {
      if (rows < minRows || rows === 0) return Number.NaN
      if (!isKnown) known = rank(psi())
      isKnown = true
      return known
    },
    clear() {
      counts.fill(0)
      rows = 0
      isKnown = false
    },
  }
}

/** ln(c + ½) for whole numbers c. */
let halfLogs = new Float64Array(0)
function logsUpTo(count: number): Float64Array {
  if (halfLogs.length <= count) {
    halfLogs = Float64Array.from({ length: Math.max(4_096, 2 * (count + 1)) }, (_, c) => Math.log(c + 0.5))
  }
  return halfLogs
}
