import type { ModelColumn } from '#shared/contract/documents/model.ts'
import { AppError } from '#shared/domain/errors.ts'
import { VERDICTS } from '#shared/domain/verdict.ts'
import { type ColumnProfile, MOMENT, TALLIES, TALLY, TIMELESS } from '#shared/stats/profile/column-profile.ts'
import { binCounts } from '#shared/stats/profile/grid.ts'
import type { PreparedColumn } from '#shared/stats/profile/measures.ts'
import { nearest } from '#shared/stats/text/nearest.ts'
import { say } from '#shared/words/say.ts'
import { type LogSources, windowParts } from '../../profiles/counted-logs.ts'
import { queryCompared, sumsOf } from '../../profiles/query-window.ts'
import { comparedLogs, type KnownBaseline } from '../series/compared.ts'
import { modelSeries, type SlotCache } from '../series/model-series.ts'
import { describeSlots } from '../slots/describe-slots.ts'
import { planSlots } from '../slots/plan-slots.ts'
import type { ColumnCounts, CountedQuery, ModelProcedures } from '../worker-types.ts'

type ColumnQuery = ModelProcedures['modelColumn']['params']

/**
 * One column in a window and over all buckets, from counts.
 * @throws AppError `COLUMN_UNKNOWN`, and as `queryWindow`.
 */
export function modelColumn(
  sources: LogSources,
  baseline: KnownBaseline,
  cache: SlotCache,
  query: ColumnQuery,
): ModelProcedures['modelColumn']['result'] {
  const { column: name, window, most, ...rest } = query
  const { logs, prepared, pending, damaged } = comparedLogs(sources, baseline, rest)
  const one = columnNamed(prepared, name)
  const series = modelSeries(sources, baseline, cache, { ...rest, most })
  const slots = planSlots(logs, most).slots
  const line = series.columns.indexOf(name)
  const part = (values: Float64Array) =>
    line < 0 ? new Float64Array(slots.length) : values.slice(line * slots.length, (line + 1) * slots.length)
  const sums = slots.map(({ parts }) => sumsOf(one.column, parts))
  const answer = queryCompared({ logs, prepared, pending, damaged }, window)
  const described = answer.columns.find((column) => column.name === name)
  if (described === undefined) throw unknownColumn(prepared, name)
  return {
    ...describeSlots(series),
    window: described,
    history: {
      psi: line < 0 ? part(series.psi).fill(-1) : part(series.psi),
      rows: Float64Array.from(sums, ({ tallies }) => tallies[TALLY.rows]),
      verdicts:
        line < 0 ? part(series.verdicts).fill(VERDICTS.indexOf('insufficient')) : part(series.verdicts),
      mean: Float64Array.from(sums, (counts) => meanOf(one, counts)),
      missing: Float64Array.from(sums, ({ tallies }) =>
        tallies[TALLY.rows] === 0 ? 0 : tallies[TALLY.missing] / tallies[TALLY.rows],
      ),
    },
    cells: cellsOf(one, sumsOf(one.column, windowParts(logs, window).parts)),
    covered: answer.covered,
    aligned: answer.aligned,
    pending,
    damaged,
  }
}

/** The counts of one column on its frozen bins in every fine bucket of time; null where there are none. */
export function columnCounts(
  sources: LogSources,
  baseline: KnownBaseline,
  { column: name, ...query }: CountedQuery & { readonly column: string },
): ColumnCounts | null {
  const { logs, prepared } = comparedLogs(sources, baseline, query)
  const { column, numeric } = columnNamed(prepared, name)
  const timed = logs.filter(({ log }) => log.bucketing.unit === 'time')
  if (column.scale === 'presence' || timed.length === 0) return null
  const width = timed.reduce((widest, { log }) => Math.max(widest, log.bucketing.width), 0)
  const byStart = new Map<number, Float64Array>()
  const cells = numeric === null ? (column.reference.cells as number) : numeric.shapes.length
  const { slots } = planSlots(logs, MOST_COARSE)
  const from = slots[0]?.start ?? 0
  const to = slots[slots.length - 1]?.end ?? 0
  for (const { log } of timed) {
    const fine = log.columns.get(name)?.fine
    if (fine === undefined) continue
    for (let slot = 0; slot < fine.buckets.length; slot += 1) {
      if (fine.buckets[slot] === TIMELESS) continue
      const start = Math.floor((fine.buckets[slot] * log.bucketing.width) / width) * width
      if (start < from || start >= to) continue
      const into = byStart.get(start) ?? new Float64Array(cells + 1)
      byStart.set(start, into)
      const counts = fine.counts.subarray(slot * fine.cells, (slot + 1) * fine.cells)
      const binned = numeric === null ? counts : binCounts(counts, numeric.binOf, cells)
      for (let bin = 0; bin < cells; bin += 1) into[bin] += binned[bin]
      into[cells] += fine.tallies[slot * TALLIES + TALLY.missing]
    }
  }
  const starts = Float64Array.from(byStart.keys()).sort()
  const counts = new Float64Array(starts.length * (cells + 1))
  for (const [index, start] of starts.entries()) {
    counts.set(byStart.get(start) ?? new Float64Array(cells + 1), index * (cells + 1))
  }
  let slot = 0
  const coarse = starts.map((start) => {
    while (slot < slots.length - 1 && slots[slot].end <= start) slot += 1
    return slots[slot].start
  })
  return { starts, width, counts, bins: cells + 1, coarse }
}

const MOST_COARSE = 90

function columnNamed(prepared: readonly PreparedColumn[], name: string): PreparedColumn {
  const found = prepared.find(({ column }) => column.name === name)
  if (found === undefined) throw unknownColumn(prepared, name)
  return found
}

function unknownColumn(prepared: readonly PreparedColumn[], name: string): AppError {
  const names = prepared.map(({ column }) => column.name)
  const close = nearest(name, names)
  return new AppError(
    'COLUMN_UNKNOWN',
    `The baseline has no column "${name}".${close === null ? '' : ` Did you mean "${close}"?`}`,
    say('mend.choose_one_of', { names: names.slice(0, 20) }),
  )
}

/** Mean of the finite values; NaN without any, for categories, and beyond the range of doubles. */
function meanOf({ column }: PreparedColumn, { moments, tallies }: ColumnProfile): number {
  if (column.scale !== 'numeric' || moments === null) return Number.NaN
  const finite =
    tallies[TALLY.rows] -
    tallies[TALLY.missing] -
    tallies[TALLY.negativeInfinite] -
    tallies[TALLY.positiveInfinite]
  const mean = column.grid.origin + moments[MOMENT.sum] / finite
  return finite > 0 && Number.isFinite(mean) ? mean : Number.NaN
}

function cellsOf({ column }: PreparedColumn, current: ColumnProfile): ModelColumn['cells'] {
  if (column.scale !== 'numeric') return null
  const sides = [column.reference, current]
  const edge = (place: number, pick: (...values: number[]) => number) =>
    pick(...sides.flatMap(({ moments }) => (moments === null ? [] : [moments[place]])))
  const range: [number, number] = [edge(MOMENT.minimum, Math.min), edge(MOMENT.maximum, Math.max)]
  if (!(range[0] <= range[1]) || !Number.isFinite(range[1] - range[0])) return null
  return {
    boundaries: Float64Array.from(column.grid.boundaries),
    reference: Float64Array.from(column.reference.counts),
    current: Float64Array.from(current.counts),
    range,
  }
}
