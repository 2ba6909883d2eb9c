import { AppError } from '#shared/domain/errors.ts'
import type { Subject } from '#shared/policy/latency/latency.ts'
import { categoricalSubject, errorSubject, numericSubject } from '#shared/policy/latency/subjects.ts'
import { createRandom, shuffle } from '#shared/stats/random.ts'
import { nearest } from '#shared/stats/text/nearest.ts'
import { say } from '#shared/words/say.ts'
import { cutWindows, type LogWindows } from '../../monitors/performance/windows.ts'
import { meaningOf } from '../../monitors/scored-log/meaning.ts'
import { outcomesOf } from '../../monitors/scored-log/outcomes.ts'
import { openScoredLog } from '../../monitors/scored-log/read-scored-log.ts'
import type { Outcomes, ScoredLog } from '../../monitors/scored-log/types.ts'
import type { MeasureLatencyTask } from './procedures.ts'

/** The stream of random numbers that mixes rows, apart from those of the trials. */
const MIXING = 0xffff_ffff

export type PreparedSubject = {
  readonly subject: Subject
  readonly rows: number
  readonly referenceRows: number
  readonly cut: LogWindows
  readonly sliceRows: number | null
  readonly remarks: readonly string[]
}

/**
 * Reads what a shift is put into.
 * @throws AppError `COLUMN_UNKNOWN`; `BAD_PARAMS` for a shift that this column cannot have, a slice without rows;
 * `NOTHING_TO_COMPARE` for a log that is too short; `MAPPING_INVALID` for outcomes that are not binary.
 */
export function prepareSubject(task: MeasureLatencyTask, stop: () => void): PreparedSubject {
  const whole = openScoredLog(task.log, stop)
  const cutAt = task.reference === null ? Math.floor(whole.rows / 3) : 0
  const rows = whole.rows - cutAt
  if (rows < 1_000 || (task.reference === null && cutAt < 200)) {
    throw new AppError(
      'NOTHING_TO_COMPARE',
      `The log has ${whole.rows} rows, too few to put shifts into.`,
      'Give a log of some thousand rows, and a baseline with --reference.',
    )
  }
  const reference = task.reference === null ? null : openScoredLog(task.reference, stop)
  const remarks = [
    ...(reference === null ? [say('latency.first_third')] : []),
    ...(task.steady ? [say('latency.steady')] : []),
    ...(whole.times === null ? [say('latency.untimed')] : []),
  ]
  const times = whole.times?.subarray(cutAt) ?? null
  const touched = touchedRows(task, whole, cutAt)
  const parts = { whole, reference, cutAt, times, touched, remarks }
  const built = task.kind === 'flip' ? outcomes(task, parts) : column(task, task.kind, parts)
  return {
    ...built,
    rows,
    referenceRows: reference?.rows ?? cutAt,
    sliceRows: touched === null ? null : touched.reduce((sum, one) => sum + one, 0),
  }
}

type Parts = {
  readonly whole: ScoredLog
  readonly reference: ScoredLog | null
  readonly cutAt: number
  readonly times: Float64Array | null
  readonly touched: Uint8Array | null
  readonly remarks: readonly string[]
}
type Built = Pick<PreparedSubject, 'subject' | 'cut' | 'remarks'>

function column(
  task: MeasureLatencyTask,
  kind: Exclude<MeasureLatencyTask['kind'], 'flip'>,
  { whole, reference, cutAt, times, touched, remarks }: Parts,
): Built {
  const name = task.column ?? ''
  const found = requireColumn(whole, name)
  if (reference !== null) requireColumn(reference, name)
  const cut = cutWindows(times, whole.rows - cutAt, task.window)
  const course = { row: null, servedAt: times, knownAt: times, edges: edgesOf(cut), touched }
  const isNumeric = found.storage === 'number' || found.storage === 'timestamp'
  const head = { name, role: found.role, storage: found.storage }
  const subject = isNumeric
    ? numericSubject(
        { ...head, kind: 'numeric' },
        mixed(task, {
          values: whole.numbers(name).slice(cutAt),
          reference: reference === null ? whole.numbers(name).slice(0, cutAt) : reference.numbers(name),
        }),
        { kind, sentinel: task.sentinel, streams: task.streams, course },
      )
    : categoricalSubject(
        { ...head, kind: 'categorical' },
        categories(task, { whole, reference, name, cutAt }),
        { kind, course },
      )
  if (subject === null) throw unfit(name, kind, isNumeric)
  return { subject, cut, remarks }
}

function unfit(name: string, kind: string, isNumeric: boolean): AppError {
  return isNumeric
    ? new AppError('BAD_PARAMS', `The baseline has no number in "${name}".`, 'Choose another column.')
    : new AppError(
        'BAD_PARAMS',
        `"${name}" holds categories, which have no ${kind}.`,
        'Choose mix, sentinel or missing, or a column of numbers.',
      )
}

type Sides = { readonly values: Float64Array; readonly reference: Float64Array }

/** Both sides with their rows dealt anew by chance, where that is wanted. */
function mixed({ steady, seed }: MeasureLatencyTask, sides: Sides): Sides {
  if (!steady) return sides
  const all = new Float64Array(sides.reference.length + sides.values.length)
  all.set(sides.reference)
  all.set(sides.values, sides.reference.length)
  shuffle(createRandom(seed, MIXING), all)
  return {
    reference: all.slice(0, sides.reference.length),
    values: all.slice(sides.reference.length),
  }
}

/** Codes of both sides into one list of names. */
function categories(
  task: MeasureLatencyTask,
  { whole, reference, name, cutAt }: Pick<Parts, 'whole' | 'reference' | 'cutAt'> & { readonly name: string },
) {
  const { codes, values } = whole.coded(name)
  const before = reference?.coded(name)
  const names = [...new Set([...values, ...(before?.values ?? [])])]
  const place = new Map(names.map((text, code) => [text, code]))
  const ownCode = (code: number) =>
    before === undefined || code < 0 ? code : (place.get(before.values[code]) ?? -1)
  const sides = mixed(task, {
    values: Float64Array.from(codes.subarray(cutAt)),
    reference: Float64Array.from(before?.codes ?? codes.subarray(0, cutAt), ownCode),
  })
  const tally = new Float64Array(names.length)
  let missing = 0
  for (const code of sides.reference) {
    if (code < 0) missing += 1
    else tally[code] += 1
  }
  const counts = new Map(
    names.flatMap((text, code) => (tally[code] > 0 ? [[text, tally[code]] as const] : [])),
  )
  return { values: sides.values, names, reference: { counts, missing } }
}

function outcomes(
  task: MeasureLatencyTask,
  { whole, reference, cutAt, times, touched, remarks }: Parts,
): Built {
  const meaning = meaningOf(reference === null ? [whole] : [whole, reference], task.given)
  if (meaning.task !== 'binary') {
    throw new AppError(
      'MAPPING_INVALID',
      `Outcomes can be flipped where there are two of them; this is a ${meaning.task} log.`,
      'Shift a column instead, or set the task to binary in the mapping.',
    )
  }
  const own = outcomesOf(whole, meaning)
  const errors = errorsOf(own)
  const before = reference === null ? errors.subarray(0, cutAt) : errorsOf(outcomesOf(reference, meaning))
  const seenAt = seenTimes(whole)
  const places = knownPlaces(seenAt, errors, cutAt)
  const knownAt = seenAt && Float64Array.from(places, (row) => seenAt[row])
  const isLate = times !== null && seenAt !== null && places.some((row) => seenAt[row] > times[row - cutAt])
  const cut = cutWindows(knownAt, places.length, task.window)
  const sides = mixed(task, {
    values: Float64Array.from(places, (row) => errors[row]),
    reference: before.filter((error) => !Number.isNaN(error)),
  })
  const wrong = sides.reference.reduce((sum, error) => sum + error, 0)
  const baseline = { right: sides.reference.length - wrong, labelled: sides.reference.length }
  const left = whole.rows - cutAt - places.length
  return {
    cut,
    subject: errorSubject(sides.values, baseline, {
      streams: task.streams,
      course: {
        row: places.map((row) => row - cutAt),
        servedAt: times,
        knownAt,
        edges: edgesOf(cut),
        touched: touched === null ? null : Uint8Array.from(places, (row) => touched[row - cutAt]),
      },
    }),
    remarks: [
      ...remarks,
      ...(left > 0 ? [say('latency.unlabelled', { n: left })] : []),
      ...(isLate ? [say('latency.late_labels')] : []),
    ],
  }
}

/** When the outcome of each row could be seen: when its label came, else with the row, as a replay counts. */
function seenTimes({ times, labels }: ScoredLog): Float64Array | null {
  const { seenAt } = labels
  return times?.map((at, row) => (Number.isNaN(seenAt[row]) ? at : Math.max(at, seenAt[row]))) ?? null
}

/** 1 where the prediction (or the likelier class) is wrong, 0 where it is right, NaN where that is not known. */
function errorsOf({ label, prediction, score }: Outcomes): Float64Array {
  return label.map((truth, row) => {
    const decided = prediction?.[row] ?? Number.NaN
    const chance = score?.[row] ?? Number.NaN
    const said = !Number.isNaN(decided) || Number.isNaN(chance) ? decided : Number(chance >= 0.5)
    return Number.isNaN(truth) || Number.isNaN(said) ? Number.NaN : Number(said !== truth)
  })
}

/** Rows from `cutAt` on whose outcome is known, in the order in which it became known. */
function knownPlaces(seenAt: Float64Array | null, errors: Float64Array, cutAt: number): Uint32Array {
  const rows: number[] = []
  for (let row = cutAt; row < errors.length; row++) if (!Number.isNaN(errors[row])) rows.push(row)
  if (rows.length < 500) {
    throw new AppError(
      'NOTHING_TO_COMPARE',
      `${rows.length} rows have a known outcome, too few to flip some.`,
      'Give the labels with --labels, or shift a column instead.',
    )
  }
  if (seenAt !== null) {
    const placeOf = (row: number) => (Number.isNaN(seenAt[row]) ? Number.POSITIVE_INFINITY : seenAt[row])
    rows.sort((a, b) => placeOf(a) - placeOf(b) || a - b)
  }
  return Uint32Array.from(rows)
}

function edgesOf({ windows }: LogWindows): Uint32Array {
  const last = windows.at(-1)
  return Uint32Array.from([...windows.map(({ from }) => from), ...(last === undefined ? [] : [last.to])])
}

function touchedRows({ slice }: MeasureLatencyTask, log: ScoredLog, cutAt: number): Uint8Array | null {
  if (slice === null) return null
  requireColumn(log, slice.column)
  const { codes, values } = log.coded(slice.column)
  const code = values.indexOf(slice.value)
  const touched = Uint8Array.from(codes.subarray(cutAt), (own) => Number(own === code && code >= 0))
  if (!touched.includes(1)) {
    const near = nearest(slice.value, values.slice(0, 1_000))
    throw new AppError(
      'BAD_PARAMS',
      `No row has "${slice.value}" in "${slice.column}".`,
      near === null ? 'Choose a value that occurs.' : `Did you mean "${near}"?`,
    )
  }
  return touched
}

function requireColumn({ columns }: ScoredLog, name: string) {
  const found = columns.find((one) => one.name === name)
  if (found !== undefined) return found
  const names = columns.map((one) => one.name)
  const near = nearest(name, names)
  throw new AppError(
    'COLUMN_UNKNOWN',
    name === '' ? 'No column is named.' : `There is no column "${name}".`,
    near === null ? `There are ${names.slice(0, 20).join(', ')}.` : `Did you mean "${near}"?`,
  )
}
