import type { BreakerPolicy } from '#shared/policy/breaker/policy.ts'
import { causeText } from '#shared/policy/breaker/words.ts'
import { say } from '#shared/words/say.ts'
import type { StoredBreaker } from '../../../store/breaker-types.ts'
import type { Store } from '../../../store/types.ts'
import { type BreakerAlert, breakerNotice, stateNotice } from '../out/breaker-notice.ts'
import { type LiveCursor, type PartEffect, transitionsOf } from '../parts/cursors.ts'
import { cursorOf } from '../stored.ts'
import { breakerViewOf } from '../view.ts'

/** What moved a breaker: rows that it saw, or a person. */
export type MovedBy = {
  readonly seen?: StoredBreaker['seen']
  readonly readings?: StoredBreaker['readings']
  readonly timed?: boolean
  readonly override?: Readonly<Record<string, unknown>>
}

/** A breaker after what it did, with its transitions and with what people and serving systems are told. */
export function movedBreaker(
  stored: StoredBreaker,
  policy: BreakerPolicy,
  cursor: LiveCursor,
  effects: readonly PartEffect[],
  change: MovedBy,
): Parameters<Store['changeBreaker']>[1] {
  const timed = change.timed ?? stored.timed
  const transitions = transitionsOf(policy, cursorOf(stored), effects).map(
    ({ at, cause, told, ...move }) => ({
      ...move,
      at: timed || cause.kind === 'forced' ? at : null,
      cause: told,
    }),
  )
  const next: StoredBreaker = {
    ...stored,
    cursor: JSON.stringify(cursor),
    seen: change.seen ?? stored.seen,
    readings: change.readings ?? stored.readings,
    timed,
    cause: transitions.at(-1)?.cause ?? stored.cause,
    problem: null,
    evaluatedAt: new Date().toISOString(),
  }
  const told = breakerViewOf(next, policy, cursor)
  const notices = [
    ...transitions.map(({ at, ...move }, place) =>
      stateNotice(told, { ...move, at: at === null ? null : new Date(at).toISOString() }, place),
    ),
    ...alertsOf(stored.model, policy, effects).map(breakerNotice),
  ]
  return { ...next, transitions, override: change.override ?? null, notices }
}

/** What people are to be told of what a breaker did. */
function alertsOf(model: string, policy: BreakerPolicy, effects: readonly PartEffect[]): BreakerAlert[] {
  return effects.flatMap((effect): BreakerAlert[] => {
    if (effect.kind !== 'alert') return []
    const cause = effect.cause === null ? '' : causeText(policy, effect.cause)
    const text =
      effect.part === undefined
        ? cause
        : say('cause.part', { column: policy.by ?? '', value: effect.part, cause })
    return [{ model, about: effect.about, at: effect.at, text }]
  })
}
