import { nextWindow, type WindowSize } from '#shared/domain/window-size.ts'
import { homogeneityOf } from '#shared/stats/performance/homogeneity.ts'
import type { Measure } from '#shared/stats/performance/measure.ts'
import type { TimeWindowSize } from './automatic-window.ts'
import type { Baseline } from './baseline.ts'
import { countLabelled, type RowRange, type Sample, sampleOf } from './frame.ts'
import { MIN_LABELS, pick } from './judging.ts'
import type { Metrics } from './metrics/types.ts'
import { type LogWindow, windowsOfTime } from './windows.ts'

const WEEK = 604_800_000
const LEAST_WEEKS = 2
/** Level at which a metric of the baseline follows the week. */
const SEASON_ALPHA = 0.01

/** What a metric of a window is compared with. */
export type Reference = {
  readonly measure: Measure
  /** Whether it is of the same hours of the week only. */
  readonly isSeasonal: boolean
}
export type References = (window: LogWindow, metric: string) => Reference

/**
 * References that follow the week where the baseline does. A model that is as good as ever has another F1 on Sundays
 * where Sundays bring other rows, and against the mean of all days some day always looks worse. Where windows divide the
 * week (an hour to twelve, a day), the baseline's rows are dealt to the same parts of the week; a part counts that has 100
 * labels in each of two weeks or more. A metric follows the week when Cochran's Q over the parts has p < 0.01; then a
 * window is compared with its own part, else with the whole baseline, which has more rows.
 * @param whole metrics of the whole baseline.
 */
export function referencesOf(
  baseline: Baseline,
  whole: Metrics,
  size: WindowSize,
  judged: readonly string[],
  measure: (sample: Sample) => Metrics,
): References {
  const width = partOfWeek(size)
  if (size.kind === 'rows' || width === null)
    return (_, metric) => ({ measure: pick(whole, metric), isSeasonal: false })
  const parts = partsOfWeek(baseline, size, width, measure)
  const seasonal = new Set(
    judged.filter((metric) => {
      const found = homogeneityOf([...parts.values()].map((metrics) => pick(metrics, metric)))
      return found !== null && found.pValue < SEASON_ALPHA
    }),
  )
  return ({ start }, metric) => {
    const own = start !== null && seasonal.has(metric) ? parts.get(partAt(start, width)) : undefined
    const found = own && pick(own, metric)
    return found === undefined || found.value === null
      ? { measure: pick(whole, metric), isSeasonal: false }
      : { measure: found, isSeasonal: true }
  }
}

/** Milliseconds of a window that divides the week; null for any other. */
function partOfWeek(size: WindowSize): number | null {
  if (size.kind === 'rows') return null
  const width = nextWindow(size, 0)
  return width < WEEK && WEEK % width === 0 ? width : null
}

/** Windows of such a width begin at whole multiples of it since 1970, so that parts are cut as they are. */
const partAt = (time: number, width: number): number => {
  const parts = WEEK / width
  return ((Math.floor(time / width) % parts) + parts) % parts
}

/** Metrics of the baseline by part of the week, of those with enough labels in enough weeks. */
function partsOfWeek(
  { frame, rows }: Baseline,
  size: TimeWindowSize,
  width: number,
  measure: (sample: Sample) => Metrics,
): ReadonlyMap<number, Metrics> {
  const { times } = frame.log
  if (times === null) return new Map()
  const parts = new Map<number, LogWindow[]>()
  for (const window of windowsOfTime(times.subarray(rows.from, rows.to), size)) {
    const own = { ...window, from: rows.from + window.from, to: rows.from + window.to }
    if (countLabelled(sampleOf(frame, own).label) < MIN_LABELS) continue
    const part = partAt(window.start, width)
    parts.set(part, [...(parts.get(part) ?? []), own])
  }
  return new Map(
    [...parts]
      .filter(([, weeks]) => weeks.length >= LEAST_WEEKS)
      .map(([part, weeks]) => [part, measure(sampleOf(frame, joined(weeks)))]),
  )
}

function joined(ranges: readonly RowRange[]): Uint32Array {
  const rows = new Uint32Array(ranges.reduce((sum, { from, to }) => sum + to - from, 0))
  let next = 0
  for (const { from, to } of ranges) for (let row = from; row < to; row++) rows[next++] = row
  return rows
}
