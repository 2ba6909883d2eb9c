import type { Mapping } from '#shared/contract/mapping.ts'
import type { ColumnKind, ColumnStorage, Role, Task } from '#shared/domain/columns.ts'
import { AppError } from '#shared/domain/errors.ts'
import {
  epochFormatOf,
  kindOf,
  MISSING_WORDS,
  shapeOfTexts,
  type TextShape,
  type TimeFormat,
  timeFormatOf,
} from '#shared/domain/kinds.ts'
import { guessRoles, guessTask, type RoleGuess } from '#shared/domain/role-guess.ts'
import { nearest } from '#shared/stats/text/nearest.ts'
import { say } from '#shared/words/say.ts'
import type { FileSample, SampledColumn } from '../sample/types.ts'
import { checkTimezone } from '../text/times.ts'
import { overSaved } from './saved-mapping.ts'
import { type SampleSummary, summarise } from './summary.ts'

/** How one column of the log is read and stored. */
export type PlannedColumn = {
  readonly name: string
  readonly storage: ColumnStorage
  readonly time: TimeFormat | null
  readonly role: Role
  readonly guess: RoleGuess
  /** Whether the role comes from the mapping. */
  readonly mapped: boolean
  /** By the sample; the import corrects it by all rows. */
  readonly kind: ColumnKind
  readonly summary: SampleSummary
  readonly missingWord: string | null
  /** Whether its numbers have decimal commas. */
  readonly decimalComma: boolean
}

/** How files become one log. */
export type ImportPlan = {
  readonly samples: readonly FileSample[]
  readonly columns: readonly PlannedColumn[]
  readonly task: Task | null
  /** What was given and what was saved, without guesses. */
  readonly mapping: Mapping | undefined
  readonly timezone: string
  readonly notes: readonly string[]
}

/** Identifiers are kept letter by letter, so that they join whatever the other file made of them. */
const IDENTIFIERS: ReadonlySet<Role> = new Set<Role>(['prediction_id', 'entity_id'])
const TIMES: ReadonlySet<Role> = new Set<Role>(['timestamp', 'label_timestamp'])

/**
 * Decides by the samples of all files and the mapping how each column is read. Columns of several files are joined by
 * name; where files disagree about what a column holds, texts win, and a note says so.
 * `saved` is what was chosen for the model before: it holds where `mapping` says nothing, for the columns that there are.
 * @throws AppError `COLUMN_UNKNOWN` with the nearest name, `MAPPING_INVALID`.
 */
export function planImport(
  samples: readonly FileSample[],
  given: Mapping | undefined,
  saved?: Mapping | undefined,
): ImportPlan {
  const mapping = overSaved(samples, given, saved)
  const timezone = checkTimezone(mapping?.timezone ?? 'UTC')
  const notes = samples.flatMap(({ file, notes: own }) =>
    own.map((note) =>
      samples.length > 1 ? say('import.note.of_file', { file: file.source.name, note }) : note,
    ),
  )
  const shaped = joinByName(samples, notes).map((column) => ({
    ...column,
    summary: summarise(column.texts, { ...column.shape, timezone }),
  }))
  checkNames(
    mapping,
    shaped.map(({ name }) => name),
    samples,
  )
  const guesses = guessRoles(shaped.map(({ name, summary }) => ({ ...summary, name })))
  const columns = shaped.map((column, index): PlannedColumn => {
    const guess = guesses[index]
    const role = mapping?.roles[column.name] ?? roleBeside(guess, mapping)
    const { storage, time } = storageFor(role, column.name, column.shape, column.summary, column.texts)
    const summary =
      storage === column.shape.storage && time === column.shape.time
        ? column.summary
        : summarise(column.texts, { storage, time, decimalComma: column.shape.decimalComma, timezone })
    const { missingWord } = column.shape
    if (missingWord !== null && storage !== 'string') {
      notes.push(say('import.note.missing_word', { word: missingWord, name: column.name }))
    }
    return {
      name: column.name,
      storage,
      time,
      role,
      guess,
      mapped: mapping?.roles[column.name] !== undefined,
      kind: kindOf(summary),
      summary,
      missingWord: storage === 'string' ? null : missingWord,
      decimalComma: column.shape.decimalComma,
    }
  })
  const named = columns.map(({ name, summary }) => ({ ...summary, name }))
  const task =
    mapping?.task ??
    guessTask(
      named,
      columns.map(({ role }) => role),
    )
  return { samples, columns, task, mapping, timezone, notes }
}

type JoinedColumn = { readonly name: string; readonly texts: readonly string[]; readonly shape: TextShape }

function joinByName(samples: readonly FileSample[], notes: string[]): JoinedColumn[] {
  const byName = new Map<string, { sample: FileSample; column: SampledColumn; shape: TextShape }[]>()
  for (const sample of samples) {
    for (const column of sample.columns) {
      const holders = byName.get(column.name) ?? []
      holders.push({ sample, column, shape: shapeOf(column, sample) })
      byName.set(column.name, holders)
    }
  }
  return [...byName].map(([name, holders]) => {
    const missingIn = samples.length - holders.length
    if (missingIn > 0) {
      notes.push(say('import.note.absent', { name, missing: missingIn, files: samples.length }))
    }
    const texts = holders.flatMap(({ column }) => column.texts)
    const shapes = holders
      .filter(({ column }) => column.texts.some((text) => text !== ''))
      .map(({ shape }) => shape)
    const [first] = shapes
    if (first === undefined) return { name, texts, shape: holders[0].shape }
    const agree = shapes.every(({ storage, time }) => storage === first.storage && time === first.time)
    if (agree) return { name, texts, shape: first }
    notes.push(say('import.note.disagree', { name }))
    return { name, texts, shape: { storage: 'string', time: null, decimalComma: false, missingWord: null } }
  })
}

function shapeOf(column: SampledColumn, sample: FileSample): TextShape {
  const decimalComma = sample.dialect?.decimalComma ?? false
  if (column.storage === null) return shapeOfTexts([...column.texts, ...column.later], decimalComma)
  const fixed: TextShape = { storage: column.storage, time: null, decimalComma: false, missingWord: null }
  if (column.storage === 'timestamp') return { ...fixed, time: 'epoch_ms' }
  if (column.storage !== 'string') return fixed
  // A typed text may still be a time: most exports have no better way to say so.
  const read = shapeOfTexts(column.texts, false)
  return read.storage === 'timestamp' ? read : fixed
}

/** A guessed role that only one column can have yields to a mapped one. */
function roleBeside(guess: RoleGuess, mapping: Mapping | undefined): Role {
  const mapped = Object.values(mapping?.roles ?? {})
  if (
    guess.role === 'feature' ||
    guess.role === 'ignore' ||
    guess.role === 'segment' ||
    guess.role === 'score'
  ) {
    return guess.role
  }
  if (guess.role === 'entity_id') return guess.role
  return mapped.includes(guess.role) ? 'feature' : guess.role
}

function storageFor(
  role: Role,
  name: string,
  shape: TextShape,
  summary: SampleSummary,
  texts: readonly string[],
): { storage: ColumnStorage; time: TimeFormat | null } {
  if (IDENTIFIERS.has(role)) return { storage: 'string', time: null }
  if (!TIMES.has(role) || shape.storage === 'timestamp' || summary.present === 0) {
    return TIMES.has(role) && summary.present === 0 ? { storage: 'timestamp', time: 'iso' } : shape
  }
  const epoch = shape.storage === 'number' && summary.maximum !== null ? epochFormatOf(summary.maximum) : null
  if (epoch !== null) return { storage: 'timestamp', time: epoch }
  // The mapping says that these are times: those that are none are kept aside row by row.
  const present = texts.filter((text) => !MISSING_WORDS.has(text))
  const times = present.filter((text) => timeFormatOf([text]) !== null)
  const time = timeFormatOf(times)
  if (time !== null && times.length * 2 >= present.length) return { storage: 'timestamp', time }
  const example = texts.find((text) => text !== '') ?? ''
  throw new AppError(
    'MAPPING_INVALID',
    say('error.role.no_times', { name, role, example: example.slice(0, 40) }),
    say('error.role.no_times.mend'),
  )
}

function checkNames(
  mapping: Mapping | undefined,
  names: readonly string[],
  samples: readonly FileSample[],
): void {
  for (const name of Object.keys(mapping?.roles ?? {})) {
    if (names.includes(name)) continue
    const similar = nearest(name, names)
    throw new AppError(
      'COLUMN_UNKNOWN',
      say('error.import.column', {
        name,
        files: samples
          .map(({ file }) => file.source.name)
          .join(', ')
          .slice(0, 200),
      }),
      similar === null
        ? say('mend.use_one_of', { names: names.slice(0, 30) })
        : say('mend.correct_mapping', { name: similar }),
    )
  }
}
