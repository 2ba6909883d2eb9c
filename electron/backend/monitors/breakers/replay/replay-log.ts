import type { BreakerChart, BreakerReplay } from '#shared/contract/documents/breaker.ts'
import type { TrafficFacts } from '#shared/policy/breaker/lint/finding.ts'
import type { BreakerPolicy } from '#shared/policy/breaker/policy.ts'
import { reportedState } from '#shared/policy/breaker/state.ts'
import { causeText, conditionText } from '#shared/policy/breaker/words.ts'
import { say } from '#shared/words/say.ts'
import type { Observations } from '../../observations/observations.ts'
import type { ReadFeed } from '../../observations/read-feed.ts'
import { countServed, type Stint, stintsOf } from './count-served.ts'
import { runBreaker } from './run-breaker.ts'
import { judgeTrips } from './trips.ts'

/** A log that is kept for one replay after the other. */
export type KeptLog = Omit<ReadFeed, 'feed' | 'outcomes'> & {
  readonly observations: Observations
  readonly facts: TrafficFacts
}

export type ReplayQuestion = {
  readonly name: string
  readonly policy: BreakerPolicy
  /** UTC milliseconds; null to find it from the labels. */
  readonly onset: number | null
  /** Points of the chart; null for none. */
  readonly points: number | null
}

/** What a policy would have done with a log: transitions, rows spared and blocked, false trips, money. */
export function replayLog(
  { observations, value, notes }: Omit<KeptLog, 'facts'>,
  { name, policy: written, onset, points }: ReplayQuestion,
): { readonly document: BreakerReplay; readonly chart: BreakerChart | null } {
  const { feed } = observations
  // What waits for a person is taken to be approved at once: else the replay would end with the first question.
  const policy: BreakerPolicy = written.autonomy === 1 ? { ...written, autonomy: 2 } : written
  const { cursor, effects } = runBreaker(observations, policy)
  const stints = stintsOf(effects, feed.rows)
  const counts = countServed(feed, value, policy, stints)
  const trips = judgeTrips(feed, policy, effects, onset)
  const at = (ms: number) => (feed.timed ? new Date(ms).toISOString() : null)
  const document: BreakerReplay = {
    schema: 'driftdesk.breaker_replay/1',
    policy: name,
    transitions: effects.flatMap((effect) =>
      effect.kind === 'transition'
        ? [
            {
              at: at(effect.at),
              row: effect.row,
              from: effect.from,
              to: effect.to,
              cause: causeText(policy, effect.cause),
            },
          ]
        : [],
    ),
    rows: feed.rows,
    rows_spared: counts.spared,
    wrong_rows_spared: counts.wrongSpared,
    good_rows_blocked: counts.goodBlocked,
    routed_to_people: counts.routed,
    trips: trips.trips,
    false_trips: trips.falseTrips,
    trips_unjudged: trips.unjudged,
    onset:
      trips.onset === null
        ? null
        : { at: at(trips.onset.at), row: trips.onset.row, source: trips.onset.source },
    seconds_to_trip: trips.secondsToTrip,
    money:
      counts.money === null
        ? null
        : { wrong_spared: counts.money.wrongSpared, good_blocked: counts.money.goodBlocked },
    labels_silent: cursor.state.blind,
    final_state: reportedState(cursor.state),
    notes: [
      ...notes,
      ...(written.autonomy === 1 ? [say('replay.approved')] : []),
      ...(cursor.state.blind ? [say('replay.silent', { policy: policy.onNoLabels })] : []),
      ...unknownConditions(observations, policy),
    ],
  }
  return { document, chart: points === null ? null : chartOf(observations, policy, stints, points) }
}

/** Conditions that this log can say nothing about. */
function unknownConditions({ feed }: Observations, { conditions }: BreakerPolicy): string[] {
  return conditions.flatMap((condition) => {
    const { metric, column } = condition
    const isMissing =
      (metric === 'error_rate' && feed.error === null) ||
      (metric === 'latency_p99' && feed.latency === null) ||
      ((metric === 'mean_confidence' ||
        metric === 'low_confidence_share' ||
        metric === 'estimated_accuracy') &&
        feed.confidence === null) ||
      ((metric === 'psi' || metric === 'drift_verdict') && !feed.binned.has(column ?? '')) ||
      (metric === 'guard' && !feed.numbers.has(column ?? '')) ||
      (metric === 'loop_verdict' && feed.loopRank === null)
    return isMissing ? [say('replay.not_logged', { condition: conditionText(condition) })] : []
  })
}

function chartOf(
  { feed, timeline, observe }: Observations,
  { conditions }: BreakerPolicy,
  stints: readonly Stint[],
  points: number,
): BreakerChart {
  const events = Math.min(points, timeline.events)
  const chosen = Array.from({ length: events }, (_, point) =>
    Math.round((point * (timeline.events - 1)) / Math.max(1, events - 1)),
  )
  const timeOf = (row: number) => feed.times[Math.min(row, feed.rows - 1)] ?? 0
  return {
    at: Float64Array.from(chosen, (event) => timeline.at[event]),
    rows: Float64Array.from(chosen, (event) => timeline.rowsAfter[event] - 1),
    conditions: conditions.map((condition) => {
      const observer = observe(condition)
      return {
        text: conditionText(condition),
        metric: condition.metric,
        threshold: condition.threshold,
        values: Float64Array.from(chosen, (event) => observer.value(event)),
      }
    }),
    stints: stints.map(({ state, from, to }) => ({
      state,
      from_row: from,
      to_row: to,
      from: timeOf(from),
      to: timeOf(to),
    })),
  }
}
