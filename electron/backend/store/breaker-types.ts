import type { DatasetId } from '#shared/domain/ids.ts'
import type { Notice } from '#shared/policy/delivery/notice.ts'
import type { LoopVerdict } from '#shared/stats/loop/evidence.ts'

/** A breaker as it is kept between two looks. Texts of `policy`, `cursor` are the breakers' own business. */
export type StoredBreaker = {
  readonly model: string
  /** The policy as it was written. */
  readonly policy: string
  /** JSON. */
  readonly cursor: string
  /** Logs that it has seen. */
  readonly seen: readonly DatasetId[]
  /** The newest value of each condition; null where there is too little to say. */
  readonly readings: readonly (number | null)[]
  /** Whether the rows have times. */
  readonly timed: boolean
  /** Why it stands where it stands. */
  readonly cause: string | null
  /** Why it could not be evaluated the last time. */
  readonly problem: string | null
  readonly armedAt: string
  readonly evaluatedAt: string
}

export type StoredTransition = {
  /** UTC milliseconds; null for a log without times. */
  readonly at: number | null
  readonly recordedAt: string
  readonly row: number
  readonly from: string
  readonly to: string
  readonly cause: string
}

export type StoredDrill = {
  readonly startedAt: string
  readonly by: string
  readonly acknowledgedAt: string | null
}

/** What a look at new rows, or a person's word, changed. */
export type BreakerChange = Pick<StoredBreaker, 'cursor' | 'seen' | 'readings' | 'timed' | 'cause'> & {
  readonly transitions: readonly Omit<StoredTransition, 'recordedAt'>[]
  /** A person's word, for the audit table. */
  readonly override: Readonly<Record<string, unknown>> | null
  /** Put in line with the change, so that both happen or neither. */
  readonly notices: readonly Notice[]
}

/** What a loop test of a model said. */
export type StoredLoopTest = {
  readonly verdict: LoopVerdict
  /** Breakers see it from here on, UTC milliseconds on the clock of the rows. */
  readonly countsFrom: number
  readonly testedAt: string
  readonly rows: number
  readonly labelled: number
  /** Times of the oldest and newest row that it covered, UTC milliseconds; null without times. */
  readonly dataFrom: number | null
  readonly dataUntil: number | null
}

/** Breakers in the catalogue. What they do and what people do to them is in the audit table, too. */
export type BreakerStore = {
  listBreakers(): Promise<readonly StoredBreaker[]>
  getBreaker(model: string): Promise<StoredBreaker | null>
  /** Puts a policy in force; rejects with `NOT_FOUND` where there is no such model. */
  armBreaker(breaker: Omit<StoredBreaker, 'problem' | 'armedAt' | 'evaluatedAt'>): Promise<StoredBreaker>
  disarmBreaker(model: string, by: string, reason: string): Promise<void>
  changeBreaker(model: string, change: BreakerChange): Promise<StoredBreaker>
  noteBreakerProblem(model: string, problem: string): Promise<void>
  /** Newest first. */
  listBreakerTransitions(model: string, limit: number): Promise<readonly StoredTransition[]>
  startBreakerDrill(model: string, by: string): Promise<StoredDrill>
  /** Ends the drill that runs; null where none does. */
  acknowledgeBreakerDrill(model: string, by: string): Promise<StoredDrill | null>
  /** Keeps what a loop test said; it counts after every earlier one. */
  addLoopTest(model: string, test: Omit<StoredLoopTest, 'testedAt'>): Promise<void>
  /** Oldest first. */
  listLoopTests(model: string): Promise<readonly StoredLoopTest[]>
  /** Newest first. */
  listBreakerDrills(model: string): Promise<readonly StoredDrill[]>
}
