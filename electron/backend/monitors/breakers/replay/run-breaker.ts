import { isMet } from '#shared/policy/breaker/conditions.ts'
import type { BreakerEffect } from '#shared/policy/breaker/effects.ts'
import { loopRankAt, nextLoopTest } from '#shared/policy/breaker/loop-tests.ts'
import {
  type BreakerPolicy,
  labelSilenceMs,
  needsLabels,
  watchesLabels,
} from '#shared/policy/breaker/policy.ts'
import { hasRecovered, isProbe, startsAnew } from '#shared/policy/breaker/probes.ts'
import { nextDeadline, step } from '#shared/policy/breaker/reducer.ts'
import { CONFIDENCE_UNIT } from '../../observations/feed.ts'
import type { Observations } from '../../observations/observations.ts'
import { BLOCK } from '../../observations/series.ts'
import { armed, type BreakerCursor } from './cursor.ts'
import { outcomesUnder } from './outcomes-under.ts'

export type RunOptions = {
  /** Where to go on; a breaker armed at the first row unless told. */
  readonly cursor?: BreakerCursor
  /** The first event of the timeline that is new; what is before fills the windows. 0 unless told. */
  readonly fromEvent?: number
  /** The event before which to stop; all unless told. */
  readonly toEvent?: number
  /** The time up to which the clock runs on after the last event, UTC milliseconds. */
  readonly until?: number
  /**
   * `counted`: in HALF_OPEN each row of an even share is a probe, as replay asks what would have been. `served`: the
   * rows that the model served are, as the serving system chose them.
   */
  readonly probes?: 'counted' | 'served'
  /** Feeds the reducer every event, also those that change nothing; for the proof that they do not. */
  readonly skipNothing?: boolean
}

export type BreakerRun = {
  readonly cursor: BreakerCursor
  readonly effects: readonly BreakerEffect[]
  /** The value of each condition after the last event; NaN where there is too little to say. */
  readonly readings: readonly number[]
}

/**
 * Runs a breaker over the rows, labels and silences of a feed in the order of time. The reducer is called where something
 * may change: where a condition begins or ceases to be met, at probes, labels after a silence, and deadlines; at every
 * other event it would return the same state. At a deadline between two events the windows stand as at the event before.
 */
export function runBreaker(
  { feed, timeline, observe }: Observations,
  policy: BreakerPolicy,
  options: RunOptions = {},
): BreakerRun {
  const { byModel, firstRow } = feed
  const right = outcomesUnder(policy, feed)
  const { at, rowsAfter, learned, lastLabel, isArrival } = timeline
  const { fromEvent = 0, toEvent = timeline.events, probes = 'counted', skipNothing = false } = options
  const { conditions, halfOpen } = policy
  const wantsLabels = watchesLabels(policy)
  const usesEstimates = wantsLabels && policy.onNoLabels === 'estimate'
  const silenceMs = wantsLabels && feed.labelsExpected ? labelSilenceMs(policy) : Number.POSITIVE_INFINITY
  const noDataMs = Math.min(
    Number.POSITIVE_INFINITY,
    ...conditions.flatMap(({ metric, threshold }) => (metric === 'no_data' ? [threshold] : [])),
  )
  // Rows after which a log without any label is known to have none.
  const rowsWithoutLabel = Math.max(
    1,
    ...conditions.map(({ metric, minLabelled }) => (needsLabels(metric) ? minLabelled : 0)),
  )
  const loopTests = conditions.some(({ metric }) => metric === 'loop_verdict') ? feed.loopTests : []
  const observers = conditions.map((condition) => observe(condition))
  const estimates = conditions.map((condition) =>
    usesEstimates && condition.metric === 'accuracy'
      ? observe({ ...condition, metric: 'estimated_accuracy' })
      : null,
  )

  const start = options.cursor ?? armed(feed, policy)
  let { state, clock, lastRowAt, lastLabelAt } = start
  let shadowRight = start.shadow.right
  let shadowJudged = start.shadow.judged
  const effects: BreakerEffect[] = []
  const values = new Float64Array(conditions.length)
  let stateDeadline = Number.POSITIVE_INFINITY

  const rowsBefore = (event: number): number => (event === 0 ? 0 : rowsAfter[event - 1])
  const restart = (event: number, place: number) => {
    for (const observer of observers) observer.restart(event, place)
    for (const observer of estimates) observer?.restart(event, place)
  }
  const findStateDeadline = () => {
    const due = nextDeadline(policy, state, { now: clock, lastRowAt: null, lastLabelAt: null })
    stateDeadline = due ?? Number.POSITIVE_INFINITY
  }

  const observeAt = (time: number, event: number, rows: number, probe: number | null) => {
    for (let index = 0; index < conditions.length; index++) {
      const { metric } = conditions[index]
      if (metric === 'no_data') values[index] = time - (lastRowAt ?? time)
      else if (metric === 'loop_verdict') values[index] = loopRankAt(loopTests, time, state.freshAt)
      else if (event < 0 || state.phase === 'OPEN') values[index] = Number.NaN
      else values[index] = ((state.blind ? estimates[index] : null) ?? observers[index]).value(event)
    }
    const before = state
    const noneToCome = !feed.labelsExpected && firstRow + rows >= rowsWithoutLabel
    const moved = step(policy, before, {
      at: time,
      row: firstRow + rows - 1,
      values,
      labelSilence: noneToCome ? null : time - lastLabelAt,
      probe,
      recovered: before.phase === 'OPEN' && recovered(),
    })
    state = moved.state
    for (const effect of moved.effects) effects.push(effect)
    if (state.phase !== before.phase) {
      shadowRight = 0
      shadowJudged = 0
      if (state.phase === 'HALF_OPEN') restart(event + 1, rows)
    }
    findStateDeadline()
  }
  const recovered = (): boolean =>
    shadowJudged >= halfOpen.minLabelled &&
    // The lower bound is under the share itself, which costs less.
    shadowRight > (halfOpen.closeAbove ?? 1) * shadowJudged &&
    hasRecovered({ right: shadowRight, judged: shadowJudged }, halfOpen)

  const isProbeRow = (place: number): boolean => {
    const offset = firstRow + place - state.sinceRow
    if (offset < 0) return false
    if (probes === 'served' && byModel !== null) return byModel[place] === 1
    return isProbe(offset, halfOpen.share)
  }
  /** What an event says of a probe: right, wrong, an estimate between them, or nothing. */
  const probeOf = (event: number): number | null => {
    if (state.phase !== 'HALF_OPEN') return null
    if (!wantsLabels) {
      return isArrival(event) && isProbeRow(rowsAfter[event] - 1) ? 1 : null
    }
    const place = learned[event]
    if (place >= 0) return right[place] >= 0 && isProbeRow(place) ? right[place] : null
    const arrived = rowsAfter[event] - 1
    const chances = state.blind && usesEstimates ? (feed.expected ?? feed.confidence) : null
    const isEstimated = chances !== null && isArrival(event) && chances[arrived] >= 0 && isProbeRow(arrived)
    return isEstimated ? chances[arrived] * CONFIDENCE_UNIT : null
  }

  /** The first event of [from, to) that is more than one of many alike. */
  const nextEventful = (from: number, to: number): number => {
    if (skipNothing) return from
    if (state.blind || (wantsLabels && !feed.labelsExpected && !state.blind)) return from
    let stop = to
    if (stateDeadline < Number.POSITIVE_INFINITY) stop = firstAt(at, from, stop, stateDeadline)
    const tested = nextLoopTest(loopTests, clock)
    if (tested < Number.POSITIVE_INFINITY) stop = firstAt(at, from, stop, tested)
    if (state.phase === 'OPEN') return stop
    if (state.phase === 'HALF_OPEN') {
      let event = from
      while (event < stop && probeOf(event) === null) event += 1
      stop = event
    }
    for (let index = 0; index < conditions.length; index++) {
      const isHeld = state.heldSince[index] !== null
      const { metric } = conditions[index]
      if (metric === 'no_data') continue
      // No loop test becomes known before `stop`.
      if (metric === 'loop_verdict') {
        if (isMet(conditions[index], loopRankAt(loopTests, at[from], state.freshAt)) !== isHeld) stop = from
      } else stop = observers[index].firstChange(from, stop, isHeld)
    }
    return stop
  }
  /** Lets the events of [from, to) pass. Stops before one that comes after a gap, and after one that shows a recovery. */
  const pass = (from: number, to: number): number => {
    const before = firstAfterGap(from, to)
    if (before === from) return from
    const recovery = countsInShadow() ? firstRecovery(from, before) : before
    const stop = Math.min(before, recovery + 1)
    clock = at[stop - 1]
    if (lastLabel[stop - 1] >= from) lastLabelAt = at[lastLabel[stop - 1]]
    if (rowsAfter[stop - 1] > rowsBefore(from)) lastRowAt = feed.times[rowsAfter[stop - 1] - 1]
    if (recovery < before) observeAt(clock, recovery, rowsAfter[recovery], null)
    return stop
  }
  /** The first event of [from, to) that comes after a gap; `to` where there is none. */
  const firstAfterGap = (from: number, to: number): number => {
    if (from === to) return to
    const end = at[to - 1]
    // No gap fits into so short a stretch.
    if (end - lastLabelAt < silenceMs && end - (lastRowAt ?? at[from]) < noDataMs) return to
    let labelAt = lastLabelAt
    let rowAt = lastRowAt
    for (let event = from; event < to; event++) {
      const time = at[event]
      if (time - labelAt >= silenceMs || time - (rowAt ?? time) >= noDataMs) return event
      if (learned[event] >= 0) labelAt = time
      if (isArrival(event)) rowAt = time
    }
    return to
  }
  /** The first event of [from, to) with which the breaker has recovered; `to` where there is none. */
  const firstRecovery = (from: number, to: number): number => {
    for (let event = from; event < to; event++) {
      if (learned[event] >= 0) countInShadow(right[learned[event]])
      if (at[event] - state.since >= policy.cooldownMs && recovered()) return event
    }
    return to
  }
  const countsInShadow = (): boolean => state.phase === 'OPEN' && state.cooldownMs > policy.cooldownMs
  const countInShadow = (outcome: number): void => {
    if (outcome < 0) return
    shadowRight += outcome === 1 ? 1 : 0
    shadowJudged += 1
    if (outcome !== 1 && startsAnew(shadowRight, shadowJudged, halfOpen)) {
      shadowRight = 0
      shadowJudged = 0
    }
  }
  const tickUntil = (time: number, event: number) => {
    for (;;) {
      const due = nextDeadline(policy, state, {
        now: clock,
        lastRowAt,
        lastLabelAt: feed.labelsExpected ? lastLabelAt : null,
      })
      const next = Math.min(due ?? Number.POSITIVE_INFINITY, nextLoopTest(loopTests, clock))
      if (next >= time) return
      clock = next
      observeAt(next, event - 1, rowsBefore(event), null)
    }
  }
  const take = (event: number) => {
    const time = at[event]
    tickUntil(time, event)
    const place = learned[event]
    clock = time
    if (place >= 0) {
      lastLabelAt = time
      if (countsInShadow()) countInShadow(right[place])
    }
    if (isArrival(event)) lastRowAt = time
    observeAt(time, event, rowsAfter[event], probeOf(event))
  }

  const oldest = Math.min(Math.max(0, state.freshRow - firstRow), rowsBefore(fromEvent))
  restart(timeline.arrivalOf(oldest), oldest)
  findStateDeadline()
  let event = fromEvent
  while (event < toEvent) {
    const blockEnd = Math.min(toEvent, (Math.floor(event / BLOCK) + 1) * BLOCK)
    const stop = nextEventful(event, blockEnd)
    event = pass(event, stop)
    if (event < stop || event === blockEnd) {
      // A gap is taken with the event that ends it; a change of state asks anew what is eventful.
      if (event < stop && firstAfterGap(event, event + 1) === event) take(event++)
      continue
    }
    take(event++)
  }
  if (options.until !== undefined) tickUntil(options.until, toEvent)
  return {
    cursor: {
      state,
      shadow: { right: shadowRight, judged: shadowJudged },
      clock,
      lastRowAt,
      lastLabelAt,
      rows: firstRow + rowsBefore(toEvent),
    },
    effects,
    readings: observers.map((observer, index) => {
      if (conditions[index].metric === 'loop_verdict') return loopRankAt(loopTests, clock, state.freshAt)
      return state.phase === 'OPEN' || toEvent === 0 ? Number.NaN : observer.value(toEvent - 1)
    }),
  }
}

/** The first event of [from, to) that is not before `time`; `to` where there is none. */
function firstAt(at: Float64Array, from: number, to: number, time: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (at[middle] >= time) high = middle
    else low = middle + 1
  }
  return low
}
