import type { ALERT_METRICS } from '#shared/policy/alerts/metrics.ts'
import type { AlertRules } from '#shared/policy/alerts/rules.ts'
import { DEFAULT_VALUES } from '#shared/stats/quality/default-spike.ts'
import { binColumn } from '../../observations/bin-column.ts'
import type { BinnedColumn, RowFeed, WantedColumns } from '../../observations/feed.ts'
import { readFeed } from '../../observations/read-feed.ts'
import type { Coded, GivenMeaning, Outcomes, ScoredLog, ScoredLogTask } from '../../scored-log/types.ts'

/** Rows of the log that stand for a baseline where there is none. */
const FIRST_ROWS = 10_000

/** Which usual default each row holds. */
export type DefaultsOf = {
  /** Index into `values`, −1 for any other value, −2 where missing. */
  readonly codes: Int8Array
  readonly values: readonly (number | string)[]
  /** Rows of the baseline by value, and all of them. */
  readonly reference: Float64Array
  readonly referenceRows: number
}

/** Rows of a model in the order of time, as rules look at them; all arrays by place. */
export type AlertRows = {
  readonly rows: number
  readonly feed: Pick<
    RowFeed,
    'times' | 'timed' | 'right' | 'confidence' | 'expected' | 'error' | 'latency' | 'numbers' | 'binned'
  >
  readonly label: Outcomes['label']
  readonly score: Outcomes['score']
  readonly prediction: Outcomes['prediction']
  /** Rows whose label came after them, in the order in which it came. */
  readonly late: { readonly rows: Uint32Array; readonly at: Float64Array; readonly isLate: Uint8Array } | null
  readonly value: Float64Array | null
  /** The log of each row, and by log how many columns came, went or changed their type against the baseline. */
  readonly logOf: Uint16Array
  readonly schemaChanges: readonly number[]
  readonly predicted: BinnedColumn | null
  readonly defaults: ReadonlyMap<string, DefaultsOf>
  readonly segments: ReadonlyMap<string, Coded>
  readonly notes: readonly string[]
}

/** Columns that rules look at by name. */
export function wantedByRules({ rules }: AlertRules): WantedColumns {
  const named = (...metrics: readonly string[]) =>
    new Set(
      rules
        .flatMap(({ expression }) => expression.terms)
        .flatMap(({ metric, column }) => (column !== null && metrics.includes(metric) ? [column] : [])),
    )
  return { numbers: named('mean'), binned: named('psi', 'drift_verdict', 'missing_rate') }
}

/** Reads what the rules need of a log, with the baseline for what is held against it. */
export function readAlertRows(
  log: ScoredLog,
  reference: ScoredLog | null,
  given: GivenMeaning,
  rules: AlertRules,
  logs: ScoredLogTask['logs'],
  baselineLogs: ScoredLogTask['logs'],
): AlertRows {
  const { feed, outcomes, value, notes } = readFeed(log, reference, given, wantedByRules(rules))
  const { times, timed, right, confidence, expected, error, latency, numbers, binned } = feed
  const terms = rules.rules.flatMap(({ expression }) => expression.terms)
  const asks = (metric: keyof typeof ALERT_METRICS) => terms.some((term) => term.metric === metric)
  const predicted = log.named('prediction')[0] ?? log.named('score')[0]
  const columns = new Set(log.columns.map(({ name }) => name))
  return {
    rows: log.rows,
    feed: { times, timed, right, confidence, expected, error, latency, numbers, binned },
    label: outcomes.label,
    score: outcomes.score,
    prediction: outcomes.prediction ?? outcomes.score,
    late: log.labels.timesRecorded ? lateOf(times, outcomes) : null,
    value,
    logOf: logsOfRows(log, logs),
    schemaChanges: schemaChanges(logs, baselineLogs.length > 0 ? baselineLogs : logs.slice(0, 1)),
    predicted:
      predicted === undefined || !asks('prediction_drift') ? null : binColumn(log, reference, predicted),
    defaults: new Map(
      terms.flatMap(({ metric, column }) =>
        metric === 'default_spike' && column !== null && columns.has(column)
          ? [[column, defaultsOf(log, reference, column)] as const]
          : [],
      ),
    ),
    segments: new Map(
      rules.rules.flatMap(({ by }) => (by !== null && columns.has(by) ? [[by, log.coded(by)] as const] : [])),
    ),
    notes: [...notes, ...blindRules(rules, log, columns)],
  }
}

/** The rows of some places, in their order; places ascend. */
export function rowsAt(rows: AlertRows, places: Uint32Array): AlertRows {
  const pick = <T extends Int8Array | Int16Array | Int32Array | Float64Array | Uint16Array>(
    values: T | null,
    make: new (length: number) => T,
  ): T | null => {
    if (values === null) return null
    const picked = new make(places.length)
    for (let at = 0; at < places.length; at++) picked[at] = values[places[at]]
    return picked
  }
  const picked = <T extends Int8Array | Int16Array | Int32Array | Float64Array | Uint16Array>(
    values: T,
    make: new (length: number) => T,
  ): T => pick(values, make) ?? values
  const binned = ({ bins, reference }: BinnedColumn): BinnedColumn => ({
    bins: picked(bins, Int16Array),
    reference,
  })
  const { feed } = rows
  return {
    ...rows,
    rows: places.length,
    feed: {
      timed: feed.timed,
      times: picked(feed.times, Float64Array),
      right: picked(feed.right, Int8Array),
      confidence: pick(feed.confidence, Int32Array),
      expected: pick(feed.expected, Int32Array),
      error: pick(feed.error, Int8Array),
      latency: pick(feed.latency, Float64Array),
      numbers: new Map([...feed.numbers].map(([name, values]) => [name, picked(values, Float64Array)])),
      binned: new Map([...feed.binned].map(([name, column]) => [name, binned(column)])),
    },
    label: picked(rows.label, Float64Array),
    score: pick(rows.score, Float64Array),
    prediction: pick(rows.prediction, Float64Array),
    late: rows.late === null ? null : lateAt(rows.late, places, rows.rows),
    value: pick(rows.value, Float64Array),
    logOf: picked(rows.logOf, Uint16Array),
    predicted: rows.predicted === null ? null : binned(rows.predicted),
    defaults: new Map(
      [...rows.defaults].map(([name, column]) => [
        name,
        { ...column, codes: picked(column.codes, Int8Array) },
      ]),
    ),
  }
}

/** Places of each value of a column, in the order in which the values first occur. */
export function placesBySegment({ codes, values }: Coded): ReadonlyMap<string, Uint32Array> {
  const counts = new Uint32Array(values.length)
  for (const code of codes) if (code >= 0) counts[code] += 1
  const places = values.map((_, code) => new Uint32Array(counts[code]))
  const filled = new Uint32Array(values.length)
  const order: number[] = []
  for (let place = 0; place < codes.length; place++) {
    const code = codes[place]
    if (code < 0) continue
    if (filled[code] === 0) order.push(code)
    places[code][filled[code]++] = place
  }
  return new Map(order.map((code) => [values[code], places[code]]))
}

function lateOf(times: Float64Array, { label, labelKnownAt }: Outcomes): AlertRows['late'] {
  const isLate = new Uint8Array(times.length)
  let count = 0
  for (let place = 0; place < times.length; place++) {
    if (Number.isNaN(label[place]) || !(labelKnownAt[place] > times[place])) continue
    isLate[place] = 1
    count += 1
  }
  if (count === 0) return null
  const rows = new Uint32Array(count)
  let next = 0
  for (let place = 0; place < times.length; place++) if (isLate[place] === 1) rows[next++] = place
  rows.sort((a, b) => labelKnownAt[a] - labelKnownAt[b] || a - b)
  return { rows, at: Float64Array.from(rows, (place) => labelKnownAt[place]), isLate }
}

function lateAt(late: NonNullable<AlertRows['late']>, places: Uint32Array, rows: number): AlertRows['late'] {
  const placeOf = new Int32Array(rows).fill(-1)
  for (let at = 0; at < places.length; at++) placeOf[places[at]] = at
  const kept: number[] = []
  for (let index = 0; index < late.rows.length; index++) if (placeOf[late.rows[index]] >= 0) kept.push(index)
  if (kept.length === 0) return null
  return {
    rows: Uint32Array.from(kept, (index) => placeOf[late.rows[index]]),
    at: Float64Array.from(kept, (index) => late.at[index]),
    isLate: Uint8Array.from(places, (place) => late.isLate[place]),
  }
}

function logsOfRows({ rows, fileRow }: ScoredLog, logs: ScoredLogTask['logs']): Uint16Array {
  const of = new Uint16Array(rows)
  if (logs.length < 2) return of
  const ends: number[] = []
  let end = 0
  for (const log of logs) {
    end += log.rows
    ends.push(end)
  }
  for (let place = 0; place < rows; place++) {
    const row = fileRow === null ? place : fileRow[place]
    let low = 0
    let high = ends.length - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (ends[middle] > row) high = middle
      else low = middle + 1
    }
    of[place] = low
  }
  return of
}

/** Columns of features, predictions and scores that are there on one side only, or with another type. */
function schemaChanges(logs: ScoredLogTask['logs'], baseline: ScoredLogTask['logs']): readonly number[] {
  const of = (log: ScoredLogTask['logs'][number]) =>
    new Map(
      log.columns
        .filter(({ role }) => role === 'feature' || role === 'prediction' || role === 'score')
        .map(({ name, storage }) => [name, storage]),
    )
  const known = new Map(baseline.flatMap((log) => [...of(log)]))
  return logs.map((log) => {
    const own = of(log)
    let changes = 0
    for (const [name, storage] of own) if (known.get(name) !== storage) changes += 1
    for (const name of known.keys()) if (!own.has(name)) changes += 1
    return changes
  })
}

function defaultsOf(log: ScoredLog, reference: ScoredLog | null, name: string): DefaultsOf {
  const isText = log.columns.find((column) => column.name === name)?.storage === 'string'
  const values = [...DEFAULT_VALUES].filter((value) => (typeof value === 'string') === isText)
  const codesIn = (from: ScoredLog): Int8Array => {
    if (isText) {
      const { codes, values: texts } = from.coded(name)
      const of = texts.map((text) => values.indexOf(text.trim().toLowerCase()))
      return Int8Array.from(codes, (code) => (code < 0 ? -2 : of[code]))
    }
    const place = new Map(values.map((value, index) => [value, index]))
    return Int8Array.from(from.numbers(name), (value) =>
      Number.isNaN(value) ? -2 : (place.get(value) ?? -1),
    )
  }
  const codes = codesIn(log)
  const hasOwn = reference?.columns.some((column) => column.name === name) === true
  const before =
    hasOwn && reference !== null
      ? codesIn(reference)
      : codes.subarray(0, Math.min(FIRST_ROWS, Math.ceil(log.rows / 4)))
  const counts = new Float64Array(values.length)
  let referenceRows = 0
  for (const code of before) {
    if (code === -2) continue
    referenceRows += 1
    if (code >= 0) counts[code] += 1
  }
  return { codes, values, reference: counts, referenceRows }
}

/** What the rules ask for and the log does not have. */
function blindRules({ rules }: AlertRules, log: ScoredLog, columns: ReadonlySet<string>): string[] {
  const lacks: Readonly<Record<string, boolean>> = {
    error_rate: log.named('error').length === 0,
    latency_p50: log.named('latency_ms').length === 0,
    latency_p95: log.named('latency_ms').length === 0,
    latency_p99: log.named('latency_ms').length === 0,
    business_value: log.named('value').length === 0,
  }
  return rules.flatMap(({ name, expression, by }) => [
    ...expression.terms.flatMap(({ metric, column }) =>
      lacks[metric] === true || (column !== null && !columns.has(column))
        ? [
            `The log says nothing about "${name}": ${metric}${column === null ? '' : ` of ${column}`} is not in it.`,
          ]
        : [],
    ),
    ...(by !== null && !columns.has(by) ? [`"${name}" is by ${by}, which the log does not have.`] : []),
  ])
}
