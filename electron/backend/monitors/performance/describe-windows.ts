import type { PerformanceWindow } from '#shared/contract/documents/performance.ts'
import { worstVerdict } from '#shared/domain/verdict.ts'
import type { Interval, Measure } from '#shared/stats/performance/measure.ts'
import { metricName } from '#shared/words/metric-name.ts'
import { say } from '#shared/words/say.ts'
import { boundsOf } from './bounds.ts'
import { comparisonView, estimateView, metricsView, plain, timeText } from './describe.ts'
import type { Estimator } from './estimate.ts'
import { countLabelled, type Frame, sampleOf } from './frame.ts'
import { type Judged, judge, MIN_LABELS, pick } from './judging.ts'
import type { Maturity } from './maturity.ts'
import type { Metrics } from './metrics/types.ts'
import type { References } from './seasonal-reference.ts'
import type { LogWindow } from './windows.ts'

export type MeasuredWindow = {
  readonly window: LogWindow
  readonly metrics: Metrics
  readonly isBaseline: boolean
}

type Described = {
  readonly frame: Frame
  readonly windows: readonly MeasuredWindow[]
  readonly maturity: Maturity
  readonly eligible: readonly number[]
  readonly labelled: readonly number[]
  /** What each window is compared with; null without a baseline. */
  readonly references: References | null
  readonly estimator: Estimator | null
  readonly judged: readonly string[]
  /** Least and greatest label of a regression; null where that says nothing. */
  readonly labelRange: Interval | null
}

/** Every window with its metrics, estimates and bounds, judged against the baseline over all windows together. */
export function describeWindows(given: Described): PerformanceWindow[] {
  const { frame, windows, maturity, references, estimator, judged } = given
  const labelledAll = windows.map(({ window }) => countLabelled(sampleOf(frame, window).label))
  const enough = (w: number): boolean => maturity.mature[w] && labelledAll[w] >= MIN_LABELS
  const pairs = windows.flatMap(({ window, metrics, isBaseline }, w) =>
    references === null || isBaseline || !enough(w)
      ? []
      : judged
          .map((metric) => ({ metric, reference: references(window, metric) }))
          .filter(({ metric, reference }) => metric in metrics || reference.measure.value !== null)
          .map(({ metric, reference }) => ({
            w,
            metric,
            current: pick(metrics, metric),
            baseline: reference.measure,
            isSeasonal: reference.isSeasonal,
          })),
  )
  const judgements = judge(pairs)
  return windows.map(({ window, metrics, isBaseline }, w): PerformanceWindow => {
    const own = pairs.flatMap((pair, i) => (pair.w === w ? [{ ...pair, result: judgements[i] }] : []))
    const estimates = estimator === null ? {} : estimator.estimate(frame, window)
    const truth = enough(w)
    const rows = window.to - window.from
    const verdict =
      isBaseline || !truth ? 'insufficient' : worstVerdict(own.map(({ result }) => result.verdict))
    return {
      start: timeText(window.start),
      end: timeText(window.end),
      row_range: [window.from, window.to],
      rows,
      labelled: labelledAll[w],
      barred: rows - given.eligible[w],
      mature: maturity.mature[w],
      part: isBaseline ? 'baseline' : 'current',
      metrics: metricsView(metrics),
      estimated: Object.fromEntries(
        Object.entries(estimates).map(([metric, estimate]) => [
          metric,
          estimateView(estimate, truth ? pick(metrics, metric) : null),
        ]),
      ),
      bounds: boundsOf(sampleOf(frame, window), frame.outcomes.meaning.task, given.labelRange),
      against_baseline: Object.fromEntries(
        own.map(({ metric, result, baseline, isSeasonal }) => [
          metric,
          { ...comparisonView(result), baseline: plain(baseline.value), seasonal: isSeasonal },
        ]),
      ),
      verdict,
      reasons: windowReasons(w, given, labelledAll[w], isBaseline, own),
    }
  })
}

function windowReasons(
  w: number,
  { maturity, windows, references }: Described,
  labelled: number,
  isBaseline: boolean,
  own: readonly {
    readonly metric: string
    readonly result: Judged
    readonly baseline: Measure
    readonly isSeasonal: boolean
  }[],
): string[] {
  if (isBaseline) return [say('performance.is_baseline')]
  if (labelled === 0) return [say('performance.no_label_yet')]
  if (!maturity.mature[w]) return [say('performance.labels_coming')]
  if (labelled < MIN_LABELS) return [say('performance.few_labels', { labelled, needed: MIN_LABELS })]
  if (references === null) return [say('performance.no_baseline')]
  const worse = own.filter(({ result }) => result.verdict !== 'none' && result.verdict !== 'insufficient')
  if (worse.length === 0) return []
  return worse.map(({ metric, result, baseline, isSeasonal }) => {
    const value = windows[w].metrics[metric]?.value ?? Number.NaN
    return say(isSeasonal ? 'performance.metric_is_seasonal' : 'performance.metric_is', {
      metric: metricName(metric),
      value: value.toPrecision(3),
      before: (baseline.value ?? Number.NaN).toPrecision(3),
      p: pText(result.pAdjusted),
    })
  })
}

const pText = (p: number | null): string => (p === null ? '?' : p < 0.001 ? '< 0.001' : p.toPrecision(2))
