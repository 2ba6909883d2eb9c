import { memo } from 'react'
import { useTranslator } from '../../app/context.ts'
import { axisWords, isHourly } from './cell-words.ts'
import { bucketX, type HeatmapLayout, labelledBuckets } from './geometry.ts'
import styles from './heatmap.module.css'
import type { HeatmapData } from './heatmap-data.ts'
import { sideLabels } from './sides.ts'

const HEIGHT = 72
const LANE = { top: 20, height: 26 }
const TICK_ROOM = 64
const HOURS_ROOM = 92

/** Above the cells, and there while they scroll: the sides, the rows of each bucket, the axis of time. */
export const HeatmapHead = memo(function HeatmapHead({
  heatmap,
  layout,
  width,
  dated,
}: {
  heatmap: HeatmapData
  layout: HeatmapLayout
  width: number
  dated: boolean
}) {
  const t = useTranslator()
  const { buckets, rows } = heatmap
  const most = Math.max(1, ...rows)
  const [first] = buckets
  const byRows = heatmap.unit === 'rows'
  const step = first === undefined || byRows ? 0 : Date.parse(first.end) - Date.parse(first.start)
  const hourly = !byRows && first !== undefined && isHourly(first)
  const ticks = labelledBuckets(layout, hourly ? HOURS_ROOM : TICK_ROOM)
  return (
    <svg className={styles.head} width={width} height={HEIGHT} aria-hidden="true">
      {sideLabels(heatmap).map(({ key, bucket, side }) => (
        <g key={side}>
          <text className={styles.side} x={bucketX(layout, bucket)} y={12}>
            {t.text(key)}
          </text>
          <rect
            className={side === 'reference' ? styles.baseline : styles.current}
            x={bucketX(layout, bucket)}
            y={LANE.top + LANE.height + 1}
            width={
              (side === 'reference' ? layout.baselineBuckets : layout.buckets - layout.baselineBuckets) *
              layout.cellWidth
            }
            height={1.5}
          />
        </g>
      ))}
      <text className={styles.lane} x={8} y={LANE.top + 12}>
        {byRows ? t.text('column.rows') : t.text('time.rows', { step: t.numbers.duration(step / 1000) })}
      </text>
      <text className={styles.tick} x={8} y={LANE.top + 26}>
        {`0 – ${t.numbers.count(most)}`}
      </text>
      {buckets.map(({ start, side }, bucket) => {
        const height = Math.max(rows[bucket] > 0 ? 1 : 0, (rows[bucket] / most) * LANE.height)
        return (
          <rect
            key={`${side} ${start}`}
            className={side === 'reference' ? styles.baseline : styles.current}
            x={bucketX(layout, bucket)}
            y={LANE.top + LANE.height - height}
            width={Math.max(1, layout.cellWidth - 1)}
            height={height}
          />
        )
      })}
      {ticks.map((bucket) => (
        <g key={bucket}>
          <path
            className={styles.notch}
            d={`M${bucketX(layout, bucket) + 0.5} ${LANE.top + LANE.height + 2}v4`}
          />
          <text className={styles.tick} x={bucketX(layout, bucket)} y={HEIGHT - 7}>
            {axisWords(t, heatmap, bucket)}
          </text>
        </g>
      ))}
      {dated && (
        <text className={styles.lane} x={bucketX(layout, layout.buckets) + 12} y={HEIGHT - 7}>
          {t.text('time.changed')}
        </text>
      )}
    </svg>
  )
})
