import type { BreakerEffect } from '#shared/policy/breaker/effects.ts'
import type { BreakerPolicy } from '#shared/policy/breaker/policy.ts'
import type { RowFeed } from '../../observations/feed.ts'

/** Labelled rows after a trip that are looked at. */
const ROWS_AFTER = 1_000
const FEWEST_AFTER = 20
/** Part of predicted numbers that a good model keeps within the error that its policy bears. */
const MOSTLY = 0.5

/** When the model became bad, and how that is known. */
export type Onset = { readonly at: number; readonly row: number; readonly source: 'given' | 'labels' }

export type Trips = {
  readonly trips: number
  /** Trips of a model that was good; those that cannot be judged for want of labels are none. */
  readonly falseTrips: number
  readonly unjudged: number
  readonly onset: Onset | null
  /** From the onset to the first trip that is not before it; null where there is none. */
  readonly secondsToTrip: number | null
}

/**
 * Judges each CLOSED → OPEN. With a given onset a trip is false when it comes before it. Else it is false when the rows
 * from it on (the next 1,000 with a label, but at most to the next trip) were right at least as often as the policy asks:
 * its accuracy threshold, without one 0.85. A predicted number is right within the error that the policy bears, and a model
 * of numbers good when most are.
 *
 * The labelled onset is that of the first trip that is not false: the row after the last minimum of Σ (bar − right) before
 * the trip, the usual estimate of where a CUSUM began to rise.
 */
export function judgeTrips(
  { right, times, rows }: RowFeed,
  policy: BreakerPolicy,
  effects: readonly BreakerEffect[],
  given: number | null,
): Trips {
  const trips = effects.flatMap((effect) =>
    effect.kind === 'transition' && effect.to === 'OPEN' && effect.from === 'CLOSED' ? [effect] : [],
  )
  const bars = policy.conditions.flatMap(({ metric, comparison, threshold }) =>
    metric === 'accuracy' && comparison === 'below' ? [threshold] : [],
  )
  const isMeasured = policy.conditions.some(({ metric }) => metric === 'mape')
  const bar = bars.length > 0 ? Math.max(...bars) : isMeasured ? MOSTLY : 0.85
  const judged = trips.map((trip, index): boolean | null => {
    if (given !== null) return trip.at < given
    const end = trips[index + 1]?.row ?? rows
    const share = accuracyFrom(right, trip.row + 1, end)
    return share === null ? null : share >= bar
  })
  const firstTrue = judged.indexOf(false)
  const counts = {
    trips: trips.length,
    falseTrips: judged.filter((isFalse) => isFalse === true).length,
    unjudged: judged.filter((isFalse) => isFalse === null).length,
  }
  if (firstTrue < 0) {
    return { ...counts, onset: given === null ? null : givenOnset(times, given), secondsToTrip: null }
  }
  const trip = trips[firstTrue]
  const onset = given === null ? labelledOnset(right, times, trip.row, bar) : givenOnset(times, given)
  return {
    ...counts,
    onset,
    secondsToTrip: onset === null ? null : Math.max(0, trip.at - onset.at) / 1_000,
  }
}

function accuracyFrom(right: Int8Array, from: number, to: number): number | null {
  let judged = 0
  let good = 0
  for (let row = from; row < to && judged < ROWS_AFTER; row++) {
    if (right[row] < 0) continue
    judged += 1
    good += right[row]
  }
  return judged < FEWEST_AFTER ? null : good / judged
}

function givenOnset(times: Float64Array, at: number): Onset {
  const row = times.findIndex((time) => time >= at)
  return { at, row: row < 0 ? times.length : row, source: 'given' }
}

function labelledOnset(right: Int8Array, times: Float64Array, tripRow: number, bar: number): Onset | null {
  let sum = 0
  let least = 0
  let onset = 0
  let seen = false
  for (let row = 0; row <= tripRow; row++) {
    if (right[row] < 0) continue
    seen = true
    sum += bar - right[row]
    if (sum < least) {
      least = sum
      onset = row + 1
    }
  }
  return seen && onset <= tripRow ? { at: times[onset], row: onset, source: 'labels' } : null
}
