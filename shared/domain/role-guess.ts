import type { Role, Task } from './columns.ts'
import { type ColumnSummary, epochFormatOf, isIdentifier, nearlyAllDiffer } from './kinds.ts'
import { hintsFromName, wordsOf } from './role-guess-names.ts'

export type NamedSummary = ColumnSummary & { readonly name: string }

export type RoleGuess = {
  readonly role: Role
  /** 0 to 1. */
  readonly confidence: number
  /** In words, for the person who checks the guess. */
  readonly because: string
}

/** Roles that at most one column of a log has. */
export const SINGLE_ROLES: ReadonlySet<Role> = new Set<Role>([
  'timestamp',
  'prediction_id',
  'prediction',
  'label',
  'label_timestamp',
  'confidence',
  'version',
  'model',
  'served_by',
  'human_decision',
  'propensity',
  'model_influenced',
  'latency_ms',
  'weight',
])

/**
 * Guesses what each column means from its name, its type and its values. A role that one column alone can have goes
 * to the surest one; the others take their next best guess. Everything that carries no hint is a feature.
 */
export function guessRoles(columns: readonly NamedSummary[]): readonly RoleGuess[] {
  const candidates = columns.map(candidatesOf)
  const chosen = columns.map(() => 0)
  for (const role of SINGLE_ROLES) {
    let best = -1
    for (;;) {
      const holders = chosen.flatMap((place, index) =>
        candidates[index][place].role === role ? [index] : [],
      )
      best = holders.reduce(
        (surest, index) =>
          surest === -1 ||
          candidates[index][chosen[index]].confidence > candidates[surest][chosen[surest]].confidence
            ? index
            : surest,
        -1,
      )
      const losers = holders.filter((index) => index !== best)
      if (losers.length === 0) break
      for (const index of losers) chosen[index] += 1
    }
  }
  return candidates.map((list, index) => list[chosen[index]])
}

/** The task that roles and values suggest, or null when nothing tells. */
export function guessTask(columns: readonly NamedSummary[], roles: readonly Role[]): Task | null {
  const withRole = (role: Role) => columns.filter((_, index) => roles[index] === role)
  const [outcome] = [...withRole('label'), ...withRole('prediction')]
  const [score] = withRole('score')
  if (outcome !== undefined) {
    if (outcome.distinct <= 2 && outcome.present > 0) return 'binary'
    if (outcome.storage === 'string' || outcome.storage === 'boolean') return 'multiclass'
    return outcome.whole && outcome.distinct <= 20 ? 'multiclass' : 'regression'
  }
  if (score === undefined) return null
  return isShare(score) ? 'binary' : 'regression'
}

function candidatesOf(column: NamedSummary): readonly RoleGuess[] {
  const named = hintsFromName(column.name).flatMap(({ role, weight }) => {
    const fit = fitOf(role, column)
    return fit === null
      ? []
      : [{ role, confidence: round(weight * fit.factor), because: `The name says ${role}; ${fit.words}` }]
  })
  return [
    ...named,
    fallback(column),
    { role: 'feature', confidence: 0.3, because: 'Another column fits the role better' },
  ]
}

function fallback(column: NamedSummary): RoleGuess {
  if (column.present === 0) {
    return { role: 'feature', confidence: 0.3, because: 'It has no value in the sample' }
  }
  if (column.storage === 'timestamp' && column.ascending && column.distinct > 1) {
    return { role: 'timestamp', confidence: 0.7, because: 'It holds times in the order of the rows' }
  }
  if (column.storage === 'timestamp') {
    return { role: 'timestamp', confidence: 0.5, because: 'It holds times' }
  }
  if (isIdentifier(column) && (column.storage === 'number' || column.meanLength < 40)) {
    return column.storage === 'number'
      ? { role: 'ignore', confidence: 0.6, because: 'Whole numbers that count the rows: an identifier' }
      : { role: 'ignore', confidence: 0.6, because: 'Nearly all values differ: an identifier' }
  }
  return { role: 'feature', confidence: 0.8, because: 'Nothing says that it is anything else' }
}

type Fit = { readonly factor: number; readonly words: string }

/** Whether the values can play a role, or null when they cannot. */
function fitOf(role: Role, column: NamedSummary): Fit | null {
  const { storage } = column
  switch (role) {
    case 'timestamp':
    case 'label_timestamp':
      if (storage === 'timestamp') return { factor: 1, words: 'it holds times' }
      if (column.present === 0) return { factor: 0.5, words: 'it has no value in the sample' }
      return storage === 'number' && column.whole && isEpoch(column)
        ? { factor: 0.95, words: 'its numbers read as times since 1970' }
        : null
    case 'prediction_id':
      if (column.present === 0) return null
      if (storage !== 'string' && !column.whole) return null
      if (nearlyAllDiffer(column)) return { factor: 1, words: 'nearly all values differ' }
      return saysPredictionId(column.name) && column.distinct >= column.present / 2
        ? { factor: 0.97, words: 'some of its values come more than once' }
        : null
    case 'entity_id':
      return storage === 'string' || (storage === 'number' && column.whole)
        ? { factor: column.distinct < column.present ? 1 : 0.8, words: 'its values name things' }
        : null
    case 'score':
      if (storage !== 'number') return null
      return isShare(column)
        ? { factor: 1, words: 'its numbers lie between 0 and 1' }
        : { factor: 0.7, words: 'it holds numbers' }
    case 'confidence':
    case 'propensity':
    case 'latency_ms':
    case 'weight':
    case 'value':
      return storage === 'number' ? { factor: 1, words: 'it holds numbers' } : null
    case 'prediction':
    case 'label':
      return storage === 'timestamp' || (storage === 'string' && isIdentifier(column))
        ? null
        : { factor: column.present === 0 ? 0.8 : 1, words: differentValues(column) }
    case 'served_by':
    case 'model':
    case 'version':
    case 'segment':
    case 'human_decision':
    case 'model_influenced':
    case 'error':
      return storage === 'timestamp' || nearlyAllDifferMany(column)
        ? null
        : { factor: 1, words: differentValues(column) }
    case 'feature':
    case 'ignore':
      return { factor: 1, words: 'it holds values' }
  }
}

function differentValues({ distinct }: NamedSummary): string {
  return `it has ${distinct} different ${distinct === 1 ? 'value' : 'values'}`
}

/** Whether a name leaves no doubt that its values tell predictions apart, so that one that comes again is a duplicate. */
export function saysPredictionId(name: string): boolean {
  return wordsOf(name) === 'prediction_id'
}

function nearlyAllDifferMany(column: NamedSummary): boolean {
  return column.present >= 20 && nearlyAllDiffer(column)
}

function isShare({ storage, minimum, maximum }: ColumnSummary): boolean {
  return storage === 'number' && minimum !== null && maximum !== null && minimum >= 0 && maximum <= 1
}

function isEpoch({ minimum, maximum }: ColumnSummary): boolean {
  return (
    minimum !== null &&
    maximum !== null &&
    epochFormatOf(minimum) !== null &&
    epochFormatOf(minimum) === epochFormatOf(maximum)
  )
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
