import { expect, test } from 'vitest'
import { guessRoles, guessTask, type NamedSummary } from './role-guess.ts'
import { hintsFromName, wordsOf } from './role-guess-names.ts'

function column(name: string, change: Partial<NamedSummary> = {}): NamedSummary {
  return {
    name,
    storage: 'number',
    present: 1000,
    missing: 0,
    distinct: 700,
    minimum: -3,
    maximum: 12,
    whole: false,
    meanLength: 0,
    yesNo: false,
    ascending: false,
    ...change,
  }
}
const unique = { distinct: 1000, whole: true, ascending: true, minimum: 0, maximum: 999 }
const binary = { distinct: 2, whole: true, minimum: 0, maximum: 1, yesNo: true }
const time = { storage: 'timestamp', ascending: true, distinct: 1000 } as const
const share = { minimum: 0.01, maximum: 0.99 }
const words = { storage: 'string', distinct: 8, meanLength: 6, minimum: null, maximum: null } as const

const roles = (columns: readonly NamedSummary[]) => guessRoles(columns).map(({ role }) => role)

test('a log of predictions, features and outcomes', () => {
  const columns = [
    column('id', unique),
    column('MedInc'),
    column('HouseAge', { whole: true }),
    column('timestamp', time),
    column('clf_target', binary),
    column('y_pred_proba', share),
    column('y_pred', binary),
  ]
  const guessed = roles(columns)
  expect(guessed).toEqual([
    'prediction_id',
    'feature',
    'feature',
    'timestamp',
    'label',
    'score',
    'prediction',
  ])
  expect(guessTask(columns, guessed)).toBe('binary')
})

test('what the serving system writes about itself', () => {
  expect(
    roles([
      column('request_id', { ...words, distinct: 1000 }),
      column('userId', { ...words, distinct: 300 }),
      column('modelVersion', words),
      column('model_name', { ...words, distinct: 1 }),
      column('served_by', words),
      column('latency_ms'),
      column('sample_weight'),
      column('Propensity Score', share),
      column('error', binary),
      column('final-decision', words),
      column('cohort', words),
    ]),
  ).toEqual([
    'prediction_id',
    'entity_id',
    'version',
    'model',
    'served_by',
    'latency_ms',
    'weight',
    'propensity',
    'error',
    'human_decision',
    'segment',
  ])
})

test('the surest column takes a role that only one can have', () => {
  expect(roles([column('created_at', time), column('timestamp', time), column('label_at', time)])).toEqual([
    'feature',
    'timestamp',
    'label_timestamp',
  ])
  expect(roles([column('label', binary), column('target', binary)])).toEqual(['label', 'feature'])
})

test('several scores are possible: one a class', () => {
  expect(roles([column('y_pred_proba_cat', share), column('y_pred_proba_dog', share)])).toEqual([
    'score',
    'score',
  ])
})

test('a name is not believed against the values', () => {
  expect(roles([column('id', { distinct: 12, whole: true })])).toEqual(['feature'])
  expect(roles([column('score', words)])).toEqual(['feature'])
  expect(roles([column('timestamp', { distinct: 4, whole: true })])).toEqual(['feature'])
})

test('numbers since 1970 make a timestamp', () => {
  const epoch = { whole: true, minimum: 1_609_459_200, maximum: 1_612_137_600, distinct: 1000 }
  expect(roles([column('ts', epoch)])).toEqual(['timestamp'])
})

test('identifiers without a telling name are left out', () => {
  const [guess] = guessRoles([column('hash', { ...words, distinct: 1000 })])
  expect(guess).toEqual({
    role: 'ignore',
    confidence: 0.6,
    because: 'Nearly all values differ: an identifier',
  })
})

test('times without a telling name are still a timestamp, with less confidence', () => {
  const [guess] = guessRoles([column('zeitpunkt', time)])
  expect(guess).toMatchObject({ role: 'timestamp', confidence: 0.7 })
})

test('an empty column is a feature of which little is known', () => {
  const [guess] = guessRoles([
    column('x', { present: 0, missing: 1000, distinct: 0, minimum: null, maximum: null }),
  ])
  expect(guess).toMatchObject({ role: 'feature', confidence: 0.3 })
})

test('tasks follow the outcome, else the score', () => {
  const task = (one: NamedSummary) => guessTask([one], roles([one]))
  expect(task(column('label', binary))).toBe('binary')
  expect(task(column('label', words))).toBe('multiclass')
  expect(task(column('label', { whole: true, distinct: 5 }))).toBe('multiclass')
  expect(task(column('target'))).toBe('regression')
  expect(task(column('y_pred_proba', share))).toBe('binary')
  expect(task(column('score'))).toBe('regression')
  expect(task(column('x'))).toBeNull()
})

test('names are compared as words', () => {
  expect(['userId', 'User ID', 'user-id', '_user.id_'].map(wordsOf)).toEqual(Array(4).fill('user_id'))
  expect(hintsFromName('temperature')).toEqual([])
})

test('a prediction_id whose values come again has duplicates; any other name of that kind names things', () => {
  const repeated = { ...words, distinct: 850, meanLength: 12 }
  expect(roles([column('prediction_id', repeated)])).toEqual(['prediction_id'])
  expect(roles([column('event_id', repeated)])).toEqual(['entity_id'])
  expect(roles([column('prediction_id', { ...repeated, distinct: 40 })])).toEqual(['entity_id'])
})
