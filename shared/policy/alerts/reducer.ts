import type { AlertEffect, AlertNote } from './effects.ts'
import { climb, type Occurrence, type Rung } from './ladder.ts'
import { referencesAt, remember, remembers } from './limits/history.ts'
import { type Level, levelOf } from './limits/level.ts'
import { projected } from './limits/trend.ts'
import { compositeLevel } from './noise/composites.ts'
import { compositeKey, isOn } from './noise/silence.ts'
import type { CompositeRule } from './rules.ts'
import { type AlertInstance, type AlertPlan, type AlertSeries, type AlertState, ruleNamed } from './state.ts'
import { alertsOf, type Draft, draftOf, finished, noteOfIncident, put } from './step/draft.ts'
import { noteOfComposite, noteOfRule } from './step/notes.ts'
import { escalate, release, settle, tell } from './step/tell.ts'

/** What one series shows at an instant. */
export type AlertReading = {
  readonly series: AlertSeries
  /** NaN where there is too little to say. */
  readonly value: number
  /** Standard error of the value; NaN where it is not known. */
  readonly error: number
  /** The value of the baseline; NaN where there is none. */
  readonly baseline: number
  /** Its standard error; absent or NaN where it is not known. */
  readonly baselineError?: number
}

/** What is known at one instant; without readings only time has passed. */
export type AlertObservation = {
  /** UTC milliseconds; never before the observation before. */
  readonly at: number
  readonly readings: readonly AlertReading[]
}

export type AlertStep = { readonly state: AlertState; readonly effects: readonly AlertEffect[] }

/**
 * One step of all rules of a model: levels against limits, the ladder of each series, composites, incidents, what is
 * silenced, what was held back and is due, and escalations. Pure; live, replay, calculators and drills all run it.
 */
export function step(plan: AlertPlan, before: AlertState, { at, readings }: AlertObservation): AlertStep {
  const draft = draftOf(plan, before, at)
  const occurrences: Occurrence[] = []
  for (const reading of readings) read(draft, reading, occurrences)
  for (const composite of plan.rules.composites) compose(draft, composite, occurrences)
  if (occurrences.length > 0) tell(draft, occurrences)
  release(draft)
  escalate(draft)
  if (draft.touched.size > 0) settle(draft)
  return { state: finished(draft), effects: draft.effects }
}

function read(draft: Draft, reading: AlertReading, occurrences: Occurrence[]): void {
  const { plan, at, calendar, before } = draft
  const { series, value } = reading
  const { key } = series
  const rule = plan.rules.rules[series.rule]
  let level: Level | null
  if (remembers(rule)) {
    const history = before.histories.get(key)
    const references = referencesAt(rule, history, reading, at, calendar)
    if (Number.isNaN(value)) level = null
    else {
      const kept = remember(rule, history, value, at, calendar)
      draft.histories ??= new Map(before.histories)
      draft.histories.set(key, kept)
      const held =
        rule.trend === null ? value : projected(kept.recent ?? [], rule.trend.overMs, rule.trend.withinMs)
      level = levelOf(rule, held, rule.trend === null ? reading.error : Number.NaN, references)
    }
  } else level = levelOf(rule, value, reading.error, NO_REFERENCES)
  const own = alertsOf(draft).get(key)
  if (own === undefined && (level === null || level.rank === 0)) return
  const times = { forMs: rule.forMs, clearMs: rule.clearMs, reopenWithinMs: plan.rules.reopenWithinMs }
  const rung = climb(own, level, at, times, (found, severity) =>
    noteOfRule(plan, rule, series, found, severity, at),
  )
  take(draft, key, own, rung, occurrences)
}

const NO_REFERENCES = {
  rolling: Number.NaN,
  frozen: Number.NaN,
  frozenError: Number.NaN,
  season: [],
} as const

function compose(draft: Draft, composite: CompositeRule, occurrences: Occurrence[]): void {
  const { plan, at } = draft
  const key = compositeKey(composite)
  const alerts = alertsOf(draft)
  const own = alerts.get(key)
  if (own === undefined && alerts.size < composite.when.length) return
  const level = compositeLevel(
    composite,
    alerts.values(),
    (name) => ruleNamed(plan, name),
    own !== undefined && isOn(own),
  )
  if (own === undefined && level.rank === 0) return
  const times = { forMs: 0, clearMs: 0, reopenWithinMs: plan.rules.reopenWithinMs }
  const rung = climb(own, level, at, times, (_, severity) => noteOfComposite(plan, composite, severity, at))
  const shown = (note: AlertNote): AlertNote => ({
    ...note,
    value: null,
    threshold: null,
    reference: null,
    by: 'composite',
  })
  take(
    draft,
    key,
    own,
    {
      ...rung,
      instance: rung.instance === null ? null : { ...rung.instance, note: shown(rung.instance.note) },
      moves: rung.moves.map((move) => ({ ...move, alert: shown(move.alert) })),
    },
    occurrences,
  )
}

function take(
  draft: Draft,
  key: string,
  own: AlertInstance | undefined,
  { instance, occurrence, moves }: Rung,
  occurrences: Occurrence[],
): void {
  if (instance === null && own === undefined) return
  if (instance !== own) put(draft, key, instance)
  if (instance !== null && occurrence !== null) occurrences.push({ key, reason: occurrence, instance })
  if (occurrence !== null) draft.firing.push(...moves)
  else {
    for (const move of moves) draft.effects.push({ ...move, incident: noteOfIncident(draft, own?.incident) })
  }
  if (moves.length > 0) draft.touched.add(key)
  if (
    own !== undefined &&
    own.toldAt !== null &&
    instance?.state === 'resolved' &&
    own.state !== 'resolved'
  ) {
    const incident = noteOfIncident(draft, own.incident)
    if (incident !== null) {
      draft.effects.push({
        kind: 'send',
        id: `${instance.note.id}#${instance.occurrences}:resolved`,
        at: draft.at,
        reason: 'resolved',
        to: null,
        incident,
        alert: instance.note,
      })
    }
  }
}

/** When time alone next does something: a warning is no longer held back, or an escalation is due; null for never. */
export function nextAlertDeadline(plan: AlertPlan, { waiting, alerts }: AlertState): number | null {
  let next = Number.POSITIVE_INFINITY
  for (const { until } of waiting) next = Math.min(next, until)
  for (const instance of alerts.values()) {
    if (instance.state !== 'firing' || instance.toldAt === null) continue
    const steps = ruleNamed(plan, instance.note.rule)?.escalate ?? []
    const due = steps[instance.escalated]
    if (due !== undefined) next = Math.min(next, instance.toldAt + due.afterMs)
  }
  return Number.isFinite(next) ? next : null
}
