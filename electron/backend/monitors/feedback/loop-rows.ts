import type { Role } from '#shared/domain/columns.ts'
import type { CodedColumn, LoopRows } from '#shared/stats/loop/loop-rows.ts'
import { say } from '#shared/words/say.ts'
import { outcomesOf } from '../scored-log/outcomes.ts'
import type { Meaning, Outcomes, ScoredLog } from '../scored-log/types.ts'

const MOST_FEATURES = 20
const MOST_SEGMENTS = 5
const MOST_SHOWN = 5_000
const MOST_GROUPS = 500
const TRUE_WORDS = new Set(['1', 'true', 't', 'yes', 'y', 'on'])

export type LoopLog = {
  readonly rows: LoopRows
  readonly outcomes: Outcomes | null
  readonly notes: readonly string[]
}

/** The rows of a log as the loop test reads them. Roles that are missing leave their arrays null. */
export function loopRowsOf(log: ScoredLog, meaning: Meaning): LoopLog {
  const has = (role: Role): boolean => log.named(role).length > 0
  const outcomes = has('score') || has('prediction') ? outcomesOf(log, meaning) : null
  const notes = [...(outcomes?.notes ?? [])]
  const first = (role: Role): string | null => log.named(role)[0] ?? null
  const numbers = (role: Role): Float64Array | null => {
    const column = first(role)
    return column === null ? null : log.numbers(column)
  }
  const coded = (role: Role): CodedColumn | null => {
    const column = first(role)
    return column === null ? null : log.coded(column)
  }
  const { score, label } = judged(outcomes, meaning, notes)
  return {
    rows: {
      rows: log.rows,
      times: log.times,
      score,
      label,
      servedBy: coded('served_by'),
      propensity: numbers('propensity'),
      influenced: truths(coded('model_influenced')),
      confidence: outcomes?.confidence ?? null,
      error: outcomes === null ? null : errorsOf(outcomes),
      shown: shownOf(log, meaning),
      selected: meaning.task === 'binary' && outcomes !== null ? decisionsOf(outcomes) : null,
      version: coded('version'),
      segments: log
        .named('segment')
        .map((name) => ({ name, ...log.coded(name) }))
        .filter(({ values }) => values.length >= 2 && values.length <= MOST_GROUPS)
        .slice(0, MOST_SEGMENTS),
      features: log.columns
        .filter(({ role, storage }) => role === 'feature' && storage === 'number')
        .slice(0, MOST_FEATURES)
        .map(({ name }) => ({ name, each: (visit) => log.eachNumbers(name, visit) })),
    },
    outcomes,
    notes,
  }
}

/** Score and outcome: of several classes, the confidence in the predicted one and whether it was right. */
function judged(
  outcomes: Outcomes | null,
  meaning: Meaning,
  notes: string[],
): Pick<LoopRows, 'score' | 'label'> {
  if (outcomes === null) return { score: null, label: null }
  if (meaning.task !== 'multiclass') return { score: outcomes.score, label: outcomes.label }
  const { prediction, label, confidence } = outcomes
  notes.push(say('loop.multiclass'))
  if (prediction === null) return { score: confidence, label: null }
  return {
    score: confidence,
    label: label.map((value, i) =>
      Number.isNaN(value) || Number.isNaN(prediction[i]) ? Number.NaN : value === prediction[i] ? 1 : 0,
    ),
  }
}

/** 1 where the model decided for the positive class. */
export function decisionsOf({ prediction, score }: Outcomes): Float64Array | null {
  if (prediction !== null) return prediction
  if (score === null) return null
  const decided = new Float64Array(score.length)
  for (let i = 0; i < score.length; i++)
    decided[i] = Number.isNaN(score[i]) ? Number.NaN : score[i] >= 0.5 ? 1 : 0
  return decided
}

/** 1 for a wrong decision, or the absolute error of a value; NaN without a label. */
export function errorsOf(outcomes: Outcomes): Float64Array | null {
  const { label, meaning, prediction, score } = outcomes
  if (meaning.task === 'regression' || meaning.task === 'ranking') {
    const value = prediction ?? score
    return value === null ? null : label.map((truth, i) => Math.abs(truth - value[i]))
  }
  const decided = meaning.task === 'binary' ? decisionsOf(outcomes) : prediction
  if (decided === null) return null
  const errors = new Float64Array(label.length)
  for (let i = 0; i < label.length; i++) {
    const isKnown = !Number.isNaN(label[i]) && !Number.isNaN(decided[i])
    errors[i] = isKnown ? (label[i] === decided[i] ? 0 : 1) : Number.NaN
  }
  return errors
}

function truths(column: CodedColumn | null): Float64Array | null {
  if (column === null) return null
  const table = column.values.map((value) => (TRUE_WORDS.has(value.trim().toLowerCase()) ? 1 : 0))
  return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : table[code]))
}

function shownOf(log: ScoredLog, meaning: Meaning): CodedColumn | null {
  const [column] = log.named('prediction')
  if (column === undefined || meaning.task === 'binary') return null
  const storage = log.columns.find(({ name }) => name === column)?.storage
  if (meaning.task === 'regression' && storage === 'number') return null
  const coded = log.coded(column)
  return coded.values.length >= 3 && coded.values.length <= MOST_SHOWN ? coded : null
}
