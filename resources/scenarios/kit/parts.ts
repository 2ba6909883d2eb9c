import type { RandomSource } from '../../../shared/stats/random.ts'
import { evenTimes, rowAt } from './draw.ts'
import type { ScenarioModel, Streams } from './scenario.ts'
import { newTable, once, type Table, type TableBuilder, timesOf } from './table.ts'

/** A part of a log: how many rows over which time, and the number of the first. */
export type Part = {
  readonly rows: number
  readonly from: number
  readonly to: number
  readonly first: number
}

/** A table that begins with time and id, evenly over the time of a part, and the part's random numbers. */
export function openTable(
  streams: Streams,
  name: string,
  { rows, from, to, first }: Part,
  prefix: string,
): { readonly table: TableBuilder; readonly at: Float64Array; readonly random: RandomSource } {
  const table = newTable(rows)
  const at = table.time('timestamp', evenTimes(streams(`${name} times`), rows, from, to))
  table.id('prediction_id', prefix, first)
  return { table, at, random: streams(name) }
}

/** What a model that says yes or no leaves, and what became true: score, decision, label, and when that was known. */
export function decisionColumns(table: TableBuilder, decimals = 4) {
  return {
    score: table.number('score', decimals),
    prediction: table.number('prediction', 0),
    label: table.number('label', 0),
    known: table.time('label_timestamp'),
  }
}

/** The mapping of a table with `openTable` and `decisionColumns`, and the roles of its other columns. */
export function decisionMapping(roles: ScenarioModel['mapping']['roles']): ScenarioModel['mapping'] {
  return {
    roles: {
      timestamp: 'timestamp',
      prediction_id: 'prediction_id',
      ...roles,
      score: 'score',
      prediction: 'prediction',
      label: 'label',
      label_timestamp: 'label_timestamp',
    },
    task: 'binary',
    positive: 1,
    timezone: 'UTC',
  }
}

/**
 * The first `before` rows as a baseline from the first time to the second, the others as a log from there to the third.
 * `since` counts rows of the log from a time on.
 */
export function twoParts(
  rows: number,
  before: number,
  [start, cut, end]: readonly [number, number, number],
  make: (name: 'baseline' | 'log', part: Part) => Table,
): Pick<ScenarioModel, 'baseline' | 'log'> & { readonly since: (at: number) => number } {
  const log = once(() => make('log', { rows: rows - before, from: cut, to: end, first: before }))
  return {
    baseline: () => make('baseline', { rows: before, from: start, to: cut, first: 0 }),
    log,
    since: (at) => rows - before - rowAt(timesOf(log()), at),
  }
}
