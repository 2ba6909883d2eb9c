import type { BreakerPolicy } from '#shared/policy/breaker/policy.ts'
import type { Shadow } from '#shared/policy/breaker/probes.ts'
import { type BreakerState, initialState } from '#shared/policy/breaker/state.ts'
import type { RowFeed } from '../../observations/feed.ts'

/** Where a breaker stands between two batches; plain JSON. */
export type BreakerCursor = {
  readonly state: BreakerState
  readonly shadow: Shadow
  /** Time of the newest thing that was seen. */
  readonly clock: number
  readonly lastRowAt: number | null
  /** When the last label came; before the first, when the breaker was armed. */
  readonly lastLabelAt: number
  /** Rows seen so far, with those before the feed. */
  readonly rows: number
}

/** A breaker that is armed as the first row comes. */
export function armed(feed: RowFeed, policy: BreakerPolicy): BreakerCursor {
  const at = feed.rows > 0 ? feed.times[0] : 0
  return {
    state: initialState(policy, at, feed.firstRow),
    shadow: { right: 0, judged: 0 },
    clock: at,
    lastRowAt: null,
    lastLabelAt: at,
    rows: feed.firstRow,
  }
}
