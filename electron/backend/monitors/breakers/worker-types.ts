import type { BlastRadius, BreakerChart, BreakerReplay } from '#shared/contract/documents/breaker.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import type { TrafficFacts } from '#shared/policy/breaker/lint/finding.ts'
import type { LoopTestSeen } from '#shared/policy/breaker/loop-tests.ts'
import type { BreakerPolicy } from '#shared/policy/breaker/policy.ts'
import type { Dataset } from '../../store/types.ts'
import type { GivenMeaning, ScoredLogTask } from '../scored-log/types.ts'
import type { LiveCursor, PartEffect } from './parts/cursors.ts'

export type ReplayTask = {
  readonly log: ScoredLogTask
  readonly reference: ScoredLogTask | null
  readonly given: GivenMeaning
  /** Of the model, oldest first. */
  readonly loopTests: readonly LoopTestSeen[]
  readonly policies: readonly { readonly name: string; readonly policy: BreakerPolicy }[]
  readonly onset: number | null
  readonly points: number | null
}

export type ReplayAnswer = {
  readonly replays: readonly { readonly document: BreakerReplay; readonly chart: BreakerChart | null }[]
  readonly facts: TrafficFacts
}

/** What is new to a breaker since it was last looked at. */
export type LiveTask = {
  readonly policy: BreakerPolicy
  /** Null for a breaker that has seen nothing yet. */
  readonly cursor: LiveCursor | null
  /** Logs with rows, in the order of their import. */
  readonly logs: readonly Dataset[]
  readonly labelLogs: readonly Dataset[]
  /** As `labelArrivals` has them. */
  readonly arrivals: ReadonlyMap<string, number>
  /** Those that were there when it was last looked at. */
  readonly seen: readonly DatasetId[]
  readonly reference: ScoredLogTask | null
  readonly given: GivenMeaning
  readonly loopTests: readonly LoopTestSeen[]
  /** Wall clock, UTC milliseconds. */
  readonly now: number
}

export type LiveAnswer = {
  readonly cursor: LiveCursor
  readonly effects: readonly PartEffect[]
  readonly readings: readonly (number | null)[]
  readonly timed: boolean
}

/** What the thread of the breakers does. */
export type BreakerProcedures = {
  readonly replay: { readonly params: ReplayTask; readonly result: ReplayAnswer }
  readonly live: { readonly params: LiveTask; readonly result: LiveAnswer }
  readonly radius: { readonly params: { readonly log: ScoredLogTask }; readonly result: BlastRadius }
}
