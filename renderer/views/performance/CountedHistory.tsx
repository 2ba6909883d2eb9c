import type { ScoreHistory, ScoreHistoryPoint } from '#shared/contract/documents/score-history.ts'
import { useTranslator } from '../../app/context.ts'
import { type HistorySource, MetricHistory } from './MetricHistory.tsx'
import { type CountedMetric, METRIC_NAME, metricText } from './metric-keys.ts'
import styles from './performance.module.css'

/** One metric window by window from counts, on the screen while the rows are being read. */
export function CountedHistory({ history, metric }: { history: ScoreHistory; metric: CountedMetric }) {
  const t = useTranslator()
  const widest = history.points.reduce((most, { metrics }) => {
    const bounds = metrics[metric].bounds
    return bounds === null ? most : Math.max(most, bounds[1] - bounds[0])
  }, 0)
  return (
    <div className={styles.sections}>
      <p role="status">
        {t.text('performance.counted', {
          metric: t.text(METRIC_NAME[metric]),
          time: t.numbers.duration(history.seconds),
        })}{' '}
        {widest > 0
          ? t.text('performance.counted.bounds', { width: metricText(metric, widest, t.numbers) })
          : t.text('performance.counted.means')}{' '}
        {history.pending > 0 && t.text('performance.counted.pending', { count: history.pending })}
      </p>
      <MetricHistory source={sourceOf(history, metric)} metric={metric} />
    </div>
  )
}

function sourceOf(history: ScoreHistory, metric: CountedMetric): HistorySource {
  const measures = (point: ScoreHistoryPoint) => ({ [metric]: point.metrics[metric] })
  return {
    model: history.model,
    windows: history.points.map((point, i) => ({
      start: point.start,
      end: point.end,
      row_range: [i, i + 1],
      labelled: point.labelled,
      mature: true,
      isJudged: false,
      verdict: 'insufficient',
      metrics: measures(point),
      estimated: {},
      against_baseline: {},
    })),
    baseline: { metrics: measures(history.baseline) },
  }
}
