import { formatWindowLength } from '#shared/domain/duration.ts'
import { loopRankAt } from '#shared/policy/breaker/loop-tests.ts'
import type { BreakerCondition } from '#shared/policy/breaker/policy.ts'
import { psiRank } from '#shared/policy/breaker/words.ts'
import type { RowFeed } from './feed.ts'
import { accuracyMeasure, mapeMeasure } from './measures/accuracy.ts'
import { eceMeasure } from './measures/ece.ts'
import { latencyMeasure } from './measures/latency.ts'
import { psiMeasure } from './measures/psi.ts'
import type { SlidingMeasure } from './measures/sliding-measure.ts'
import { constantObserver, type Observer, ratioObserver, slidingObserver, timeObserver } from './observer.ts'
import {
  accuracyRatio,
  confidenceRatio,
  errorRatio,
  guardRatio,
  lowConfidenceRatio,
  mapeRatio,
  type RunningRatio,
} from './ratios.ts'
import { type Series, seriesOf } from './series.ts'
import { type Timeline, timelineOf } from './timeline.ts'
import { windowStarts } from './window-starts.ts'

/** What is watched: a metric, its window, and what it is compared with. */
export type Watched = Pick<
  BreakerCondition,
  | 'metric'
  | 'column'
  | 'comparison'
  | 'threshold'
  | 'timesBaseline'
  | 'window'
  | 'minRows'
  | 'minLabelled'
  | 'confidenceUnder'
>

/** The metrics of a feed over any window. Running sums are kept, so that another threshold or window costs one scan. */
export type Observations = {
  readonly feed: RowFeed
  readonly timeline: Timeline
  observe(watched: Watched): Observer
}

/** Sums of this many limits of confidence are kept; a slider asks for one after the other. */
const MOST_KEPT = 12
/** Values of this many windows are kept, 8 bytes an event. */
const MOST_SERIES = 6

export function observationsOf(feed: RowFeed): Observations {
  const timeline = timelineOf(feed)
  const ratios = new Map<string, RunningRatio>()
  const series = new Map<string, Series>()
  const keep = (key: string, make: () => RunningRatio): RunningRatio => {
    const kept = ratios.get(key)
    if (kept !== undefined) return kept
    const fresh = make()
    const [oldest] = ratios.keys()
    if (ratios.size >= MOST_KEPT && oldest !== undefined) ratios.delete(oldest)
    ratios.set(key, fresh)
    return fresh
  }
  const ratioOf = ({ metric, confidenceUnder, column }: Watched): RunningRatio | null => {
    switch (metric) {
      case 'accuracy':
        return feed.late === null ? keep(metric, () => accuracyRatio(feed)) : null
      case 'mape':
        return feed.late === null ? keep(metric, () => mapeRatio(feed)) : null
      case 'estimated_accuracy':
        return keep(metric, () => confidenceRatio(feed.expected ?? feed.confidence, feed.rows))
      case 'mean_confidence':
        return keep(metric, () => confidenceRatio(feed.confidence, feed.rows))
      case 'low_confidence_share':
        return keep(`${metric} ${confidenceUnder}`, () => lowConfidenceRatio(feed, confidenceUnder))
      case 'error_rate':
        return keep(metric, () => errorRatio(feed))
      case 'guard':
        return keep(`${metric} ${column}`, () => guardRatio(feed, column))
      default:
        return null
    }
  }
  const measureOf = (watched: Watched): SlidingMeasure | null => {
    switch (watched.metric) {
      case 'accuracy':
        return accuracyMeasure(feed, watched)
      case 'mape':
        return mapeMeasure(feed, watched)
      case 'ece':
        return eceMeasure(feed, watched)
      case 'latency_p99':
        if (watched.timesBaseline && feed.baselineP99 === null) return null
        return latencyMeasure(feed, watched.timesBaseline ? feed.baselineP99 : null, watched)
      case 'psi':
        return psiMeasure(feed, watched.column, watched)
      case 'drift_verdict':
        return psiMeasure(feed, watched.column, watched, psiRank)
      default:
        return null
    }
  }
  const seriesKept = (watched: Watched): Series | null => {
    const { metric, column, window, minRows, minLabelled, timesBaseline } = watched
    const key = JSON.stringify([
      metric,
      column,
      formatWindowLength(window),
      minRows,
      minLabelled,
      timesBaseline,
    ])
    const kept = series.get(key)
    if (kept !== undefined) return kept
    const measure = measureOf(watched)
    if (measure === null) return null
    const fresh = seriesOf(measure, windowStarts(window, feed.times, timeline), timeline)
    const [oldest] = series.keys()
    if (series.size >= MOST_SERIES && oldest !== undefined) series.delete(oldest)
    series.set(key, fresh)
    return fresh
  }
  return {
    feed,
    timeline,
    observe(watched) {
      const starts = windowStarts(watched.window, feed.times, timeline)
      const ratio = ratioOf(watched)
      if (ratio !== null) {
        const fewest =
          watched.metric === 'accuracy' || watched.metric === 'mape' ? watched.minLabelled : watched.minRows
        return ratioObserver(ratio, starts, fewest, watched, timeline)
      }
      const measure = measureOf(watched)
      const unbroken = measure === null ? null : seriesKept(watched)
      if (measure !== null && unbroken !== null) {
        return slidingObserver(unbroken, measure, starts, watched, timeline)
      }
      return watched.metric === 'loop_verdict'
        ? timeObserver((time) => loopRankAt(feed.loopTests, time, null), watched, timeline)
        : constantObserver(Number.NaN, watched)
    },
  }
}
