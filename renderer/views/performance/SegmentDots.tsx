import { useRef } from 'react'
import type { PerformanceDocument } from '#shared/contract/documents/performance.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { niceTicks } from '../../charts/nice-ticks.ts'
import { linearScale, rangeWithMargin } from '../../charts/scale.ts'
import { shorten } from '../../charts/shorten.ts'
import { useWidth } from '../../charts/use-width.ts'
import { VERDICT_LABEL } from '../../components/VerdictMark.tsx'
import styles from './charts.module.css'
import { intervalOf } from './MetricHistory.tsx'
import { METRIC_NAME, type Metric, metricText } from './metric-keys.ts'
import { VerdictDot } from './VerdictDot.tsx'

const LINE = 26
const NAMES = 180
const VALUES = 64
const TOP = 4
const BOTTOM = 22
const MOST = 24
const LONGEST = 26

/** One metric of each segment with its interval, judged against the other rows. */
export function SegmentDots({ document, metric }: { document: PerformanceDocument; metric: Metric }) {
  const t = useTranslator()
  const body = useRef<HTMLDivElement>(null)
  const width = useWidth(body)
  const shown = document.segments.slice(0, MOST)
  const name = t.text(METRIC_NAME[metric])
  const title = t.text('performance.segments', { metric: name })
  const before = document.baseline?.metrics[metric]?.value ?? null
  const range = rangeWithMargin([
    before,
    ...shown.flatMap(({ metrics }) => [metrics[metric]?.value ?? null, ...(metrics[metric]?.ci ?? [])]),
  ])
  const height = TOP + shown.length * LINE + BOTTOM
  const x = linearScale(range?.[0] ?? 0, range?.[1] ?? 1, NAMES, Math.max(NAMES + 1, width - VALUES))
  const text = (value: number | null | undefined) => metricText(metric, value, t.numbers)
  return (
    <ChartFrame
      title={title}
      subject={document.model}
      keys={[]}
      table={{
        columns: [
          t.text('calibration.segment'),
          name,
          t.text('performance.table.interval'),
          t.text('performance.inputs.labelled'),
          t.text('performance.verdict'),
        ],
        rows: document.segments.map(({ column, value, metrics, labelled, verdict }) => [
          `${column}: ${value}`,
          metrics[metric]?.value ?? null,
          intervalOf(metrics[metric], text),
          labelled,
          t.text(VERDICT_LABEL[verdict]),
        ]),
      }}
      note={
        <>
          <p>{t.text('performance.segments.note')}</p>
          {document.segments.length > MOST && (
            <p>{t.text('chart.more', { count: document.segments.length - MOST })}</p>
          )}
        </>
      }
    >
      <div ref={body}>
        {width > 0 && range !== null && (
          <svg width={width} height={height} role="img" aria-label={title}>
            {niceTicks(range[0], range[1], 4).map((tick) => (
              <g key={tick}>
                <line className={styles.rule} x1={x(tick)} x2={x(tick)} y1={TOP} y2={height - BOTTOM} />
                <text className={styles.tick} x={x(tick)} y={height - 6}>
                  {t.numbers.axis(tick)}
                </text>
              </g>
            ))}
            {before !== null && (
              <line
                className={styles.baselineLine}
                x1={x(before)}
                x2={x(before)}
                y1={TOP}
                y2={height - BOTTOM}
              />
            )}
            {shown.map(({ column, value, metrics, labelled, verdict }, line) => {
              const y = TOP + line * LINE + LINE / 2
              const measure = metrics[metric]
              const ci = measure?.ci ?? null
              const at = measure?.value ?? null
              return (
                <g
                  key={`${column} ${value}`}
                  data-tip={[
                    `${column}: ${value}`,
                    `${name} ${text(at)}${ci === null ? '' : ` (${intervalOf(measure, text)})`}`,
                    `${t.text('performance.inputs.labelled')} ${t.numbers.count(labelled)}`,
                    t.text(VERDICT_LABEL[verdict]),
                  ].join('\n')}
                >
                  <rect className={styles.hit} x={0} y={y - LINE / 2} width={width} height={LINE} />
                  <text className={styles.name} x={0} y={y + 4}>
                    {shorten(`${column}: ${value}`, LONGEST)}
                  </text>
                  {ci !== null && (
                    <line className={styles.whisker} x1={x(ci[0])} x2={x(ci[1])} y1={y} y2={y} />
                  )}
                  {at !== null && <VerdictDot x={x(at)} y={y} verdict={verdict} hollow={ci === null} />}
                  <text className={styles.tickY} x={width} y={y + 4}>
                    {text(at)}
                  </text>
                </g>
              )
            })}
          </svg>
        )}
      </div>
    </ChartFrame>
  )
}
