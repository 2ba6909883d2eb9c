import { useRef } from 'react'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { niceTicks } from '../../charts/nice-ticks.ts'
import { useWidth } from '../../charts/use-width.ts'
import type { QuantilePoint } from './cells.ts'
import styles from './detail.module.css'

const SIDE = 280
const MARGIN = { left: 64, right: 12, top: 12, bottom: 40 }

/** Quantiles of the current side against those of the baseline; equal distributions lie on the line. */
export function QuantilePlot({ subject, points }: { subject: string; points: readonly QuantilePoint[] }) {
  const t = useTranslator()
  const stage = useRef<HTMLDivElement>(null)
  const width = Math.min(useWidth(stage), 560)
  const values = points.flatMap(({ reference, current }) => [reference, current])
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const spread = high > low ? high - low : 1
  const room = {
    width: Math.max(60, width - MARGIN.left - MARGIN.right),
    height: SIDE - MARGIN.top - MARGIN.bottom,
  }
  const x = (value: number) => MARGIN.left + ((value - low) / spread) * room.width
  const y = (value: number) => MARGIN.top + room.height - ((value - low) / spread) * room.height
  const ticks = niceTicks(low, low + spread, 5)
  const [baseline, current] = [t.text('slot.baseline'), t.text('slot.current')]
  return (
    <ChartFrame
      title={t.text('detail.quantiles')}
      subject={subject}
      keys={[]}
      table={{
        columns: [t.text('detail.quantiles.share'), baseline, current],
        rows: points.map((point) => [t.numbers.axisShare(point.share), point.reference, point.current]),
      }}
      note={<p>{t.text('detail.quantiles.note')}</p>}
    >
      <div ref={stage}>
        {width > 0 && (
          <svg
            width={width}
            height={SIDE}
            className={styles.plot}
            role="img"
            aria-label={t.text('detail.quantiles')}
          >
            {ticks.map((tick) => (
              <g key={tick}>
                <path className={styles.grid} d={`M${MARGIN.left} ${y(tick)}h${room.width}`} />
                <text className={styles.tick} x={MARGIN.left - 8} y={y(tick) + 4} textAnchor="end">
                  {t.numbers.axis(tick)}
                </text>
                <text className={styles.tick} x={x(tick)} y={SIDE - MARGIN.bottom + 16} textAnchor="middle">
                  {t.numbers.axis(tick)}
                </text>
              </g>
            ))}
            <path className={styles.equal} d={`M${x(low)} ${y(low)}L${x(low + spread)} ${y(low + spread)}`} />
            {points.map((point) => (
              <circle
                key={point.share}
                className={styles.dot}
                cx={x(point.reference)}
                cy={y(point.current)}
                r={2.5}
                data-tip={[
                  `${t.text('detail.quantiles.share')} ${t.numbers.axisShare(point.share)}`,
                  `${baseline} ${t.numbers.measure(point.reference)}`,
                  `${current} ${t.numbers.measure(point.current)}`,
                ].join('\n')}
              />
            ))}
            <text className={styles.axis} x={MARGIN.left + room.width / 2} y={SIDE - 6} textAnchor="middle">
              {t.text('detail.quantiles.axis', { side: baseline })}
            </text>
            <text
              className={styles.axis}
              transform={`translate(14 ${MARGIN.top + room.height / 2}) rotate(-90)`}
              textAnchor="middle"
            >
              {t.text('detail.quantiles.axis', { side: current })}
            </text>
          </svg>
        )}
      </div>
    </ChartFrame>
  )
}
