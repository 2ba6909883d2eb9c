import { lowerBound, upperBound } from '../sorting/float64.ts'
import { plainNumber } from '../text/format.ts'
import type { BinKind, NumericBins } from './bins.ts'
import { OTHER_LABEL, UNSEEN_LABEL } from './bins.ts'
import { nextUp } from './quantiles.ts'

export interface BinShape {
  readonly label: string
  readonly kind: BinKind
  readonly lower: number | null
  readonly upper: number | null
}

function valueLabel(x: number): string {
  return `= ${plainNumber(x, 15)}`
}

/** What each bin of a cut is called and where it lies, in the order in which they are counted. */
export function describeNumericBins(bins: NumericBins): BinShape[] {
  if (bins.scheme === 'values') {
    const shapes: BinShape[] = bins.values.map((x) => ({
      label: valueLabel(x),
      kind: 'value',
      lower: x,
      upper: x,
    }))
    shapes.push({ label: OTHER_LABEL, kind: 'other', lower: null, upper: null })
    shapes.push({ label: UNSEEN_LABEL, kind: 'unseen', lower: null, upper: null })
    return shapes
  }
  const { boundaries } = bins
  const spikes = new Set(bins.spikes)
  const shapes: BinShape[] = []
  for (let i = 0; i <= boundaries.length; i++) {
    const lower = i === 0 ? null : boundaries[i - 1]
    const upper = i === boundaries.length ? null : boundaries[i]
    if (lower !== null && upper === nextUp(lower) && spikes.has(lower)) {
      shapes.push({ label: valueLabel(lower), kind: 'value', lower, upper: lower })
      continue
    }
    const after =
      lower !== null && i >= 2 && spikes.has(boundaries[i - 2]) && lower === nextUp(boundaries[i - 2])
    const from = lower === null ? null : after ? boundaries[i - 2] : lower
    const digits = labelDigits(from, upper)
    const left = from === null ? '' : plainNumber(from, digits)
    const right = upper === null ? '' : plainNumber(upper, digits)
    const label =
      from === null
        ? upper === null
          ? 'all'
          : `< ${right}`
        : upper === null
          ? `${after ? '>' : '≥'} ${left}`
          : `${after ? 'above ' : ''}${left} to ${right}`
    shapes.push({ label, kind: 'interval', lower: from, upper })
  }
  return shapes
}

/** Enough digits to tell two edges apart. */
function labelDigits(lower: number | null, upper: number | null): number {
  if (lower === null || upper === null) return 6
  let digits = 4
  while (digits < 17 && lower.toPrecision(digits) === upper.toPrecision(digits)) digits++
  return Math.min(17, digits + 2)
}

/** Rows of an ascending array in each bin; the counts add up to the array's length. */
export function countNumeric(sorted: Float64Array, bins: NumericBins): number[] {
  const counts: number[] = []
  if (bins.scheme === 'values') {
    let known = 0
    for (const x of bins.values) {
      const count = upperBound(sorted, x) - lowerBound(sorted, x)
      counts.push(count)
      known += count
    }
    let other = 0
    for (const x of bins.others) other += upperBound(sorted, x) - lowerBound(sorted, x)
    counts.push(other, sorted.length - known - other)
    return counts
  }
  let from = 0
  for (const boundary of bins.boundaries) {
    const to = lowerBound(sorted, boundary, from)
    counts.push(to - from)
    from = to
  }
  counts.push(sorted.length - from)
  return counts
}
