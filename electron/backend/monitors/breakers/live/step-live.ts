import { observationsOf } from '../../observations/observations.ts'
import { armed, runBreaker } from '../replay/run-breaker.ts'
import type { LiveAnswer, LiveTask } from '../worker-types.ts'
import { readNewRows } from './read-new-rows.ts'

/** The clock runs on to now where the newest row is no older; a log of last year is not "no data for a year". */
const RECENT_MS = 86_400_000

/**
 * Lets a breaker see what is new. Its clock is that of the rows; labels whose time is after the newest row wait for it.
 * Replaying the same rows at once gives the same transitions.
 */
export function stepLive(task: LiveTask): LiveAnswer {
  const { policy, now } = task
  const { feed: read, known } = readNewRows(task)
  // Labels may always still come; how long that is borne is the policy's.
  const feed = { ...read, labelsExpected: true }
  const observations = observationsOf(feed)
  const { timeline } = observations
  const start = task.cursor ?? armed(feed, policy)
  const newestRow = feed.rows === 0 ? start.clock : feed.times[feed.rows - 1]
  const isRecent = feed.timed && now - newestRow < RECENT_MS && now > newestRow
  const horizon = isRecent ? now : Math.max(newestRow, start.clock)
  const fromEvent = known === 0 ? 0 : timeline.arrivalOf(known - 1) + 1
  let toEvent = timeline.events
  while (toEvent > fromEvent && timeline.at[toEvent - 1] > horizon) toEvent -= 1
  const { cursor, effects, readings } = runBreaker(observations, policy, {
    cursor: start,
    fromEvent,
    toEvent,
    ...(isRecent ? { until: now } : {}),
    probes: feed.byModel === null ? 'counted' : 'served',
  })
  return {
    cursor,
    effects,
    readings: readings.map((value) => (Number.isFinite(value) ? value : null)),
    timed: feed.timed,
  }
}
