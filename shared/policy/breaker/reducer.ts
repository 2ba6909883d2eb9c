import { isMet, trippedBy } from './conditions.ts'
import type { BreakerEffect } from './effects.ts'
import { type BreakerPolicy, labelSilenceMs, watchesLabels } from './policy.ts'
import { judgeProbes } from './probes.ts'
import { type BreakerState, type Cause, type Phase, reportedState } from './state.ts'

/** What is known at one instant. */
export type BreakerObservation = {
  /** UTC milliseconds; never before the observation before. */
  readonly at: number
  /** Number of the newest row; −1 before the first. */
  readonly row: number
  /** The value of each condition's metric; NaN where there is too little to say. */
  readonly values: ArrayLike<number>
  /** How long no label has come; null where none will ever come. */
  readonly labelSilence: number | null
  /** 1 or 0 for a probe that turned out right or wrong, between them for an estimate; null for no probe. */
  readonly probe: number | null
  /** Whether rows in the shadow of the fallback show that the model has recovered. */
  readonly recovered: boolean
}

export type Step = { readonly state: BreakerState; readonly effects: readonly BreakerEffect[] }

const NOTHING: readonly BreakerEffect[] = []

/**
 * One step of a breaker, the same live, in replay and in lint.
 *
 * CLOSED opens when a condition has been met for its time (or the labels are silent and the policy says `open`). OPEN
 * becomes HALF_OPEN after its cooldown; the part of a cooldown that doubling added ends early when the shadow has
 * recovered. Where no label will ever come and the policy says
 * `open`, OPEN stays. HALF_OPEN opens again when the probes fail or a condition trips on the rows since then, with twice the
 * cooldown up to the greatest; it closes when enough probes passed, the lower Wilson bound of their accuracy is over
 * `closeAbove` and no condition is met. A trip within one cooldown after closing doubles it, too.
 *
 * A force lies above all that: the reducer goes on underneath, and what is reported is the force until it is released
 * or expires. An observation that changes nothing returns the very same state.
 */
export function step(policy: BreakerPolicy, before: BreakerState, seen: BreakerObservation): Step {
  const expired = expireForce(before, seen)
  const labelled = watchSilence(policy, expired.state, seen)
  const held = holdConditions(policy, labelled.state, seen)
  const estimated = before.blind && policy.onNoLabels === 'estimate'
  const moved = move(policy, countProbe(policy, held, seen), seen, estimated)
  const parts = [expired.effects, labelled.effects, moved.effects]
  const effects = parts.some((part) => part.length > 0) ? parts.flat() : NOTHING
  return { state: moved.state, effects }
}

/**
 * When the state would change though nothing comes: the end of a cooldown, of a condition's time, of a force, of the
 * silence that is borne. Null where it would not; what is at or before `now` is past. `lastRowAt` and `lastLabelAt` are
 * null before the first.
 */
export function nextDeadline(
  policy: BreakerPolicy,
  state: BreakerState,
  {
    now,
    lastRowAt,
    lastLabelAt,
  }: { readonly now: number; readonly lastRowAt: number | null; readonly lastLabelAt: number | null },
): number | null {
  let next = Number.POSITIVE_INFINITY
  const { phase, force, heldSince } = state
  const consider = (at: number) => {
    if (at > now && at < next) next = at
  }
  if (force?.expiresAt != null) consider(force.expiresAt)
  if (phase === 'OPEN') consider(state.since + state.cooldownMs)
  else {
    for (let index = 0; index < heldSince.length; index++) {
      const { forMs, metric, threshold } = policy.conditions[index]
      const since = heldSince[index]
      if (since !== null) consider(since + forMs)
      else if (metric === 'no_data' && lastRowAt !== null) consider(lastRowAt + threshold)
    }
    if (state.blind && phase === 'HALF_OPEN' && policy.onNoLabels === 'open') {
      consider(state.since + labelSilenceMs(policy))
    }
  }
  if (!state.blind && lastLabelAt !== null && watchesLabels(policy)) {
    consider(lastLabelAt + labelSilenceMs(policy))
  }
  return next === Number.POSITIVE_INFINITY ? null : next
}

/** The force of a state whose time is over. */
export function expireForce(state: BreakerState, { at, row }: Pick<BreakerObservation, 'at' | 'row'>): Step {
  const { force } = state
  if (force?.expiresAt == null || at < force.expiresAt) return { state, effects: NOTHING }
  const next = { ...state, force: null }
  const cause: Cause = { kind: 'expired', by: force.by }
  return { state: next, effects: reported(state, next, force.expiresAt, row, cause) }
}

function watchSilence(policy: BreakerPolicy, state: BreakerState, seen: BreakerObservation): Step {
  const { at, labelSilence } = seen
  const blind = watchesLabels(policy) && (labelSilence === null || labelSilence >= labelSilenceMs(policy))
  if (blind === state.blind) return { state, effects: NOTHING }
  const cause: Cause = { kind: 'no_labels', silenceMs: labelSilence }
  return {
    // What was estimated does not count beside what is known.
    state: { ...state, blind, probes: { right: 0, judged: 0 } },
    effects: [
      { kind: 'alert', at, about: blind ? 'labels_silent' : 'labels_back', cause: blind ? cause : null },
    ],
  }
}

function holdConditions(policy: BreakerPolicy, state: BreakerState, seen: BreakerObservation): BreakerState {
  if (state.phase === 'OPEN') return state
  const { conditions } = policy
  let changed: (number | null)[] | null = null
  for (let index = 0; index < conditions.length; index++) {
    const since = state.heldSince[index]
    const met = isMet(conditions[index], seen.values[index])
    if (met === (since !== null)) continue
    changed ??= [...state.heldSince]
    changed[index] = met ? seen.at : null
  }
  return changed === null ? state : { ...state, heldSince: changed }
}

function countProbe(policy: BreakerPolicy, state: BreakerState, { probe }: BreakerObservation): BreakerState {
  if (state.phase !== 'HALF_OPEN' || probe === null || policy.halfOpen.share <= 0) return state
  const { right, judged } = state.probes
  return { ...state, probes: { right: right + probe, judged: judged + 1 } }
}

/** `estimated`: whether accuracies were read from estimates. */
function move(
  policy: BreakerPolicy,
  state: BreakerState,
  seen: BreakerObservation,
  estimated: boolean,
): Step {
  switch (state.phase) {
    case 'CLOSED': {
      const cause = reasonToOpen(policy, state, seen, estimated)
      return cause === null ? withdrawn(state) : go(policy, state, seen, 'OPEN', cause)
    }
    case 'OPEN': {
      const elapsed = seen.at - state.since
      const early = seen.recovered && elapsed >= Math.min(policy.cooldownMs, state.cooldownMs)
      if (elapsed < state.cooldownMs && !early) return withdrawn(state)
      // Probes of a log that never gets a label would show nothing.
      if (state.blind && policy.onNoLabels === 'open' && seen.labelSilence === null) return withdrawn(state)
      const cause: Cause = {
        kind: 'cooldown_over',
        cooldownMs: Math.min(elapsed, state.cooldownMs),
        early: elapsed < state.cooldownMs,
      }
      return go(policy, state, seen, 'HALF_OPEN', cause)
    }
    case 'HALF_OPEN': {
      const { right, judged } = state.probes
      const cause = reasonToOpen(policy, state, seen, estimated)
      if (cause !== null) return go(policy, state, seen, 'OPEN', cause)
      const verdict = judgeProbes(policy.halfOpen, right, judged)
      if (verdict === 'failed')
        return go(policy, state, seen, 'OPEN', { kind: 'probes_failed', right, judged })
      const isCalm = state.heldSince.every((since) => since === null)
      if (verdict === 'passed' && isCalm && policy.halfOpen.share > 0) {
        return go(policy, state, seen, 'CLOSED', { kind: 'probes_passed', right, judged })
      }
      return withdrawn(state)
    }
  }
}

function reasonToOpen(
  policy: BreakerPolicy,
  state: BreakerState,
  seen: BreakerObservation,
  estimated: boolean,
): Cause | null {
  const index = trippedBy(policy, state.heldSince, seen.at)
  if (index === -1) return { kind: 'all_conditions', estimated }
  if (index !== null) return { kind: 'condition', condition: index, value: seen.values[index], estimated }
  if (!state.blind || policy.onNoLabels !== 'open') return null
  // Labels of probes need their time.
  if (state.phase === 'HALF_OPEN' && seen.at - state.since < labelSilenceMs(policy)) return null
  return { kind: 'no_labels', silenceMs: seen.labelSilence }
}

/** A proposal whose reason is gone. */
function withdrawn(state: BreakerState): Step {
  return { state: state.proposal === null ? state : { ...state, proposal: null }, effects: NOTHING }
}

/** Goes, or at autonomy 1 asks to. */
function go(
  policy: BreakerPolicy,
  state: BreakerState,
  { at, row }: BreakerObservation,
  to: Phase,
  cause: Cause,
): Step {
  if (policy.autonomy > 1) return enter(policy, state, to, at, row, cause)
  if (state.proposal?.to === to) return { state, effects: NOTHING }
  return {
    state: { ...state, proposal: { to, since: at, cause } },
    effects: [{ kind: 'alert', at, about: 'approval_wanted', cause }],
  }
}

/** Enters a phase. */
export function enter(
  policy: BreakerPolicy,
  state: BreakerState,
  to: Phase,
  at: number,
  row: number,
  cause: Cause,
): Step {
  const base = {
    ...state,
    phase: to,
    since: at,
    sinceRow: row + 1,
    heldSince: policy.conditions.map(() => null),
    probes: { right: 0, judged: 0 },
    proposal: null,
  }
  const alerts: BreakerEffect[] = []
  let next: BreakerState
  switch (to) {
    case 'OPEN': {
      const returned = state.phase === 'HALF_OPEN'
      const again = returned || (state.cooldownMs > 0 && at - state.since < state.cooldownMs)
      const greatest = Math.max(policy.cooldownMs, policy.cooldownMaxMs)
      const lower = returned && state.rung + 1 < policy.ladder.length
      if (lower && policy.autonomy < 3) alerts.push({ kind: 'alert', at, about: 'ladder_wanted', cause })
      next = {
        ...base,
        cooldownMs: again
          ? Math.min(greatest, Math.max(2 * state.cooldownMs, policy.cooldownMs))
          : policy.cooldownMs,
        rung: lower && policy.autonomy === 3 ? state.rung + 1 : state.rung,
        descent: lower && policy.autonomy < 3 ? { since: at, cause } : null,
      }
      alerts.push({ kind: 'alert', at, about: 'opened', cause })
      break
    }
    case 'HALF_OPEN':
      next = { ...base, freshRow: row + 1, freshAt: at }
      break
    case 'CLOSED':
      next = { ...base, rung: 0, descent: null }
      alerts.push({ kind: 'alert', at, about: 'closed', cause })
  }
  return {
    state: next,
    effects: [...reported(state, next, at, row, cause), ...serving(policy, state, next), ...alerts],
  }
}

/** The transition that is seen from outside, or the one underneath a force. */
export function reported(
  before: BreakerState,
  after: BreakerState,
  at: number,
  row: number,
  cause: Cause,
): readonly BreakerEffect[] {
  const from = reportedState(before)
  const to = reportedState(after)
  if (from !== to) return [{ kind: 'transition', at, row, from, to, cause }]
  if (before.phase === after.phase) return NOTHING
  return [{ kind: 'underneath', at, row, from: before.phase, to: after.phase, cause }]
}

/** Who serves from now on, where that changed. */
export function serving(
  policy: BreakerPolicy,
  before: BreakerState,
  after: BreakerState,
): readonly BreakerEffect[] {
  const now = servedBy(policy, after)
  const then = servedBy(policy, before)
  return now.by === then.by && now.fallback === then.fallback ? NOTHING : [{ kind: 'serve', ...now }]
}

export function servedBy(
  policy: BreakerPolicy,
  state: BreakerState,
): { readonly by: 'model' | 'fallback' | 'probes'; readonly fallback: string | null } {
  const fallback = policy.ladder[Math.min(state.rung, policy.ladder.length - 1)] ?? null
  switch (reportedState(state)) {
    case 'CLOSED':
    case 'FORCED_CLOSED':
      return { by: 'model', fallback: null }
    case 'OPEN':
    case 'FORCED_OPEN':
      return { by: 'fallback', fallback }
    case 'HALF_OPEN':
      return { by: 'probes', fallback }
  }
}
