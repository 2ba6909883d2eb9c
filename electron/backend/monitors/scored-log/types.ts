import type { ColumnStorage, Role, Task } from '#shared/domain/columns.ts'
import type { TextHash } from '../../store/chunks/reader.ts'
import type { Dataset, Selection } from '../../store/types.ts'

/** What a compute thread needs to read the scored rows of one model. */
export type ScoredLogTask = {
  /** Logs with predictions, in the order of their import; together they are one log. */
  readonly logs: readonly Dataset[]
  /** Logs with labels that arrived later. */
  readonly labelLogs: readonly Dataset[]
  /** Other logs of the model, such as the baseline's: a label of one of their rows is not one of an unknown row. */
  readonly others?: readonly Dataset[]
  /** When files of labels came while rows did, by dataset, UTC milliseconds; their labels are not seen before. */
  readonly arrivals?: ReadonlyMap<string, number>
  /** Which rows of `logs`; all unless told. Row numbers run through the logs. */
  readonly window?: Selection['window']
}

/** What a person said about the outcome, where anybody did. */
export type GivenMeaning = {
  readonly task?: Task | undefined
  readonly positive?: string | number | boolean | undefined
  /** Who said each; the mapping unless told. */
  readonly taskBy?: 'mapping' | 'manifest'
  readonly positiveBy?: 'mapping' | 'manifest'
}

/** Texts of a column by row: an index into `values`, −1 where missing. */
export type Coded = { readonly codes: Int32Array; readonly values: readonly string[] }

export type ScoredColumn = { readonly name: string; readonly storage: ColumnStorage; readonly role: Role }

/**
 * The rows of one model in time order (rows without a time last), column by column: a column is read when it is first
 * asked for and kept. A column that some of the logs do not have is missing in their rows.
 */
export type ScoredLog = {
  readonly rows: number
  /** Each column once, by name. */
  readonly columns: readonly ScoredColumn[]
  /** UTC milliseconds, ascending, NaN last; null where no log has a timestamp. */
  readonly times: Float64Array | null
  /** Row number in the order of the logs by place here; null where that is the place itself. */
  readonly fileRow: Uint32Array | null
  readonly labels: RawLabels
  /** Names of the columns with a role, in their order. */
  named(role: Role): readonly string[]
  /** Numbers, booleans (0, 1) or times of a column, NaN where missing; texts are read as numbers where they are. */
  numbers(column: string): Float64Array
  /**
   * The same in runs of neighbouring rows from `from` on, each read when it is visited and kept by nobody: `values` is
   * written over after the visit. Rows of logs without the column are not visited.
   */
  eachNumbers(column: string, visit: (values: Float64Array, from: number) => void): void
  /** Texts of any column. */
  coded(column: string): Coded
  /** What `hash` makes of the text of each row, +∞ where missing: for columns in which nearly all differ. */
  hashes(column: string, hash: TextHash): Float64Array
}

/** Labels as they were written, by row, with when they became known. */
export type RawLabels = Coded & {
  /** UTC milliseconds, NaN where there is no label. */
  readonly knownAt: Float64Array
  /** When one who watched could see it, NaN where nothing tells: with its row, or when it was imported. */
  readonly seenAt: Float64Array
  /** Whether all label times were recorded; else some stand for when their file was imported. */
  readonly timesRecorded: boolean
  readonly labelled: number
  /** Labels of rows that are not in the logs. */
  readonly unmatched: number
  /** Labels that a newer one replaced. */
  readonly superseded: number
}

/** What labels, predictions and scores of a model mean. */
export type Meaning = {
  readonly task: Task
  /** Why this task, for people. */
  readonly taskBecause: string
  /**
   * Normalised class texts: [negative, positive] of a binary task, all classes of a multiclass one in order; empty for
   * the others. The negative text is null where only the positive class ever occurs.
   */
  readonly classes: readonly (string | null)[]
  /** Why that class is the positive one, for people; null where the task is not binary. */
  readonly positiveBecause: string | null
}

/** Labels, scores and predictions as numbers, by row. */
export type Outcomes = {
  readonly meaning: Meaning
  /** 1 and 0; class codes; or values. NaN where there is no label, or none that can be read. */
  readonly label: Float64Array
  readonly labelKnownAt: Float64Array
  /** Probability of the positive class, or the predicted or ranking value; null where there is no score. */
  readonly score: Float64Array | null
  /** Of a multiclass task: rows × classes, row-major; null where not every class has a score column. */
  readonly classScores: Float64Array | null
  /** In the units of `label`; null where the log has no predictions. */
  readonly prediction: Float64Array | null
  /** As logged, else the probability of the likelier class; null where there is neither. */
  readonly confidence: Float64Array | null
  /** Labels present but not to be read (a text where numbers are, an unknown class). */
  readonly unreadableLabels: number
  /** Scores of a binary task that are under 0 or over 1. */
  readonly scoresOutsideRange: number
  /** What was decided on the way, for people. */
  readonly notes: readonly string[]
}
