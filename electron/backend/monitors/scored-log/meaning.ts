import type { Task } from '#shared/domain/columns.ts'
import { AppError } from '#shared/domain/errors.ts'
import { classesByWords, classText, numberOf } from '#shared/domain/truth.ts'
import { say } from '#shared/words/say.ts'
import type { Coded, GivenMeaning, Meaning, ScoredLog } from './types.ts'

const MOST_CLASSES = 1_000
const FEW = 20

/**
 * Decides by the labels of all logs (then by predictions and scores) what task this is and what the positive class is,
 * so that baseline and log are read alike. What a person said goes first.
 *
 * The positive class is, in this order: the one that was named; the one that is a word of truth (1, true, yes, positive)
 * or whose opposite is a word of falsehood (0, -1, false, no, negative); the one on whose rows the mean score is higher;
 * the greater number; the rarer one.
 * @throws AppError `MAPPING_INVALID` where a named task does not fit the labels.
 */
export function meaningOf(logs: readonly ScoredLog[], given: GivenMeaning): Meaning {
  const labels = tally(logs.map((log) => log.labels))
  const predictions = tally(
    logs.flatMap((log) => {
      const [column] = log.named('prediction')
      if (column === undefined) return []
      const distinct = log.columns.find(({ name }) => name === column)?.storage === 'number'
      // A column of many numbers is no list of classes; reading it as texts would cost a map of all rows.
      return distinct && !fewNumbers(log.numbers(column)) ? [] : [log.coded(column)]
    }),
  )
  const { task, because } = taskOf(logs, labels, predictions, given)
  switch (task) {
    case 'binary':
      return { task, taskBecause: because, ...binaryClasses(logs, labels, predictions, given) }
    case 'multiclass': {
      const classes = [...new Set([...labels.keys(), ...predictions.keys()])].sort(compareClasses)
      if (classes.length > MOST_CLASSES) {
        throw new AppError(
          'MAPPING_INVALID',
          say('error.labels.many', { classes: classes.length }),
          say('error.labels.many.mend'),
        )
      }
      return { task, taskBecause: because, classes, positiveBecause: null }
    }
    case 'regression':
    case 'ranking':
      return { task, taskBecause: because, classes: [], positiveBecause: null }
  }
}

/** Rows by class text. */
type Tally = ReadonlyMap<string, number>

function tally(columns: readonly Coded[]): Tally {
  const rows = new Map<string, number>()
  for (const { codes, values } of columns) {
    const counts = new Float64Array(values.length)
    for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) counts[codes[i]] += 1
    for (const [code, text] of values.entries()) {
      if (counts[code] === 0) continue
      const key = classText(text)
      rows.set(key, (rows.get(key) ?? 0) + counts[code])
    }
  }
  return rows
}

function fewNumbers(values: Float64Array): boolean {
  const seen = new Set<number>()
  for (const value of values) {
    if (!Number.isNaN(value)) seen.add(value)
    if (seen.size > FEW) return false
  }
  return true
}

function taskOf(
  logs: readonly ScoredLog[],
  labels: Tally,
  predictions: Tally,
  { task, positive, taskBy = 'mapping', positiveBy = 'mapping' }: GivenMeaning,
): { readonly task: Task; readonly because: string } {
  if (task !== undefined) return { task, because: say(`task.said.${taskBy}`) }
  if (positive !== undefined) return { task: 'binary', because: say(`task.positive.${positiveBy}`) }
  if (logs.some((log) => log.named('score').length > 1)) {
    return { task: 'multiclass', because: say('task.several_scores') }
  }
  const texts = [...labels.keys()]
  if (texts.length > 2) {
    const numbers = texts.map(numberOf)
    if (numbers.some(Number.isNaN)) {
      return { task: 'multiclass', because: say('task.label_texts', { count: texts.length }) }
    }
    const whole = numbers.every(Number.isInteger)
    if (whole && texts.length <= FEW && predictions.size > 0 && [...predictions.keys()].every(isWhole)) {
      return { task: 'multiclass', because: say('task.label_numbers', { count: texts.length }) }
    }
    return { task: 'regression', because: say('task.many_numbers') }
  }
  if (texts.length > 0) return { task: 'binary', because: say('task.label_values', { count: texts.length }) }
  if (predictions.size > 2) {
    return [...predictions.keys()].some((text) => Number.isNaN(numberOf(text)))
      ? { task: 'multiclass', because: say('task.prediction_texts') }
      : { task: 'regression', because: say('task.prediction_numbers') }
  }
  if (predictions.size > 0) {
    return { task: 'binary', because: say('task.two_values') }
  }
  const score = logs.flatMap((log) => log.named('score').map((name) => log.numbers(name)))
  if (score.some(sharesOnly)) {
    return { task: 'binary', because: say('task.shares') }
  }
  return { task: 'regression', because: say('task.predictions_many') }
}

const isWhole = (text: string): boolean => Number.isInteger(numberOf(text))

function sharesOnly(values: Float64Array): boolean {
  let seen = false
  for (const value of values) {
    if (Number.isNaN(value)) continue
    if (value < 0 || value > 1) return false
    seen = true
  }
  return seen
}

function compareClasses(a: string, b: string): number {
  const difference = numberOf(a) - numberOf(b)
  if (!Number.isNaN(difference)) return difference
  return a < b ? -1 : a > b ? 1 : 0
}

function binaryClasses(
  logs: readonly ScoredLog[],
  labels: Tally,
  predictions: Tally,
  { positive, positiveBy = 'mapping' }: GivenMeaning,
): Pick<Meaning, 'classes' | 'positiveBecause'> {
  const texts = [...new Set([...labels.keys(), ...predictions.keys()])].sort(compareClasses)
  const other = (one: string): string | null => texts.find((text) => text !== one) ?? null
  if (positive !== undefined) {
    const named = classText(String(positive))
    return { classes: [other(named), named], positiveBecause: say(`positive.named.${positiveBy}`) }
  }
  const words = classesByWords(texts)
  if (words !== null) {
    const positiveBecause =
      words.toldBy === null
        ? say('positive.word_true')
        : say('positive.word_false', { negative: words.toldBy })
    return { classes: [words.negative, words.positive], positiveBecause }
  }
  const own = [...labels.keys()].sort(compareClasses)
  const [first, second] = own.length === 2 ? own : texts
  if (first === undefined) return { classes: ['0', '1'], positiveBecause: say('positive.no_labels') }
  if (second === undefined) {
    return { classes: [first, '1'], positiveBecause: say('positive.only', { value: first }) }
  }
  const gap = scoreGap(logs, first, second)
  if (gap !== 0) {
    const chosen = gap > 0 ? second : first
    return {
      classes: [chosen === second ? first : second, chosen],
      positiveBecause: say('positive.higher_score'),
    }
  }
  if (!Number.isNaN(numberOf(first)) && !Number.isNaN(numberOf(second))) {
    return { classes: [first, second], positiveBecause: say('positive.greater') }
  }
  const rarer = (labels.get(first) ?? 0) < (labels.get(second) ?? 0) ? first : second
  return { classes: [other(rarer), rarer], positiveBecause: say('positive.rarer') }
}

/** Mean score on the rows of `second` less that on the rows of `first`; 0 where nothing can be said. */
function scoreGap(logs: readonly ScoredLog[], first: string, second: string): number {
  const sums = [0, 0]
  const rows = [0, 0]
  for (const log of logs) {
    const [column] = log.named('score')
    if (column === undefined) continue
    const score = log.numbers(column)
    const { codes, values } = log.labels
    const side = values.map((text) => [first, second].indexOf(classText(text)))
    for (let i = 0; i < codes.length; i++) {
      const at = codes[i] < 0 ? -1 : side[codes[i]]
      if (at < 0 || Number.isNaN(score[i])) continue
      sums[at] += score[i]
      rows[at] += 1
    }
  }
  return rows[0] > 0 && rows[1] > 0 ? sums[1] / rows[1] - sums[0] / rows[0] : 0
}
