import type { BreakerView } from '#shared/contract/documents/breaker.ts'
import { isMet } from '#shared/policy/breaker/conditions.ts'
import type { BreakerPolicy } from '#shared/policy/breaker/policy.ts'
import { nextDeadline, servedBy } from '#shared/policy/breaker/reducer.ts'
import { reportedState } from '#shared/policy/breaker/state.ts'
import { causeText, conditionText, valueText } from '#shared/policy/breaker/words.ts'
import type { StoredBreaker } from '../../store/breaker-types.ts'
import type { LiveCursor } from './parts/cursors.ts'

/** A breaker as serving systems, files and pages see it. */
export function breakerViewOf(stored: StoredBreaker, policy: BreakerPolicy, cursor: LiveCursor): BreakerView {
  const { state } = cursor
  const { descent } = state
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  const reported = reportedState(state)
  const { by, fallback } = servedBy(policy, state)
  const deadlines = Object.values(cursor.parts ?? { all: cursor }).flatMap((one) => {
    const next = nextDeadline(policy, one.state, {
      now: cursor.clock,
      lastRowAt: one.lastRowAt,
      lastLabelAt: one.lastLabelAt,
    })
    return next === null ? [] : [next]
  })
  const due = deadlines.length === 0 ? null : Math.min(...deadlines)
  return {
    schema: 'driftdesk.breaker/1',
    model: stored.model,
    state: reported,
    since: state.force === null ? (stored.timed ? time(state.since) : null) : time(state.force.at),
    cause: stored.cause,
    served_by: by,
    fallback,
    probe_share: by === 'probes' ? policy.halfOpen.share : by === 'model' ? 1 : 0,
    route:
      policy.route === null ? null : { confidence_below: policy.route.confidenceBelow, to: policy.route.to },
    force:
      state.force === null
        ? null
        : {
            by: state.force.by,
            reason: state.force.reason,
            at: new Date(state.force.at).toISOString(),
            expires_at: time(state.force.expiresAt),
          },
    underneath: state.phase,
    proposal:
      state.proposal === null
        ? null
        : { to: state.proposal.to, cause: causeText(policy, state.proposal.cause) },
    next_fallback:
      descent === null
        ? null
        : { fallback: policy.ladder[state.rung + 1], cause: causeText(policy, descent.cause) },
    by: partsView(policy, cursor, time),
    labels_silent: state.blind,
    probes: { ...state.probes, needed: policy.halfOpen.minLabelled },
    next_at: stored.timed ? time(due) : null,
    seen_until: stored.timed ? time(cursor.clock) : null,
    autonomy: policy.autonomy,
    rows: cursor.rows,
    conditions: policy.conditions.map((condition, index) => {
      const value = stored.readings[index] ?? null
      return {
        text: conditionText(condition),
        value,
        shown: value === null ? null : valueText(condition, value),
        threshold: condition.threshold,
        met: value !== null && isMet(condition, value),
      }
    }),
    policy: stored.policy,
    armed_at: stored.armedAt,
    evaluated_at: stored.evaluatedAt,
    problem: stored.problem,
  }
}

/** The breakers of the values of a column, in the order in which the values first came. */
function partsView(
  policy: BreakerPolicy,
  { parts, state: { force } }: LiveCursor,
  time: (at: number | null) => string | null,
): BreakerView['by'] {
  if (policy.by === null) return null
  const values = Object.entries(parts ?? {}).map(([value, { state: own }]) => {
    // A person's word is about all values.
    const state = { ...own, force }
    const { by, fallback } = servedBy(policy, state)
    return {
      value,
      state: reportedState(state),
      since: time(force === null ? own.since : force.at),
      served_by: by,
      fallback,
      probe_share: by === 'probes' ? policy.halfOpen.share : by === 'model' ? 1 : 0,
    }
  })
  return { column: policy.by, values }
}
