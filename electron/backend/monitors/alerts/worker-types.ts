import type { AlertsReplay } from '#shared/contract/documents/alerts.ts'
import type { AlertEffect } from '#shared/policy/alerts/effects.ts'
import type { AlertWord } from '#shared/policy/alerts/people.ts'
import type { AlertPlan } from '#shared/policy/alerts/state.ts'
import type { AlertCheckpoint } from '../../store/alert-types.ts'
import type { GivenMeaning, ScoredLogTask } from '../scored-log/types.ts'

export type AlertReplayTask = {
  readonly plan: AlertPlan
  readonly log: ScoredLogTask
  readonly reference: ScoredLogTask | null
  readonly given: GivenMeaning
  /** UTC milliseconds; null to find it from the labels. */
  readonly onset: number | null
}

export type AlertLiveTask = Omit<AlertReplayTask, 'onset'> & {
  /** Rows that stand for a baseline in bins where the model uses none; they are held against nothing else. */
  readonly standIn: ScoredLogTask | null
  /** As `encodeAlertState` writes it; null for one that has seen nothing. */
  readonly state: string | null
  readonly words: readonly (AlertWord & { readonly sequence: number })[]
  /** The last word that is in the state. */
  readonly heard: number
  readonly beganAt: number | null
  /** Up to when rules are evaluated though no newer row has come; null where only rows and labels let time pass. */
  readonly until: number | null
}

export type AlertLiveAnswer = {
  readonly state: string
  readonly effects: readonly AlertEffect[]
  readonly checkpoints: readonly AlertCheckpoint[]
  readonly beganAt: number | null
  readonly timed: boolean
  readonly notes: readonly string[]
}

/** What the thread of the alerts does. */
export type AlertProcedures = {
  readonly replay: { readonly params: AlertReplayTask; readonly result: AlertsReplay }
  readonly live: { readonly params: AlertLiveTask; readonly result: AlertLiveAnswer }
}
