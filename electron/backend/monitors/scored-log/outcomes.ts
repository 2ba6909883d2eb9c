import { AppError } from '#shared/domain/errors.ts'
import { classText, numberOf, sameTruth } from '#shared/domain/truth.ts'
import { say } from '#shared/words/say.ts'
import type { Coded, Meaning, Outcomes, ScoredLog } from './types.ts'

/**
 * Labels, scores and predictions of a log as numbers, under a meaning that it shares with its baseline.
 * @throws AppError `MAPPING_INVALID` where the log has neither a score nor a prediction.
 */
export function outcomesOf(log: ScoredLog, meaning: Meaning): Outcomes {
  if (!hasPredictions(log)) {
    throw new AppError('MAPPING_INVALID', say('error.no_score'), say('error.no_score.mend'))
  }
  return outcomesKnown(log, meaning)
}

function hasPredictions(log: ScoredLog): boolean {
  return log.named('prediction').length > 0 || log.named('score').length > 0
}

/** As `outcomesOf`; of a log that has neither a score nor a prediction what else there is, with a note that says so. */
export function outcomesKnown(log: ScoredLog, meaning: Meaning): Outcomes {
  const notes: string[] = hasPredictions(log) ? [] : [say('error.no_score')]
  const label = decode(log.labels, meaning, 'label')
  const predictionColumn = log.named('prediction')[0]
  const prediction = predictionColumn === undefined ? null : predictionOf(log, predictionColumn, meaning)
  if (prediction !== null && prediction.unknown > 0) {
    notes.push(say('outcomes.unknown_predictions', { rows: prediction.unknown, column: predictionColumn }))
  }
  const logged = log.named('confidence')[0]
  const loggedConfidence = logged === undefined ? null : log.numbers(logged)
  const { score, classScores } = scoresOf(log, meaning, prediction?.values ?? null, loggedConfidence, notes)
  const unreadable = label.unknown
  if (unreadable > 0) notes.push(say('outcomes.unreadable', { labels: unreadable }))
  if (meaning.task === 'binary' && meaning.positiveBecause !== null && log.labels.labelled > 0) {
    notes.push(
      say('outcomes.positive', { value: meaning.classes[1] ?? '', because: meaning.positiveBecause }),
    )
  }
  if (log.labels.unmatched > 0) {
    notes.push(say('outcomes.unmatched', { labels: log.labels.unmatched }))
  }
  if (log.labels.superseded > 0) {
    notes.push(say('outcomes.superseded', { labels: log.labels.superseded }))
  }
  const scoresOutsideRange = meaning.task === 'binary' && score !== null ? countOutside(score) : 0
  if (scoresOutsideRange > 0) {
    notes.push(say('outcomes.outside', { scores: scoresOutsideRange }))
  }
  return {
    meaning,
    label: label.values,
    labelKnownAt: log.labels.knownAt,
    score,
    classScores,
    prediction: prediction?.values ?? null,
    confidence: loggedConfidence ?? confidenceOf(meaning, score, classScores),
    unreadableLabels: unreadable,
    scoresOutsideRange,
    notes,
  }
}

type Decoded = { readonly values: Float64Array; readonly unknown: number }

function decode({ codes, values }: Coded, meaning: Meaning, what: 'label' | 'prediction'): Decoded {
  const table = Float64Array.from(values, (text) => decodeText(text, meaning, what))
  const decoded = new Float64Array(codes.length).fill(Number.NaN)
  let unknown = 0
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] < 0) continue
    decoded[i] = table[codes[i]]
    if (Number.isNaN(decoded[i])) unknown += 1
  }
  return { values: decoded, unknown }
}

function decodeText(text: string, { task, classes }: Meaning, what: 'label' | 'prediction'): number {
  const plain = classText(text)
  switch (task) {
    case 'binary': {
      const [negative, positive] = classes
      if (positive !== null && sameTruth(plain, positive)) return 1
      // A label that is not the named class is of the rest; a prediction that is neither is not understood.
      return what === 'label' || (negative !== null && sameTruth(plain, negative)) ? 0 : Number.NaN
    }
    case 'multiclass': {
      const code = classes.indexOf(plain)
      return code < 0 ? Number.NaN : code
    }
    case 'regression':
    case 'ranking': {
      const truth = plain === 'true' ? 1 : plain === 'false' ? 0 : numberOf(plain)
      return Number.isFinite(truth) ? truth : Number.NaN
    }
  }
}

function predictionOf(log: ScoredLog, column: string, meaning: Meaning): Decoded {
  if (meaning.task === 'regression' || meaning.task === 'ranking') {
    return { values: log.numbers(column), unknown: 0 }
  }
  return decode(log.coded(column), meaning, 'prediction')
}

function scoresOf(
  log: ScoredLog,
  meaning: Meaning,
  prediction: Float64Array | null,
  confidence: Float64Array | null,
  notes: string[],
): Pick<Outcomes, 'score' | 'classScores'> {
  const columns = log.named('score')
  if (meaning.task === 'multiclass') {
    const matched = matchClasses(columns, meaning.classes)
    if (matched === null) {
      if (columns.length > 0) {
        notes.push(say('outcomes.unmatched_columns', { columns }))
      }
      return { score: null, classScores: null }
    }
    const classes = meaning.classes.length
    const classScores = new Float64Array(log.rows * classes)
    for (const [c, column] of matched.entries()) {
      const values = log.numbers(column)
      for (let i = 0; i < log.rows; i++) classScores[i * classes + c] = values[i]
    }
    return { score: null, classScores }
  }
  const [first, ...others] = columns
  if (first !== undefined) {
    if (others.length === 0) return { score: log.numbers(first), classScores: null }
    const positive = meaning.classes[1] ?? ''
    const chosen = columns.find((name) => endsWithClass(name, positive)) ?? first
    notes.push(say('outcomes.chosen_column', { columns: columns.length, column: chosen }))
    return { score: log.numbers(chosen), classScores: null }
  }
  if (meaning.task !== 'binary') return { score: prediction, classScores: null }
  if (prediction === null || confidence === null) return { score: null, classScores: null }
  notes.push(say('outcomes.from_confidence'))
  return {
    score: prediction.map((decided, i) => (decided === 1 ? confidence[i] : 1 - confidence[i])),
    classScores: null,
  }
}

/** For each class the score column whose name ends with it; null where one has none. */
function matchClasses(
  columns: readonly string[],
  classes: readonly (string | null)[],
): readonly string[] | null {
  if (columns.length < classes.length) return null
  const matched = classes.map((name) => columns.find((column) => endsWithClass(column, name ?? '')))
  const found = matched.filter((column) => column !== undefined)
  return found.length === classes.length && new Set(found).size === found.length ? found : null
}

function endsWithClass(column: string, name: string): boolean {
  const plain = column.toLowerCase()
  if (name === '' || !plain.endsWith(name)) return false
  return plain === name || !/[\p{L}\p{N}]/u.test(plain.at(-name.length - 1) ?? '')
}

function confidenceOf(
  meaning: Meaning,
  score: Float64Array | null,
  classScores: Float64Array | null,
): Float64Array | null {
  if (meaning.task === 'binary' && score !== null) {
    const confidence = new Float64Array(score.length)
    for (let i = 0; i < score.length; i++) {
      const p = score[i]
      confidence[i] = p >= 0 && p <= 1 ? Math.max(p, 1 - p) : Number.NaN
    }
    return confidence
  }
  if (classScores === null) return null
  const classes = meaning.classes.length
  return Float64Array.from({ length: classScores.length / classes }, (_, row) => {
    let most = Number.NEGATIVE_INFINITY
    for (let c = 0; c < classes; c++) {
      const p = classScores[row * classes + c]
      if (Number.isNaN(p)) return Number.NaN
      most = Math.max(most, p)
    }
    return most
  })
}

function countOutside(score: Float64Array): number {
  let outside = 0
  for (let i = 0; i < score.length; i++) if (score[i] < 0 || score[i] > 1) outside += 1
  return outside
}
