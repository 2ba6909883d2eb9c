import type { LoopTestView } from '#shared/contract/documents/feedback.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import styles from './feedback.module.css'
import { type Line, Lines } from './Lines.tsx'

const LOOKS = ['accent', 'baseline', 'third'] as const

/** What one test of the loop is drawn from. */
export function TestChart({ test, subject }: { test: LoopTestView; subject: string }) {
  const t = useTranslator()
  const { chart } = test.detail
  const title = t.text(`feedback.test.${test.name}`)
  if (chart === null) return <p className={styles.quiet}>{t.text('feedback.chart.none')}</p>
  switch (chart.kind) {
    case 'trend': {
      const xs = chart.at?.map((at) => Date.parse(at)) ?? chart.series[0]?.values.map((_, i) => i + 1) ?? []
      // Measures on other scales stay in the table; three lines are what an eye can hold.
      const lines = chart.series.slice(0, 3).map(
        ({ name, values }, s): Line => ({
          name,
          look: LOOKS[s],
          points: values.map((y, i) => ({ x: xs[i], y })),
        }),
      )
      return (
        <ChartFrame
          title={title}
          subject={subject}
          keys={lines.slice(0, 2).map(({ name }, i) => ({ label: name, mark: i === 0 ? 'line' : 'fill' }))}
          table={{
            columns: [t.text('feedback.chart.window'), ...chart.series.map(({ name }) => name)],
            rows: xs.map((_, i) => [
              chart.at === null ? i + 1 : { time: chart.at[i] },
              ...chart.series.map(({ values }) => values[i] ?? null),
            ]),
          }}
        >
          <Lines
            title={title}
            lines={lines}
            xTitle={t.text('feedback.chart.window')}
            xMarks={xs}
            xText={(value) =>
              chart.at === null ? t.numbers.axis(value) : t.numbers.day(new Date(value).toISOString())
            }
            yText={t.numbers.axis}
          />
        </ChartFrame>
      )
    }
    case 'lags': {
      const hours = t.numbers.measure(chart.step_hours ?? 1)
      return (
        <ChartFrame
          title={title}
          subject={subject}
          keys={[]}
          table={{
            columns: [t.text('feedback.chart.lag', { hours }), t.text('feedback.chart.correlation')],
            rows: chart.lags.map((lag, i) => [lag, chart.correlations[i]]),
          }}
          note={<p>{t.text('feedback.chart.lag.note')}</p>}
        >
          <Lines
            title={title}
            stems
            levels={[chart.bound, -chart.bound]}
            lines={[
              {
                name: 'r',
                look: 'accent',
                points: chart.lags.map((x, i) => ({ x, y: chart.correlations[i] })),
              },
            ]}
            xTitle={t.text('feedback.chart.lag', { hours })}
            xText={t.numbers.axis}
            yText={t.numbers.axis}
          />
        </ChartFrame>
      )
    }
    case 'arms': {
      const spread = (y: number, rows: number, all: number, error: number) =>
        Number.isFinite(y) ? 1.96 * error * Math.sqrt(Math.max(0, 1 - rows / all)) : 0
      const model: Line = {
        name: t.text('feedback.chart.model'),
        look: 'accent',
        points: chart.strata.map((item) => ({
          x: item.score,
          y: item.model,
          error: spread(
            item.model,
            item.rows_model,
            item.rows_model + item.rows_comparison,
            item.standard_error,
          ),
        })),
      }
      const comparison: Line = {
        name: t.text('feedback.chart.comparison'),
        look: 'baseline',
        points: chart.strata.map((item) => ({
          x: item.score,
          y: item.comparison,
          error: spread(
            item.comparison,
            item.rows_comparison,
            item.rows_model + item.rows_comparison,
            item.standard_error,
          ),
        })),
      }
      return (
        <ChartFrame
          title={title}
          subject={subject}
          keys={[
            { label: comparison.name, mark: 'fill' },
            { label: model.name, mark: 'line' },
          ]}
          table={{
            columns: [t.text('feedback.chart.score'), model.name, comparison.name],
            rows: chart.strata.map((item) => [item.score, item.model, item.comparison]),
          }}
          note={<p>{t.text('feedback.chart.arms.note')}</p>}
        >
          <Lines
            title={title}
            lines={[comparison, model]}
            xTitle={t.text('feedback.chart.score')}
            xText={t.numbers.axis}
            yText={t.numbers.axis}
          />
        </ChartFrame>
      )
    }
  }
}
