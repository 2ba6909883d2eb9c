import type { PerformanceDocument } from '#shared/contract/documents/performance.ts'
import type { WindowSize } from '#shared/domain/window-size.ts'
import { stdThreshold } from '#shared/stats/performance/std-threshold.ts'
import { say } from '#shared/words/say.ts'
import { outcomesOf } from '../scored-log/outcomes.ts'
import type { ScoredLog } from '../scored-log/types.ts'
import { plain } from './describe.ts'
import { type Estimator, estimatorOf } from './estimate.ts'
import { countLabelled, type Frame, frameOf, type RowRange, type Sample, sampleOf } from './frame.ts'
import { betterWhen, MIN_LABELS } from './judging.ts'
import type { Maturity } from './maturity.ts'
import type { Metrics } from './metrics/types.ts'
import { type LogWindow, MOST_WINDOWS, windowsOf } from './windows.ts'

/** Of the labelled rows, where the start of the log has to be the baseline. */
const START_SHARE = 0.25

/** The rows that a log is compared with: a log of their own, or the first windows of the same one. */
export type Baseline = {
  readonly source: 'reference' | 'start_of_log'
  readonly frame: Frame
  readonly rows: RowRange
}

/**
 * The reference where there is one, else the first windows that hold a quarter of the mature labels, at least 200; null
 * where no judged window would be left.
 */
export function baselineOf(
  reference: ScoredLog | null,
  frame: Frame,
  meaning: Frame['outcomes']['meaning'],
  threshold: number,
  windows: readonly LogWindow[],
  maturity: Maturity,
  labelled: readonly number[],
): Baseline | null {
  if (reference !== null) {
    const own = frameOf(reference, outcomesOf(reference, meaning), threshold)
    return { source: 'reference', frame: own, rows: { from: 0, to: reference.rows } }
  }
  const total = labelled.reduce((sum, count, w) => sum + (maturity.mature[w] ? count : 0), 0)
  const wanted = Math.max(2 * MIN_LABELS, START_SHARE * total)
  let taken = 0
  for (const [w, { to }] of windows.entries()) {
    if (maturity.mature[w]) taken += labelled[w]
    if (taken < wanted) continue
    const others = windows.some((_, v) => v > w && maturity.mature[v] && labelled[v] >= MIN_LABELS)
    return others ? { source: 'start_of_log', frame, rows: { from: windows[0].from, to } } : null
  }
  return null
}

/** What estimates performance without labels, learned on the baseline; null with the reason where nothing can. */
export function estimatorFor(
  baseline: Baseline | null,
  seed: number,
): { readonly value: Estimator | null; readonly reason: string | null } {
  if (baseline === null) {
    return { value: null, reason: say('estimate.no_baseline') }
  }
  const { frame, rows } = baseline
  if (countLabelled(sampleOf(frame, rows).label) === 0) {
    return { value: null, reason: say('estimate.no_labels') }
  }
  return estimatorOf(baseline.source === 'reference' ? frame : partOf(frame, rows), seed)
}

/** The start of a log as a frame of its own: later labels do not exist for it. */
function partOf(frame: Frame, rows: RowRange): Frame {
  const { outcomes, log } = frame
  const part = sampleOf(frame, rows)
  const keep = (values: Float64Array): Float64Array => values.subarray(rows.from, rows.to)
  return {
    ...frame,
    decision: part.decision,
    log: { ...log, labels: log.labels, rows: part.rows, numbers: (column) => keep(log.numbers(column)) },
    outcomes: { ...outcomes, label: part.label, score: part.score, classScores: part.classScores },
  }
}

/**
 * Mean ± 3 standard deviations of each metric over the baseline's own windows of at least 100 labels, of its newest 400
 * where there are more.
 */
export function thresholdsOf(
  { frame, rows }: Baseline,
  size: WindowSize,
  judged: readonly string[],
  measure: (sample: Sample) => Metrics,
): NonNullable<PerformanceDocument['baseline']>['thresholds'] {
  const times = frame.log.times?.subarray(rows.from, rows.to) ?? null
  const measured = windowsOf(times, rows.to - rows.from, size)
    .slice(-MOST_WINDOWS)
    .map(({ from, to }) => sampleOf(frame, { from: from + rows.from, to: to + rows.from }))
    .filter(({ label }) => countLabelled(label) >= MIN_LABELS)
    .map(measure)
  return Object.fromEntries(
    judged.map((metric) => {
      const { lower, upper, chunks } = stdThreshold(
        measured.map((metrics) => metrics[metric]?.value ?? Number.NaN),
        betterWhen(metric) === 'lower' ? { minimum: 0 } : { minimum: 0, maximum: 1 },
      )
      return [metric, { lower: plain(lower), upper: plain(upper), windows: chunks }]
    }),
  )
}
