import { AppError } from '#shared/domain/errors.ts'
import type { AlertEffect } from '#shared/policy/alerts/effects.ts'
import { type AlertWord, applyWord } from '#shared/policy/alerts/people.ts'
import { nextAlertDeadline, step } from '#shared/policy/alerts/reducer.ts'
import type { AlertPlan, AlertState } from '#shared/policy/alerts/state.ts'
import { say } from '#shared/words/say.ts'
import type { AlertRows } from './observe/alert-rows.ts'
import type { RuleReader } from './observe/observe.ts'

/** More evaluations than this of one log are a cadence that does not fit it. */
const MOST_TICKS = 3_000_000

export type AlertRun = {
  readonly state: AlertState
  readonly effects: readonly AlertEffect[]
  readonly ticks: number
  /** Evaluations of each rule at which there was too little to say. */
  readonly unknown: readonly number[]
}

export type AlertRunOptions = {
  /** Words of people in the order in which they were said, at the clock of the state. */
  readonly words?: readonly AlertWord[]
  /** Called before the first evaluation at or after each multiple of `checkpointMs`. */
  readonly onCheckpoint?: (state: AlertState, wordsHeard: number) => void
  readonly checkpointMs?: number
  /** Windows up to this time are evaluated, too, though nothing newer came. */
  readonly until?: number | null
  readonly throwIfCancelled?: () => void
}

/** Time of the newest row or label. */
export function newestTime({ rows, feed, late }: AlertRows): number {
  const row = rows === 0 ? Number.NEGATIVE_INFINITY : feed.times[rows - 1]
  return Math.max(row, late?.at.at(-1) ?? Number.NEGATIVE_INFINITY)
}

/**
 * Evaluates rules over rows: at each whole multiple of the cadence after the clock of `state` and before the newest row or
 * label, since only then all that belongs to a window is known to have come, or up to `until` where rows have ceased; and between them where time alone does
 * something. Whatever the batches in which rows came, the same rows give the same effects.
 */
export function runAlerts(
  plan: AlertPlan,
  before: AlertState,
  rows: AlertRows,
  reader: RuleReader,
  { words = [], onCheckpoint, checkpointMs = 0, until = null, throwIfCancelled }: AlertRunOptions = {},
): AlertRun {
  const { everyMs, rules } = plan.rules
  const end = Math.max(newestTime(rows), until ?? Number.NEGATIVE_INFINITY)
  const effects: AlertEffect[] = []
  const unknown = rules.map(() => 0)
  let state = before
  let ticks = 0
  let nextWord = 0
  let checkpoint = Number.NEGATIVE_INFINITY

  const take = (taken: ReturnType<typeof step>) => {
    state = taken.state
    for (const effect of taken.effects) effects.push(effect)
  }
  const hear = () => {
    while (nextWord < words.length && words[nextWord].at <= state.clock) {
      const word = words[nextWord++]
      try {
        take(applyWord(plan, state, word))
      } catch (error) {
        // Late rows may have shown that there was no such incident.
        if (!(error instanceof AppError)) throw error
      }
    }
  }
  const passTime = (until: number) => {
    for (;;) {
      const due = nextAlertDeadline(plan, state)
      if (due === null || due >= until) return
      take(step(plan, state, { at: Math.max(due, state.clock), readings: [] }))
    }
  }

  hear()
  const first = rows.rows === 0 ? end : rows.feed.times[0]
  const start = Number.isFinite(state.clock) ? state.clock : first - 1
  let tick = (Math.floor(start / everyMs) + 1) * everyMs
  if ((end - tick) / everyMs > MOST_TICKS) {
    throw new AppError(
      'BAD_PARAMS',
      say('error.rules.ticks', { most: MOST_TICKS }),
      say('error.rules.ticks.mend'),
    )
  }
  while (tick < end) {
    if (onCheckpoint !== undefined && Math.floor(tick / checkpointMs) > checkpoint) {
      checkpoint = Math.floor(tick / checkpointMs)
      onCheckpoint(state, nextWord)
    }
    passTime(tick)
    const readings = reader.at(tick)
    for (const { series, value } of readings) if (Number.isNaN(value)) unknown[series.rule] += 1
    take(step(plan, state, { at: tick, readings }))
    hear()
    ticks += 1
    if (ticks % 1_024 === 0) throwIfCancelled?.()
    tick += everyMs
  }
  return { state, effects, ticks, unknown }
}
