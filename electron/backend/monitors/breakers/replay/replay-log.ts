import type { BreakerChart, BreakerReplay } from '#shared/contract/documents/breaker.ts'
import type { TrafficFacts } from '#shared/policy/breaker/lint/finding.ts'
import { type BreakerPolicy, watchesLoop } from '#shared/policy/breaker/policy.ts'
import { reportedState } from '#shared/policy/breaker/state.ts'
import { conditionText } from '#shared/policy/breaker/words.ts'
import { say } from '#shared/words/say.ts'
import type { Observations } from '../../observations/observations.ts'
import type { ReadFeed } from '../../observations/read-feed.ts'
import { byTime, partCause, worstOf } from '../parts/cursors.ts'
import type { Stint } from './count-served.ts'
import { partsKept, type ReplayedPart, replayPart } from './replay-part.ts'

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
  const parts =
    policy.by === null ? [{ value: null, places: null, observations }] : partsKept(observations, policy.by)
  const newest = feed.rows === 0 ? Number.NEGATIVE_INFINITY : feed.times[feed.rows - 1]
  const tested = watchesLoop(policy) ? (feed.loopTests.at(-1)?.at ?? newest) : newest
  const until = tested > newest ? tested + 1 : policy.by === null ? null : newest
  const replays = parts.map((part) =>
    replayPart(part, value, policy, onset, feed.rows === 0 || until === null ? {} : { until }),
  )
  const sum = (of: (part: ReplayedPart) => number) => replays.reduce((total, part) => total + of(part), 0)
  const at = (ms: number) => (feed.timed ? new Date(ms).toISOString() : null)
  const worst = replays.reduce((most, part) => (part.counts.spared > most.counts.spared ? part : most))
  // The onset that was seen first, with the trip that followed it.
  const onsets = replays.flatMap(({ trips, rowOf }) =>
    trips.onset === null
      ? []
      : [{ ...trips.onset, row: rowOf(trips.onset.row), seconds: trips.secondsToTrip }],
  )
  const first = onsets.reduce<(typeof onsets)[number] | null>(
    (found, one) => (found === null || one.at < found.at ? one : found),
    null,
  )
  const isBlind = replays.some(({ cursor }) => cursor.state.blind)
  const document: BreakerReplay = {
    schema: 'driftdesk.breaker_replay/1',
    policy: name,
    transitions: replays
      .flatMap(({ transitions }) => transitions)
      .toSorted(byTime)
      .map((effect) => ({
        at: at(effect.at),
        row: effect.row,
        from: effect.from,
        to: effect.to,
        cause: partCause(policy, effect),
        ...(effect.part === undefined ? {} : { segment: effect.part }),
      })),
    rows: feed.rows,
    rows_spared: sum(({ counts }) => counts.spared),
    wrong_rows_spared: sum(({ counts }) => counts.wrongSpared),
    good_rows_blocked: sum(({ counts }) => counts.goodBlocked),
    routed_to_people: sum(({ counts }) => counts.routed),
    trips: sum(({ trips }) => trips.trips),
    false_trips: sum(({ trips }) => trips.falseTrips),
    trips_unjudged: sum(({ trips }) => trips.unjudged),
    onset: first === null ? null : { at: at(first.at), row: first.row, source: first.source },
    seconds_to_trip: first?.seconds ?? null,
    money:
      value === null
        ? null
        : {
            wrong_spared: sum(({ counts }) => counts.money?.wrongSpared ?? 0),
            good_blocked: sum(({ counts }) => counts.money?.goodBlocked ?? 0),
          },
    labels_silent: isBlind,
    final_state: reportedState(worstOf(replays.map(({ cursor }) => cursor)).state),
    by: policy.by,
    segments: replays.flatMap(({ name: segment, cursor, counts, trips, rows }) =>
      segment === null
        ? []
        : [
            {
              value: segment,
              rows,
              trips: trips.trips,
              false_trips: trips.falseTrips,
              rows_spared: counts.spared,
              final_state: reportedState(cursor.state),
            },
          ],
    ),
    notes: [
      ...notes,
      ...(written.autonomy === 1 ? [say('replay.approved')] : []),
      ...(policy.by !== null && !feed.segments.has(policy.by)
        ? [say('replay.no_column', { column: policy.by })]
        : []),
      ...(policy.by === null || worst.name === null || points === null
        ? []
        : [say('replay.chart_of', { column: policy.by, value: worst.name })]),
      ...(isBlind ? [say('replay.silent', { policy: policy.onNoLabels })] : []),
      ...unknownConditions(observations, policy),
    ],
  }
  return {
    document,
    chart: points === null ? null : chartOf(worst.observations, policy, worst.stints, points),
  }
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
      (metric === 'mape' && feed.errors === null) ||
      (metric === 'loop_verdict' && feed.loopTests.length === 0)
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
