import type { BlastRadius } from '#shared/contract/documents/breaker.ts'
import type { ScoredLog } from '../scored-log/types.ts'

const DAY = 86_400_000
const MOST_VALUES = 5

/** Rows, users, segments and money of the last day of a log, of all of it where it has no times; and its versions. */
export function blastRadius(log: ScoredLog): BlastRadius {
  const { times, rows } = log
  let last = Number.NaN
  for (let row = rows - 1; times !== null && row >= 0 && Number.isNaN(last); row--) last = times[row]
  const from = Number.isNaN(last) ? null : last - DAY
  const counts: number[] = []
  for (let row = 0; row < rows; row++) {
    if (from === null || times === null || times[row] > from) counts.push(row)
  }
  const entity = log.named('entity_id')[0]
  const value = log.named('value')[0]
  const version = log.named('version')[0]
  const money = value === undefined ? null : log.numbers(value)
  return {
    from: from === null ? null : new Date(from).toISOString(),
    to: from === null ? null : new Date(last).toISOString(),
    rows: counts.length,
    users: entity === undefined ? null : distinct(log.coded(entity).codes, counts),
    money:
      money === null
        ? null
        : counts.reduce((sum, row) => sum + (Number.isNaN(money[row]) ? 0 : money[row]), 0),
    versions: version === undefined ? null : [...log.coded(version).values],
    segments: log.named('segment').map((column) => ({ column, values: mostFrequent(log, column, counts) })),
  }
}

function distinct(codes: Int32Array, rows: readonly number[]): number {
  const seen = new Set<number>()
  for (const row of rows) if (codes[row] >= 0) seen.add(codes[row])
  return seen.size
}

function mostFrequent(log: ScoredLog, column: string, rows: readonly number[]) {
  const { codes, values } = log.coded(column)
  const counts = new Float64Array(values.length)
  for (const row of rows) if (codes[row] >= 0) counts[codes[row]] += 1
  return values
    .map((value, code) => ({ value, rows: counts[code] }))
    .filter((one) => one.rows > 0)
    .toSorted((a, b) => b.rows - a.rows)
    .slice(0, MOST_VALUES)
}
