import type { BreakerDrill } from '#shared/contract/documents/breaker.ts'
import type { StoredDrill } from '../../store/breaker-types.ts'

/** A drill that takes longer has failed. */
export const DRILL_SECONDS = 60

/** A drill as it stands at a time, UTC milliseconds. */
export function drillOf({ startedAt, by, acknowledgedAt }: StoredDrill, now: number): BreakerDrill {
  const until = acknowledgedAt === null ? now : Date.parse(acknowledgedAt)
  const seconds = (until - Date.parse(startedAt)) / 1_000
  const hasEnded = acknowledgedAt !== null || seconds > DRILL_SECONDS
  return {
    started_at: startedAt,
    by,
    acknowledged_at: acknowledgedAt,
    seconds: acknowledgedAt === null ? null : seconds,
    passed: hasEnded ? acknowledgedAt !== null && seconds <= DRILL_SECONDS : null,
  }
}
