import type { ReportedState } from './state.ts'

/** A stretch of time in one state, ISO times; null where it goes on. */
export type StateSpan = {
  readonly start: string
  readonly end: string | null
  readonly state: ReportedState
}

/**
 * The states of a breaker over time, oldest first, from its transitions in any order; those without a time are left out.
 * Where none is left, the state that holds now since `since`, if that is known.
 */
export function stateSpans(
  transitions: readonly { readonly at: string | null; readonly to: ReportedState }[],
  now: { readonly since: string | null; readonly state: ReportedState },
): readonly StateSpan[] {
  const moves = transitions
    .flatMap(({ at, to }) => (at === null ? [] : [{ start: at, state: to }]))
    .toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
  const starts = moves.length > 0 || now.since === null ? moves : [{ start: now.since, state: now.state }]
  return starts.map(({ start, state }, index) => ({ start, end: starts[index + 1]?.start ?? null, state }))
}
