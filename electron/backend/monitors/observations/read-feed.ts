import { fitIsotonic, groupLabels, isotonicAt } from '#shared/stats/calibration/isotonic.ts'
import { labelledScores } from '#shared/stats/performance/labelled-scores.ts'
import { sortFloat64 } from '#shared/stats/sorting/float64.ts'
import { say } from '#shared/words/say.ts'
import { meaningOf } from '../scored-log/meaning.ts'
import { outcomesKnown } from '../scored-log/outcomes.ts'
import type { GivenMeaning, Outcomes, ScoredLog } from '../scored-log/types.ts'
import { binColumn } from './bin-column.ts'
import { CONFIDENCE_UNIT, type LateLabels, MEASURED, type RowFeed, type WantedColumns } from './feed.ts'

/** A feed with what was decided on the way, for people. */
export type ReadFeed = {
  readonly feed: RowFeed
  /** Labels, scores and predictions as numbers, by place. */
  readonly outcomes: Outcomes
  /** Money behind each row, NaN where unknown; null where the log has none. */
  readonly value: Float64Array | null
  readonly notes: readonly string[]
}

const ASSUMED_GAP_MS = 1_000
const NO_ERROR: ReadonlySet<string> = new Set([
  '',
  '0',
  'false',
  'no',
  'none',
  'null',
  'ok',
  'success',
  '200',
])
const BY_MODEL: ReadonlySet<string> = new Set(['ai', 'model', 'ml', ''])

/**
 * The rows of a log as windows over them need them. Labels count from when they came, where that was recorded; else as if
 * they came with their row. A log without times gets one row a second.
 */
export function readFeed(
  log: ScoredLog,
  reference: ScoredLog | null,
  given: GivenMeaning,
  wanted: WantedColumns,
  loopTests: RowFeed['loopTests'] = [],
): ReadFeed {
  const meaning = meaningOf(reference === null ? [log] : [reference, log], given)
  const outcomes = outcomesKnown(log, meaning)
  const notes = [...outcomes.notes]
  const times = filledTimes(log)
  if (log.times === null) notes.push(say('replay.no_times'))
  const errors = wanted.errors === true ? errorsOf(outcomes) : null
  const right =
    errors === null ? rightOf(outcomes) : Int8Array.from(errors, (unit) => (unit < 0 ? -1 : MEASURED))
  const labelled = right.some((outcome) => outcome >= 0)
  if (!labelled && (meaning.task === 'regression' || meaning.task === 'ranking')) {
    notes.push(say('replay.numbers'))
  }
  const late = lateLabels(times, right, log.labels.seenAt)
  if (labelled && !log.labels.timesRecorded) {
    notes.push(say('replay.label_times'))
  }
  const latencyColumn = log.named('latency_ms')[0]
  const latency = latencyColumn === undefined ? null : log.numbers(latencyColumn)
  const valueColumn = log.named('value')[0]
  return {
    feed: {
      rows: log.rows,
      firstRow: 0,
      times,
      timed: log.times !== null,
      right,
      late,
      labelsExpected: labelled,
      errors,
      confidence: outcomes.confidence === null ? null : Int32Array.from(outcomes.confidence, unitsOf),
      expected: expectedOf(outcomes, reference, meaning, notes),
      error: errorOf(log),
      latency,
      byModel: servedByModel(log),
      numbers: new Map(
        [...wanted.numbers]
          .filter((name) => log.columns.some((column) => column.name === name))
          .map((name) => [name, log.numbers(name)]),
      ),
      binned: new Map(
        [...wanted.binned].flatMap((name) => {
          const binned = binColumn(log, reference, name)
          return binned === null ? [] : [[name, binned] as const]
        }),
      ),
      segments: new Map(
        [...(wanted.segments ?? [])]
          .filter((name) => log.columns.some((column) => column.name === name))
          .map((name) => [name, log.coded(name)]),
      ),
      baselineP99: latencyColumn === undefined ? null : baselineP99(log, reference, latencyColumn),
      loopTests,
    },
    outcomes,
    value: valueColumn === undefined ? null : log.numbers(valueColumn),
    notes,
  }
}

function unitsOf(confidence: number): number {
  return confidence >= 0 && confidence <= 1 ? Math.round(confidence / CONFIDENCE_UNIT) : -1
}

/** Never falling: a row without a time has that of the row before. */
function filledTimes({ times, rows }: ScoredLog): Float64Array {
  if (times === null) return Float64Array.from({ length: rows }, (_, row) => row * ASSUMED_GAP_MS)
  const filled = times.slice()
  let last = 0
  for (let row = 0; row < rows; row++) {
    if (filled[row] >= last) last = filled[row]
    else filled[row] = last
  }
  return filled
}

function rightOf({ meaning, label, prediction, score }: Outcomes): Int8Array {
  const right = new Int8Array(label.length).fill(-1)
  if (meaning.task !== 'binary' && meaning.task !== 'multiclass') return right
  for (let row = 0; row < label.length; row++) {
    let decided = prediction === null ? Number.NaN : prediction[row]
    if (Number.isNaN(decided) && meaning.task === 'binary' && score !== null && !Number.isNaN(score[row])) {
      decided = score[row] >= 0.5 ? 1 : 0
    }
    if (!Number.isNaN(decided) && !Number.isNaN(label[row])) right[row] = decided === label[row] ? 1 : 0
  }
  return right
}

/** A prediction that is further off counts as so far off, so that sums stay exact. */
const MOST_OFF = 1_000

/** Relative errors of predicted numbers, in `CONFIDENCE_UNIT`; a label of 0 has none. Null for another task. */
function errorsOf({ meaning, label, prediction, score }: Outcomes): Int32Array | null {
  const predicted = prediction ?? score
  if (meaning.task !== 'regression' || predicted === null) return null
  const errors = new Int32Array(label.length)
  for (let row = 0; row < label.length; row++) {
    const off = Math.abs((predicted[row] - label[row]) / label[row])
    errors[row] =
      label[row] === 0 || Number.isNaN(off) ? -1 : Math.round(Math.min(MOST_OFF, off) / CONFIDENCE_UNIT)
  }
  return errors
}

function lateLabels(times: Float64Array, right: Int8Array, seenAt: Float64Array): LateLabels | null {
  const isLate = new Uint8Array(times.length)
  let count = 0
  for (let row = 0; row < times.length; row++) {
    if (right[row] < 0 || !(seenAt[row] > times[row])) continue
    isLate[row] = 1
    count += 1
  }
  if (count === 0) return null
  const rows = new Uint32Array(count)
  let place = 0
  for (let row = 0; row < times.length; row++) if (isLate[row] === 1) rows[place++] = row
  rows.sort((a, b) => seenAt[a] - seenAt[b] || a - b)
  return { rows, at: Float64Array.from(rows, (row) => seenAt[row]), isLate }
}

/** The chance that a row is right, from its confidence by the labelled rows of the baseline. */
function expectedOf(
  { confidence }: Outcomes,
  reference: ScoredLog | null,
  meaning: ReturnType<typeof meaningOf>,
  notes: string[],
): Int32Array | null {
  if (confidence === null || reference === null || reference.labels.labelled === 0) return null
  const known = outcomesKnown(reference, meaning)
  if (known.confidence === null) return null
  const right = Float64Array.from(rightOf(known), (outcome) => (outcome < 0 ? Number.NaN : outcome))
  const data = labelledScores(right, known.confidence)
  if (data.positives === 0 || data.negatives === 0) return null
  const model = fitIsotonic(groupLabels(data))
  notes.push(say('replay.calibrated'))
  return Int32Array.from(confidence, (share) =>
    Number.isNaN(share) ? -1 : unitsOf(isotonicAt(model, share)),
  )
}

function errorOf(log: ScoredLog): Int8Array | null {
  const column = log.named('error')[0]
  if (column === undefined) return null
  const { codes, values } = log.coded(column)
  const isError = values.map((text) => (NO_ERROR.has(text.trim().toLowerCase()) ? 0 : 1))
  // An empty field is no error.
  return Int8Array.from(codes, (code) => (code < 0 ? 0 : isError[code]))
}

function servedByModel(log: ScoredLog): Uint8Array | null {
  const column = log.named('served_by')[0]
  if (column === undefined) return null
  const { codes, values } = log.coded(column)
  const isModel = values.map((text) => (BY_MODEL.has(text.trim().toLowerCase()) ? 1 : 0))
  return Uint8Array.from(codes, (code) => (code < 0 ? 1 : isModel[code]))
}

/** Nearest-rank 99th percentile of the baseline, or of the first quarter of the log (at most 10,000 rows). */
function baselineP99(log: ScoredLog, reference: ScoredLog | null, column: string): number | null {
  const hasOwn = reference?.columns.some(({ name }) => name === column) === true
  const values =
    hasOwn && reference !== null
      ? reference.numbers(column)
      : log.numbers(column).subarray(0, Math.min(10_000, Math.ceil(log.rows / 4)))
  const sorted = sortFloat64(values.filter((value) => Number.isFinite(value)))
  return sorted.length === 0 ? null : sorted[Math.max(0, Math.ceil(0.99 * sorted.length) - 1)]
}
