import { say } from '#shared/words/say.ts'
import type { Outcomes, ScoredLog } from '../scored-log/types.ts'

/** Scored rows with a decision for each, in time order. */
export type Frame = {
  readonly log: ScoredLog
  readonly outcomes: Outcomes
  /** 1 or 0, class code, or value; NaN where there is none. Null where rows are only ranked. */
  readonly decision: Float64Array | null
  /** Where the decisions come from, for people. */
  readonly decidedBy: string
  /** Code of the list that a row of a ranking belongs to, and of the item shown; null where not given. */
  readonly lists: Int32Array | null
  readonly items: Int32Array | null
  readonly features: readonly string[]
}

/** Some rows of a frame: a half-open range, or row numbers. */
export type RowRange = { readonly from: number; readonly to: number }
export type Rows = RowRange | Uint32Array

/** The columns that metrics are made of, for some rows. */
export type Sample = {
  readonly rows: number
  readonly label: Float64Array
  readonly score: Float64Array | null
  readonly classScores: Float64Array | null
  readonly decision: Float64Array | null
  readonly lists: Int32Array | null
  readonly items: Int32Array | null
}

export function frameOf(log: ScoredLog, outcomes: Outcomes, threshold: number): Frame {
  const { task } = outcomes.meaning
  const ranked = task === 'ranking'
  const [list] = log.named('entity_id')
  const [item] = log.named('prediction')
  return {
    log,
    outcomes,
    ...decisionsOf(outcomes, threshold),
    lists: ranked && list !== undefined ? log.coded(list).codes : null,
    items: ranked && item !== undefined ? log.coded(item).codes : null,
    features: log.columns
      .filter(({ role, storage }) => role === 'feature' && storage === 'number')
      .map(({ name }) => name),
  }
}

function decisionsOf(
  { meaning, prediction, score, classScores }: Outcomes,
  threshold: number,
): Pick<Frame, 'decision' | 'decidedBy'> {
  switch (meaning.task) {
    case 'binary':
      if (prediction !== null) return { decision: prediction, decidedBy: say('decided.prediction') }
      if (score === null) return { decision: null, decidedBy: say('decided.nothing') }
      return {
        decision: score.map((s) => (Number.isNaN(s) ? Number.NaN : s >= threshold ? 1 : 0)),
        decidedBy: say('decided.threshold', { threshold }),
      }
    case 'multiclass':
      if (prediction !== null) return { decision: prediction, decidedBy: say('decided.prediction') }
      if (classScores === null) return { decision: null, decidedBy: say('decided.nothing') }
      return {
        decision: greatest(classScores, meaning.classes.length),
        decidedBy: say('decided.greatest'),
      }
    case 'regression':
      return { decision: prediction ?? score, decidedBy: say('decided.value') }
    case 'ranking':
      return { decision: null, decidedBy: say('decided.order') }
  }
}

function greatest(scores: Float64Array, classes: number): Float64Array {
  return Float64Array.from({ length: scores.length / classes }, (_, row) => {
    let best = 0
    for (let c = 0; c < classes; c++) {
      if (Number.isNaN(scores[row * classes + c])) return Number.NaN
      if (scores[row * classes + c] > scores[row * classes + best]) best = c
    }
    return best
  })
}

/** The columns of some rows; a range shares memory with the frame. */
export function sampleOf({ outcomes, decision, lists, items }: Frame, rows: Rows): Sample {
  const classes = outcomes.meaning.classes.length
  const count = rows instanceof Uint32Array ? rows.length : rows.to - rows.from
  const floats = (values: Float64Array | null): Float64Array | null => values && take(values, rows, 1)
  return {
    rows: count,
    label: take(outcomes.label, rows, 1),
    score: floats(outcomes.score),
    classScores: outcomes.classScores && take(outcomes.classScores, rows, classes),
    decision: floats(decision),
    lists: lists && takeCodes(lists, rows),
    items: items && takeCodes(items, rows),
  }
}

export function take(values: Float64Array, rows: Rows, width: number): Float64Array {
  if (!(rows instanceof Uint32Array)) return values.subarray(rows.from * width, rows.to * width)
  const taken = new Float64Array(rows.length * width)
  for (let i = 0; i < rows.length; i++) {
    for (let k = 0; k < width; k++) taken[i * width + k] = values[rows[i] * width + k]
  }
  return taken
}

function takeCodes(codes: Int32Array, rows: Rows): Int32Array {
  return rows instanceof Uint32Array
    ? Int32Array.from(rows, (row) => codes[row])
    : codes.subarray(rows.from, rows.to)
}

/** Row numbers that a test keeps. */
export function rowsWhere(rows: number, keep: (row: number) => boolean): Uint32Array {
  const kept = new Uint32Array(rows)
  let count = 0
  for (let row = 0; row < rows; row++) if (keep(row)) kept[count++] = row
  return kept.slice(0, count)
}

export function countLabelled(label: Float64Array): number {
  let count = 0
  for (let i = 0; i < label.length; i++) if (!Number.isNaN(label[i])) count += 1
  return count
}
