import type { PerformanceSegment } from '#shared/contract/documents/performance.ts'
import type { Measure } from '#shared/stats/performance/measure.ts'
import { createRandom, randomInteger } from '#shared/stats/random.ts'
import { comparisonView, metricsView } from './describe.ts'
import { countLabelled, type Frame, type Rows, rowsWhere, sampleOf } from './frame.ts'
import { judge, judgedMetrics, MIN_LABELS } from './judging.ts'
import { metricsOf } from './metrics/metrics.ts'
import type { MetricOptions, Metrics } from './metrics/types.ts'
import { oneMetric } from './one-metric.ts'
import { applyCut, cutOf } from './segments.ts'

const MOST_REST = 300_000
const MOST_SEGMENTS = 60

type Found = {
  readonly column: string
  readonly value: string
  readonly rows: number
  readonly labelled: number
  readonly metrics: Metrics
  readonly own: Measure
  readonly rest: Measure
  readonly before: Measure | null
}

/**
 * Metrics of every value of some columns, each compared with all other rows and with the same segment of the baseline;
 * p-values are adjusted over all of them. Above 300,000 other rows a seeded sample stands for them.
 */
export function measureSegments(
  frame: Frame,
  baseline: { readonly frame: Frame; readonly rows: Rows } | null,
  kept: Uint32Array,
  by: readonly string[],
  options: MetricOptions,
): PerformanceSegment[] {
  const { outcomes } = frame
  const { meaning } = outcomes
  const metric = judgedMetric(frame)
  const found: Found[] = []
  for (const column of by) {
    const cut = cutOf(frame.log, column)
    if (cut === null) continue
    const { codes, values } = applyCut(frame.log, cut)
    const before = baseline === null ? null : applyCut(baseline.frame.log, cut).codes
    for (const [code, value] of values.entries()) {
      if (found.length >= MOST_SEGMENTS) break
      const inside = kept.filter((row) => codes[row] === code)
      if (inside.length === 0) continue
      const sample = sampleOf(frame, inside)
      const rest = sampled(
        kept.filter((row) => codes[row] !== code),
        options.seed,
      )
      found.push({
        column,
        value,
        rows: inside.length,
        labelled: countLabelled(sample.label),
        metrics: metricsOf(sample, meaning, options),
        own: oneMetric(metric, sample, meaning, options),
        rest: oneMetric(metric, sampleOf(frame, rest), meaning, options),
        before:
          baseline === null || before === null
            ? null
            : oneMetric(
                metric,
                sampleOf(
                  baseline.frame,
                  rowsIn(baseline.rows, baseline.frame.log.rows, (row) => before[row] === code),
                ),
                meaning,
                options,
              ),
      })
    }
  }
  const againstRest = judge(found.map(({ own, rest }) => ({ metric, current: own, baseline: rest })))
  const withBefore = found.filter(({ before }) => before !== null)
  const againstBaseline = judge(
    withBefore.map(({ own, before }) => ({ metric, current: own, baseline: before ?? own })),
  )
  return found.map((segment, i) => {
    const before = withBefore.indexOf(segment)
    return {
      column: segment.column,
      value: segment.value,
      rows: segment.rows,
      labelled: segment.labelled,
      metrics: metricsView(segment.metrics),
      against_rest: { metric, ...comparisonView(againstRest[i]) },
      against_baseline: before < 0 ? null : { metric, ...comparisonView(againstBaseline[before]) },
      verdict: segment.labelled < MIN_LABELS ? 'insufficient' : againstRest[i].verdict,
    }
  })
}

function judgedMetric({ outcomes, decision }: Frame): string {
  const [first, second] = judgedMetrics(outcomes.meaning.task)
  if (outcomes.meaning.task === 'binary' && outcomes.score === null && decision !== null)
    return second ?? first
  return first
}

function rowsIn(rows: Rows, all: number, keep: (row: number) => boolean): Uint32Array {
  if (rows instanceof Uint32Array) return rows.filter(keep)
  return rowsWhere(all, (row) => row >= rows.from && row < rows.to && keep(row))
}

function sampled(rows: Uint32Array, seed: number): Uint32Array {
  if (rows.length <= MOST_REST) return rows
  const random = createRandom(seed, 7)
  return Uint32Array.from({ length: MOST_REST }, () => rows[randomInteger(random, rows.length)])
}
