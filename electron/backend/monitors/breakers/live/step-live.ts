import { type BreakerPolicy, watchesLoop } from '#shared/policy/breaker/policy.ts'
import { initialState } from '#shared/policy/breaker/state.ts'
import type { RowFeed } from '../../observations/feed.ts'
import { observationsOf } from '../../observations/observations.ts'
import { isRecent } from '../../observations/recent.ts'
import { byTime, type LiveCursor, type PartCursor, type PartEffect, togetherOf } from '../parts/cursors.ts'
import { partsOf } from '../parts/feed-parts.ts'
import { armed, type BreakerCursor } from '../replay/cursor.ts'
import { type BreakerRun, runBreaker } from '../replay/run-breaker.ts'
import type { LiveAnswer, LiveTask } from '../worker-types.ts'
import { readNewRows } from './read-new-rows.ts'

/**
 * Lets a breaker see what is new. Its clock is that of the rows; labels whose time is after the newest row wait for it.
 * Replaying the same rows at once gives the same transitions. Where each value of a column has a breaker of its own, each
 * sees its rows, and time passes for all of them.
 */
export function stepLive(task: LiveTask): LiveAnswer {
  const { policy, now, cursor: before } = task
  const { feed: read, known } = readNewRows(task)
  // Labels may always still come; how long that is borne is the policy's.
  const feed = { ...read, labelsExpected: true }
  const start: LiveCursor = before ?? armed(feed, policy)
  const newestRow = feed.rows === 0 ? start.clock : feed.times[feed.rows - 1]
  const runsOn = feed.timed && isRecent(newestRow, now)
  const horizon = runsOn ? now : Math.max(newestRow, start.clock)
  const tested = watchesLoop(policy) ? (feed.loopTests.at(-1)?.at ?? Number.NEGATIVE_INFINITY) : start.clock
  // A loop test is seen once it is made, also where no row comes after it.
  const until = runsOn || tested > horizon ? Math.max(horizon, tested + 1) : undefined
  if (policy.by === null) {
    const run = runNew(policy, feed, known, start, horizon, until)
    return { ...run, readings: run.readings.map(finite), timed: feed.timed }
  }
  const cursors = new Map<string, PartCursor>(Object.entries(start.parts ?? {}))
  const effects: PartEffect[] = []
  const readings = new Map<string, readonly number[]>()
  for (const part of partsOf(feed, policy.by, [...cursors.keys()])) {
    const { value, places } = part
    const knownHere = places.findIndex((place) => place >= known)
    const seen = knownHere < 0 ? places.length : knownHere
    if (!cursors.has(value) && seen === places.length) continue
    const cursor = cursors.get(value) ?? firstSeen(policy, part.feed.times[seen])
    const own = { ...part.feed, firstRow: cursor.rows - seen }
    const run = runNew(policy, own, seen, cursor, horizon, until ?? horizon)
    readings.set(value, run.readings)
    const rowOf = (row: number): number => {
      const place = places[row - own.firstRow]
      return place === undefined ? (cursors.get(value)?.lastRow ?? start.rows - 1) : feed.firstRow + place
    }
    for (const effect of run.effects) {
      effects.push(
        effect.kind === 'transition' || effect.kind === 'underneath'
          ? { ...effect, row: rowOf(effect.row), part: value }
          : { ...effect, part: value },
      )
    }
    const newest = places.at(-1)
    const lastRow = newest === undefined ? (cursors.get(value)?.lastRow ?? -1) : feed.firstRow + newest
    cursors.set(value, { ...run.cursor, lastRow })
  }
  effects.sort(byTime)
  const root = {
    ...start,
    // What any of them has seen is seen: a label that came after the newest row is not new a second time.
    clock: Math.max(start.clock, newestRow, ...[...cursors.values()].map(({ clock }) => clock)),
    lastRowAt: feed.rows > known ? newestRow : start.lastRowAt,
    lastLabelAt: Math.max(start.lastLabelAt, ...[...cursors.values()].map(({ lastLabelAt }) => lastLabelAt)),
    rows: feed.firstRow + feed.rows,
  }
  const cursor = togetherOf(root, Object.fromEntries(cursors))
  const [shown] = [...cursors].find(([, { state }]) => state.phase === cursor.state.phase) ?? []
  const values =
    (shown === undefined ? undefined : readings.get(shown)) ?? policy.conditions.map(() => Number.NaN)
  return { cursor, effects, readings: values.map(finite), timed: feed.timed }
}

function runNew(
  policy: BreakerPolicy,
  feed: RowFeed,
  known: number,
  cursor: BreakerCursor,
  horizon: number,
  until: number | undefined,
): BreakerRun {
  const observations = observationsOf(feed)
  const { timeline } = observations
  const fromEvent = known === 0 ? 0 : timeline.arrivalOf(known - 1) + 1
  let toEvent = timeline.events
  while (toEvent > fromEvent && timeline.at[toEvent - 1] > horizon) toEvent -= 1
  return runBreaker(observations, policy, {
    cursor,
    fromEvent,
    toEvent,
    ...(until === undefined ? {} : { until }),
    probes: feed.byModel === null ? 'counted' : 'served',
  })
}

/** The breaker of a value that comes for the first time. */
function firstSeen(policy: BreakerPolicy, at: number): BreakerCursor {
  return {
    state: initialState(policy, at),
    shadow: { right: 0, judged: 0 },
    clock: at,
    lastRowAt: null,
    lastLabelAt: at,
    rows: 0,
  }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
