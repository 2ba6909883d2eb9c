import type { BreakerPolicy } from '#shared/policy/breaker/policy.ts'
import { type Observations, observationsOf } from '../../observations/observations.ts'
import type { PartEffect } from '../parts/cursors.ts'
import { partsOf } from '../parts/feed-parts.ts'
import { countServed, type ServedCounts, type Stint, stintsOf } from './count-served.ts'
import type { BreakerCursor } from './cursor.ts'
import { outcomesUnder } from './outcomes-under.ts'
import { type RunOptions, runBreaker } from './run-breaker.ts'
import { judgeTrips, type Trips } from './trips.ts'

/** The rows that one breaker watches: all of a log, or those of one value of a column. */
export type ReplayPart = {
  readonly value: string | null
  /** Places of its rows in the log; null for all. */
  readonly places: Uint32Array | null
  readonly observations: Observations
}

export type ReplayedPart = {
  readonly name: string | null
  readonly rows: number
  readonly observations: Observations
  readonly cursor: BreakerCursor
  readonly transitions: readonly (PartEffect & { readonly kind: 'transition' })[]
  readonly stints: readonly Stint[]
  readonly counts: ServedCounts
  readonly trips: Trips
  /** The row of the log that is the row of the part. */
  rowOf(row: number): number
}

const keptParts = new WeakMap<Observations, Map<string, readonly ReplayPart[]>>()

/** The parts of a log by a column; they are kept with it, for the next slider. */
export function partsKept(observations: Observations, column: string): readonly ReplayPart[] {
  const kept = keptParts.get(observations) ?? new Map<string, readonly ReplayPart[]>()
  keptParts.set(observations, kept)
  const known = kept.get(column)
  if (known !== undefined) return known
  const { feed } = observations
  const fresh = partsOf(feed, column).map(({ value, places, feed: own }) => ({
    value,
    places,
    observations: observationsOf({ ...own, labelsExpected: feed.labelsExpected }),
  }))
  kept.set(column, fresh)
  return fresh
}

/** Lets a breaker run over a part of a log and counts what came of it. */
export function replayPart(
  { value: name, places, observations }: ReplayPart,
  money: Float64Array | null,
  policy: BreakerPolicy,
  onset: number | null,
  options: RunOptions,
): ReplayedPart {
  const { feed } = observations
  const { cursor, effects } = runBreaker(observations, policy, options)
  const stints = stintsOf(effects, feed.rows)
  const judged = { ...feed, right: outcomesUnder(policy, feed) }
  const own = money === null || places === null ? money : Float64Array.from(places, (place) => money[place])
  const rowOf = (row: number) => (places === null || row < 0 ? row : (places[row] ?? row))
  return {
    name,
    rows: feed.rows,
    observations,
    cursor,
    transitions: effects.flatMap((effect) =>
      effect.kind === 'transition'
        ? [{ ...effect, row: rowOf(effect.row), ...(name === null ? {} : { part: name }) }]
        : [],
    ),
    stints,
    counts: countServed(judged, own, policy, stints),
    trips: judgeTrips(judged, policy, effects, onset),
    rowOf,
  }
}
