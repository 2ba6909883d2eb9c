import type { ScoreHistory } from '#shared/contract/documents/score-history.ts'
import { useTranslator } from '../../app/context.ts'
import styles from '../performance/performance.module.css'
import { ErrorOverTime } from './ErrorOverTime.tsx'

/** The calibration error window by window from counts, on the screen while the rows are being read. */
export function CountedErrors({ history }: { history: ScoreHistory }) {
  const t = useTranslator()
  return (
    <div className={styles.sections}>
      <p role="status">
        {t.text('performance.counted', {
          metric: t.text('calibration.ece'),
          time: t.numbers.duration(history.seconds),
        })}{' '}
        {t.text('performance.counted.means')}{' '}
        {history.pending > 0 && t.text('performance.counted.pending', { count: history.pending })}
      </p>
      <ErrorOverTime
        model={history.model}
        isJudged={false}
        parts={history.points.map(({ start, end, labelled, mean_score, observed_rate, metrics }) => ({
          start,
          end,
          rows: labelled,
          mean_score,
          observed_rate,
          ece_debiased: metrics.ece_debiased.value,
          verdict: 'insufficient',
        }))}
      />
    </div>
  )
}
