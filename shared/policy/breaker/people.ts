import { AppError } from '../../domain/errors.ts'
import { say } from '../../words/say.ts'
import type { BreakerPolicy } from './policy.ts'
import { enter, reported, type Step, serving } from './reducer.ts'
import type { BreakerState, Cause, Force } from './state.ts'

/** What a person may tell a breaker. */
export type Override = {
  readonly action: 'trip' | 'force_close' | 'release' | 'approve'
  readonly at: number
  /** Number of the newest row. */
  readonly row: number
  readonly by: string
  readonly reason: string
  readonly expiresAt: number | null
}

/**
 * A person's word: `trip` and `force_close` lay a force above the reducer, `release` takes it away so that what the
 * reducer says holds again, `approve` lets the step that waits happen, and where none does, the one to the next fallback.
 *
 * @throws AppError `BAD_PARAMS` without name or reason, for an expiry that is past, and where there is nothing to
 * release or to approve.
 */
export function override(policy: BreakerPolicy, state: BreakerState, word: Override): Step {
  const { action, at, row, by, reason, expiresAt } = word
  if (by.trim() === '') throw refusal(say('error.breaker.who'), say('error.breaker.who.mend'))
  if (reason.trim() === '') throw refusal(say('error.breaker.why'), say('error.breaker.why.mend'))
  if (expiresAt !== null && expiresAt <= at)
    throw refusal(say('error.breaker.expiry'), say('error.breaker.expiry.mend'))
  switch (action) {
    case 'trip':
      return forced(policy, state, { to: 'OPEN', by, reason, at, expiresAt }, row)
    case 'force_close':
      return forced(policy, state, { to: 'CLOSED', by, reason, at, expiresAt }, row)
    case 'release': {
      if (state.force === null) {
        throw refusal(say('error.breaker.unforced'), say('error.breaker.unforced.mend'))
      }
      const next = { ...state, force: null }
      return outcome(policy, state, next, word, { kind: 'released', by, reason })
    }
    case 'approve': {
      const cause: Cause = { kind: 'approved', by, reason }
      if (state.proposal !== null) return enter(policy, state, state.proposal.to, at, row, cause)
      if (state.descent === null) {
        throw refusal(say('error.breaker.unproposed'), say('error.breaker.unproposed.mend'))
      }
      return outcome(policy, state, { ...state, rung: state.rung + 1, descent: null }, word, cause)
    }
  }
}

function forced(policy: BreakerPolicy, state: BreakerState, force: Force, row: number): Step {
  const cause: Cause = { kind: 'forced', by: force.by, reason: force.reason }
  return outcome(policy, state, { ...state, force }, { at: force.at, row }, cause)
}

function outcome(
  policy: BreakerPolicy,
  before: BreakerState,
  after: BreakerState,
  { at, row }: Pick<Override, 'at' | 'row'>,
  cause: Cause,
): Step {
  return {
    state: after,
    effects: [...reported(before, after, at, row, cause), ...serving(policy, before, after)],
  }
}

function refusal(message: string, mend: string): AppError {
  return new AppError('BAD_PARAMS', message, mend)
}
