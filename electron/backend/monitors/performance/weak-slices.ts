import { type WeakSlice, weakestSlices } from '#shared/stats/performance/slices.ts'
import { createRandom, randomInteger } from '#shared/stats/random.ts'
import { say } from '#shared/words/say.ts'
import type { Frame } from './frame.ts'
import { applyCut, cutOf } from './segments.ts'

const MOST_COLUMNS = 16
const MOST_ROWS = 200_000
const MOST_VALUES = 20

export type SliceScan = {
  readonly slices: readonly WeakSlice[]
  readonly examined: number
  readonly rows: number
  /** What the loss of a row is, for people. */
  readonly loss: string
}

/**
 * Scans segments and features (the first 16 with at most 20 values, numbers by quarters) for slices that err more than the
 * rest. The loss of a row is 1 for a wrong decision, or the absolute error. Above 200,000 labelled rows a seeded sample
 * stands for all.
 */
export function scanSlices(frame: Frame, kept: Uint32Array, by: readonly string[], seed: number): SliceScan {
  const { outcomes, decision, log } = frame
  const { task } = outcomes.meaning
  if (decision === null) return { slices: [], examined: 0, rows: 0, loss: say('slices.no_decision') }
  const loss =
    task === 'regression'
      ? outcomes.label.map((actual, i) => Math.abs(decision[i] - actual))
      : outcomes.label.map((actual, i) =>
          Number.isNaN(actual) || Number.isNaN(decision[i]) ? Number.NaN : Number(actual !== decision[i]),
        )
  const labelled = kept.filter((row) => !Number.isNaN(loss[row]))
  const rows = sampled(labelled, seed)
  const own = Float64Array.from(rows, (row) => loss[row])
  const columns = slicedColumns(frame, by).flatMap((column) => {
    const cut = cutOf(log, column)
    if (cut === null || (cut.kind === 'values' && cut.values.length > MOST_VALUES)) return []
    const { name, codes, values } = applyCut(log, cut)
    return [{ name, values, codes: Int32Array.from(rows, (row) => codes[row]) }]
  })
  const found = weakestSlices(own, columns.slice(0, MOST_COLUMNS))
  return {
    ...found,
    rows: rows.length,
    loss: task === 'regression' ? say('metric.mae') : say('slices.wrong'),
  }
}

function slicedColumns({ log }: Frame, by: readonly string[]): string[] {
  const named = (role: 'segment' | 'feature') =>
    log.columns
      .filter((column) => column.role === role && column.storage !== 'timestamp')
      .map(({ name }) => name)
  return [...new Set([...by, ...named('segment'), ...named('feature')])]
}

function sampled(rows: Uint32Array, seed: number): Uint32Array {
  if (rows.length <= MOST_ROWS) return rows
  const random = createRandom(seed, 5)
  return Uint32Array.from({ length: MOST_ROWS }, () => rows[randomInteger(random, rows.length)])
}
