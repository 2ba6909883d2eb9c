import type { AlertNote, MoveEffect } from './effects.ts'
import type { Level } from './limits/level.ts'
import type { AlertRule, Severity } from './rules.ts'
import type { AlertInstance } from './state.ts'

/** An alert that fired, rose, or fired again: what is to be sent or silenced. */
export type Occurrence = {
  readonly key: string
  readonly reason: 'fired' | 'raised' | 'reopened'
  readonly instance: AlertInstance
}

export type Rung = {
  /** Null where nothing is left to remember. */
  readonly instance: AlertInstance | null
  readonly occurrence: Occurrence['reason'] | null
  readonly moves: readonly Omit<MoveEffect, 'incident'>[]
}

export type LadderTimes = Pick<AlertRule, 'forMs' | 'clearMs'> & { readonly reopenWithinMs: number }

const CALM = { warning: null, critical: null, lower: null, calm: null }

/**
 * One step of one alert on the ladder pending → firing → acknowledged → resolved. A level fires when it has held for FOR;
 * it is lowered or over when it has been better for as long as it has to be. Where nothing can be said (`level` null)
 * nothing moves: silence is neither good nor bad. `noteOf` makes the note of a series that begins to be beyond a limit.
 */
export function climb(
  before: AlertInstance | undefined,
  level: Level | null,
  at: number,
  { forMs, clearMs, reopenWithinMs }: LadderTimes,
  noteOf: (level: Level, severity: Severity) => AlertNote,
): Rung {
  if (level === null) return { instance: before ?? null, occurrence: null, moves: [] }
  if (before === undefined || before.state === 'resolved') {
    if (before?.muted === true) return muted(before, level, at)
    if (level.rank === 0)
      return { instance: forgotten(before, at, reopenWithinMs), occurrence: null, moves: [] }
    const severity: Severity = level.rank === 2 ? 'critical' : 'warning'
    const held = heldOf(CALM, level, at)
    const isAgain = before !== undefined && at - (before.resolvedAt ?? at) <= reopenWithinMs
    const pending: AlertInstance = isAgain
      ? {
          ...before,
          held,
          state: 'pending',
          changedAt: at,
          resolvedAt: null,
          note: valued(before.note, level),
        }
      : {
          note: noteOf(level, severity),
          state: 'pending',
          held,
          changedAt: at,
          resolvedAt: null,
          incident: null,
          toldAt: null,
          escalated: 0,
          occurrences: 0,
          muted: false,
        }
    return fireWhenDue(pending, before?.state ?? null, level, at, forMs, clearMs)
  }
  const held = heldOf(before.held, level, at)
  if (before.state === 'pending')
    return fireWhenDue({ ...before, held }, 'pending', level, at, forMs, clearMs)
  return whileFiring({ ...before, held }, level, at, forMs, clearMs)
}

function heldOf(before: AlertInstance['held'], { rank }: Level, at: number): AlertInstance['held'] {
  return {
    warning: rank >= 1 ? (before.warning ?? at) : null,
    critical: rank === 2 ? (before.critical ?? at) : null,
    lower: rank < 2 ? (before.lower ?? at) : null,
    calm: rank === 0 ? (before.calm ?? at) : null,
  }
}

function dueOf({ warning, critical }: AlertInstance['held'], at: number, forMs: number): Severity | null {
  if (critical !== null && at - critical >= forMs) return 'critical'
  return warning !== null && at - warning >= forMs ? 'warning' : null
}

function fireWhenDue(
  pending: AlertInstance,
  from: MoveEffect['from'],
  level: Level,
  at: number,
  forMs: number,
  clearMs: number,
): Rung {
  const due = dueOf(pending.held, at, forMs)
  const wasFired = pending.occurrences > 0
  if (due === null) {
    const { calm } = pending.held
    if (calm === null) {
      const note = valued(pending.note, level)
      const instance = { ...pending, note }
      if (from === 'pending') return { instance, occurrence: null, moves: [] }
      return { instance, occurrence: null, moves: [moveOf(note, from, 'pending', at, 'limit')] }
    }
    if (!wasFired || at - calm >= clearMs) {
      const move = moveOf(pending.note, 'pending', 'resolved', at, 'cleared')
      const over: AlertInstance = { ...pending, state: 'resolved', resolvedAt: at, changedAt: at }
      return { instance: wasFired ? over : null, occurrence: null, moves: [move] }
    }
    return { instance: pending, occurrence: null, moves: [] }
  }
  const note: AlertNote = { ...valued(pending.note, level), severity: due, firedAt: at }
  const instance: AlertInstance = {
    ...pending,
    note,
    state: 'firing',
    changedAt: at,
    toldAt: null,
    escalated: 0,
    occurrences: pending.occurrences + 1,
  }
  return {
    instance,
    occurrence: wasFired ? 'reopened' : 'fired',
    moves: [moveOf(note, from, 'firing', at, wasFired ? 'again' : forMs > 0 ? 'for' : 'limit')],
  }
}

function whileFiring(
  instance: AlertInstance,
  level: Level,
  at: number,
  forMs: number,
  clearMs: number,
): Rung {
  const { held, note, state } = instance
  if (held.calm !== null && at - held.calm >= clearMs) {
    const over: AlertInstance = { ...instance, state: 'resolved', resolvedAt: at, changedAt: at }
    return { instance: over, occurrence: null, moves: [moveOf(note, state, 'resolved', at, 'cleared')] }
  }
  const due = dueOf(held, at, forMs)
  if (due === 'critical' && note.severity === 'warning') {
    const raised: AlertNote = { ...valued(note, level), severity: 'critical' }
    return {
      instance: {
        ...instance,
        note: raised,
        state: 'firing',
        changedAt: at,
        toldAt: null,
        escalated: 0,
        occurrences: instance.occurrences + 1,
      },
      occurrence: 'raised',
      moves: [moveOf(raised, state, 'firing', at, 'raised')],
    }
  }
  if (note.severity === 'critical' && level.rank === 1 && held.lower !== null && at - held.lower >= clearMs) {
    const lowered: AlertNote = { ...valued(note, level), severity: 'warning' }
    return {
      instance: { ...instance, note: lowered, changedAt: at },
      occurrence: null,
      moves: [moveOf(lowered, state, state, at, 'lowered')],
    }
  }
  return { instance, occurrence: null, moves: [] }
}

/** A person said that it is over: it says nothing until it was calm once, unless it becomes worse. */
function muted(before: AlertInstance, level: Level, at: number): Rung {
  const held = heldOf(before.held, level, at)
  if (level.rank === 0) return { instance: { ...before, held, muted: false }, occurrence: null, moves: [] }
  if (level.rank === 2 && before.note.severity === 'warning') {
    const note: AlertNote = { ...valued(before.note, level), severity: 'critical', firedAt: at }
    return {
      instance: {
        ...before,
        note,
        held,
        state: 'firing',
        muted: false,
        changedAt: at,
        resolvedAt: null,
        toldAt: null,
        escalated: 0,
        occurrences: before.occurrences + 1,
      },
      occurrence: 'raised',
      moves: [moveOf(note, 'resolved', 'firing', at, 'raised')],
    }
  }
  return { instance: { ...before, held }, occurrence: null, moves: [] }
}

function forgotten(
  before: AlertInstance | undefined,
  at: number,
  reopenWithinMs: number,
): AlertInstance | null {
  if (before === undefined) return null
  return at - (before.resolvedAt ?? at) > reopenWithinMs ? null : before
}

function moveOf(
  alert: AlertNote,
  from: MoveEffect['from'],
  to: MoveEffect['to'],
  at: number,
  because: MoveEffect['because'],
): Omit<MoveEffect, 'incident'> {
  return { kind: 'move', at, alert, from, to, because, by: null, reason: null }
}

function valued(note: AlertNote, { value, threshold, reference, by }: Level): AlertNote {
  return { ...note, value, threshold, reference, by }
}
