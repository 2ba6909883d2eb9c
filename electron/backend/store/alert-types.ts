import type {
  AlertNote,
  LadderState,
  MoveEffect,
  SendEffect,
  SilenceEffect,
} from '#shared/policy/alerts/effects.ts'
import type { AlertWord } from '#shared/policy/alerts/people.ts'
import type { Notice } from '#shared/policy/delivery/notice.ts'

/** Rules as they were written, of a model or (scope null) of the workspace. */
export type StoredAlertRules = {
  readonly scope: string | null
  readonly text: string
  readonly savedAt: string
}

/** Where the rules of a model stand between two looks. */
export type StoredAlertEngine = {
  readonly model: string
  /** What was evaluated: rules, baseline and calendar; another one begins anew. */
  readonly basis: string
  /** As `encodeAlertState` writes it. */
  readonly state: string
  /** Logs that were seen, with how many rows of each. */
  readonly seen: Readonly<Record<string, number>>
  /** Time of the first row, UTC milliseconds. */
  readonly beganAt: number | null
  readonly notes: readonly string[]
  /** Why they could not be evaluated the last time. */
  readonly problem: string | null
  readonly evaluatedAt: string
}

/** A state to go on from when rows or labels come late. */
export type AlertCheckpoint = {
  /** Clock of the state, UTC milliseconds. */
  readonly at: number
  readonly state: string
  /** The last word of a person that is in it. */
  readonly words: number
}

export type StoredAlert = {
  readonly model: string
  readonly note: AlertNote
  readonly incident: number
  readonly state: LadderState
  readonly changedAt: number
  readonly resolvedAt: number | null
  readonly late: 'found' | 'withdrawn' | null
}

export type StoredAlertWord = AlertWord & {
  readonly sequence: number
  readonly recordedAt: string
  readonly wasFalse: boolean | null
}

/** A send or a silence, as it was issued. */
export type StoredTelling = {
  readonly model: string
  readonly effect: SendEffect | SilenceEffect
  readonly recordedAt: string
}

/** What one evaluation of a model, or one word of a person, did. */
export type AlertChange = {
  readonly engine: StoredAlertEngine
  /** Checkpoints after `from` are replaced by these. */
  readonly from: number | null
  readonly checkpoints: readonly AlertCheckpoint[]
  readonly moves: readonly MoveEffect[]
  /** Each is issued once by its id; the notice is put in line with it. */
  readonly tellings: readonly {
    readonly effect: SendEffect | SilenceEffect
    readonly notice: Notice | null
  }[]
  /** Rows or labels that came late opened windows after this time again; null where none did. */
  readonly reopenedFrom: number | null
  readonly word: Omit<StoredAlertWord, 'sequence' | 'recordedAt'> | null
  /** Alerts of earlier rules that are over because the rules changed. */
  readonly endsEarlier: boolean
}

export type AlertStore = {
  listAlertRules(): Promise<readonly StoredAlertRules[]>
  /** Rejects with `NOT_FOUND` for a model that there is not. */
  saveAlertRules(scope: string | null, text: string, by: string): Promise<StoredAlertRules>
  /** Rejects with `NOT_FOUND` where none are saved. */
  removeAlertRules(scope: string | null, by: string, reason: string): Promise<void>
  listAlertEngines(): Promise<readonly StoredAlertEngine[]>
  getAlertEngine(model: string): Promise<StoredAlertEngine | null>
  /** In one transaction; answers how many notices were put in line. */
  changeAlerts(change: AlertChange): Promise<number>
  /** Issues what time alone brought about; each once. Answers how many notices were put in line. */
  issueAlerts(model: string, tellings: AlertChange['tellings']): Promise<number>
  noteAlertProblem(model: string, problem: string): Promise<void>
  /** The newest one that is not after a time, else the oldest. */
  alertCheckpoint(model: string, notAfter: number): Promise<AlertCheckpoint | null>
  listAlertWords(model: string): Promise<readonly StoredAlertWord[]>
  /** Newest first. */
  listAlerts(model: string | null, onlyOpen: boolean, limit: number): Promise<readonly StoredAlert[]>
  /** Newest first; of all models where none is named. */
  listTellings(
    model: string | null,
    kind: 'send' | 'silence',
    offset: number,
    limit: number,
  ): Promise<{ readonly total: number; readonly rows: readonly StoredTelling[] }>
}
