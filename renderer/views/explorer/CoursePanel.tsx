import { useRef, useState } from 'react'
import type { ExaminedColumn, ModelColumn } from '#shared/contract/documents/model.ts'
import { VERDICTS } from '#shared/domain/verdict.ts'
import { DEFAULT_POLICY } from '#shared/policy/severity-policy.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { HitBands } from '../../charts/HitBands.tsx'
import { niceEnd, niceTicks } from '../../charts/nice-ticks.ts'
import { useWidth } from '../../charts/use-width.ts'
import { Segmented } from '../../components/Segmented.tsx'
import { VERDICT_LABEL } from '../../components/VerdictMark.tsx'
import type { PlainKey } from '../../i18n/english.ts'
import { bucketsOf, labelledBuckets, positionOf } from '../spine/geometry.ts'
import { useSelection } from '../spine/use-selection.ts'
import { spanWords, tickWords } from '../spine/words.ts'
import styles from './detail.module.css'

const METRICS = ['psi', 'mean', 'missing'] as const
type Metric = (typeof METRICS)[number]
const METRIC_NAME = {
  psi: 'term.psi.name',
  mean: 'detail.history.mean',
  missing: 'detail.history.missing',
} as const satisfies Record<Metric, PlainKey>
const HEIGHT = 240
const MARGIN = { left: 60, right: 12, top: 14, bottom: 26 }
const TICK_ROOM = 72

/** A metric of one column bucket by bucket, with the limits of the verdicts, the window and when it changed. */
export function CoursePanel({
  model,
  name,
  column,
  found,
}: {
  model: string
  name: string
  column: ModelColumn
  found: ExaminedColumn | null
}) {
  const t = useTranslator()
  const { selection } = useSelection(model)
  const [wanted, setWanted] = useState<Metric>('psi')
  const stage = useRef<HTMLDivElement>(null)
  const width = useWidth(stage)
  const { history, buckets } = column
  const numeric = history.mean.some((value) => Number.isFinite(value))
  const metrics = METRICS.filter((metric) => metric !== 'mean' || numeric)
  const metric = metrics.includes(wanted) ? wanted : 'psi'
  const values = Array.from(history[metric], (value, bucket) =>
    history.rows[bucket] > 0 && Number.isFinite(value) && (metric !== 'psi' || value >= 0) ? value : null,
  )
  const known = values.filter((value) => value !== null)
  const limits =
    metric === 'psi'
      ? [DEFAULT_POLICY.moderate.psi, DEFAULT_POLICY.high.psi].filter((l) => l !== undefined)
      : []
  const [low, high] = rangeOf(metric, known, limits)
  const room = {
    width: Math.max(60, width - MARGIN.left - MARGIN.right),
    height: HEIGHT - MARGIN.top - MARGIN.bottom,
  }
  const each = room.width / Math.max(1, buckets.length)
  const x = (position: number) => MARGIN.left + position * each
  const y = (value: number) => MARGIN.top + room.height - ((value - low) / (high - low || 1)) * room.height
  const write =
    metric === 'missing' ? t.numbers.share : metric === 'mean' ? t.numbers.measure : t.numbers.statistic
  const axis = metric === 'missing' ? t.numbers.axisShare : t.numbers.axis
  const window = bucketsOf(column, selection.window)
  const onset = found?.column.onset
  const reading = (bucket: number) => {
    const value = values[bucket]
    const where = spanWords(t, column.unit, buckets[bucket])
    if (value === null) return [where, t.text('spine.reading.none')]
    const verdict = t.text(VERDICT_LABEL[VERDICTS[history.verdicts[bucket]]])
    return [
      where,
      `${t.text(METRIC_NAME[metric])} ${write(value)}`,
      `${verdict}, ${t.text('rows', { count: history.rows[bucket] })}`,
    ]
  }
  return (
    <div className={styles.panels}>
      <Segmented<Metric>
        label={t.text('detail.history.metric')}
        value={metric}
        options={metrics.map((value) => ({
          value: value as Metric,
          label: t.text(METRIC_NAME[value]),
        }))}
        onChange={setWanted}
      />
      <ChartFrame
        title={`${t.text('detail.history')}: ${t.text(METRIC_NAME[metric])}`}
        subject={name}
        keys={[]}
        table={{
          columns: [
            t.text('detail.history.bucket'),
            t.text(METRIC_NAME[metric]),
            t.text('term.verdict.name'),
            t.text('column.rows'),
          ],
          rows: buckets.map((bucket, index) => [
            spanWords(t, column.unit, bucket),
            values[index],
            t.text(VERDICT_LABEL[VERDICTS[history.verdicts[index]]]),
            history.rows[index],
          ]),
        }}
        note={<p>{t.text(metric === 'psi' ? 'detail.history.note' : 'detail.history.note.plain')}</p>}
      >
        <div ref={stage}>
          {width > 0 && buckets.length > 0 && (
            <svg
              width={width}
              height={HEIGHT}
              className={styles.plot}
              role="img"
              aria-label={`${t.text('detail.history')}: ${t.text(METRIC_NAME[metric])}`}
            >
              {window !== null && (
                <rect
                  className={styles.shade}
                  x={x(window.start)}
                  y={MARGIN.top}
                  width={(window.end - window.start) * each}
                  height={room.height}
                />
              )}
              {niceTicks(low, high, 4).map((tick) => (
                <g key={tick}>
                  <path className={styles.grid} d={`M${MARGIN.left} ${y(tick)}h${room.width}`} />
                  <text className={styles.tick} x={MARGIN.left - 8} y={y(tick) + 4} textAnchor="end">
                    {axis(tick)}
                  </text>
                </g>
              ))}
              {limits.map((limit) => (
                <g key={limit}>
                  <path className={styles.limit} d={`M${MARGIN.left} ${y(limit)}h${room.width}`} />
                  <text
                    className={styles.tick}
                    x={MARGIN.left + room.width}
                    y={y(limit) - 4}
                    textAnchor="end"
                  >
                    {axis(limit)}
                  </text>
                </g>
              ))}
              {onset?.ci != null && onset.at !== null && column.unit === 'time' && (
                <g>
                  <rect
                    className={styles.interval}
                    x={x(positionOf(column, onset.ci[0]))}
                    y={MARGIN.top}
                    width={Math.max(
                      2,
                      x(positionOf(column, onset.ci[1])) - x(positionOf(column, onset.ci[0])),
                    )}
                    height={room.height}
                  />
                  <path
                    className={styles.onset}
                    d={`M${x(positionOf(column, onset.at))} ${MARGIN.top}v${room.height}`}
                  />
                  <text
                    className={styles.tick}
                    x={x(positionOf(column, onset.at)) - 5}
                    y={MARGIN.top + 10}
                    textAnchor="end"
                  >
                    {t.text('detail.history.onset', { at: t.numbers.moment(onset.at) })}
                  </text>
                </g>
              )}
              <path className={styles.line} d={linePath(values, (bucket) => x(bucket + 0.5), y)} />
              {values.map((value, bucket) =>
                value === null ? null : (
                  <circle
                    key={buckets[bucket].start}
                    className={
                      VERDICTS[history.verdicts[bucket]] === 'insufficient' ? styles.hollow : styles.dot
                    }
                    cx={x(bucket + 0.5)}
                    cy={y(value)}
                    r={each > 5 ? 2.5 : 1.5}
                  />
                ),
              )}
              {labelledBuckets(buckets.length, each, TICK_ROOM).map((bucket) => (
                <text key={bucket} className={styles.tick} x={x(bucket)} y={HEIGHT - 6}>
                  {tickWords(t, column, bucket)}
                </text>
              ))}
              <HitBands
                points={buckets.map((_, bucket) => ({ x: x(bucket + 0.5), tip: reading(bucket) }))}
                left={MARGIN.left}
                right={MARGIN.left + room.width}
                top={MARGIN.top}
                bottom={MARGIN.top + room.height}
              />
            </svg>
          )}
        </div>
      </ChartFrame>
    </div>
  )
}

/** Shares and PSI begin at zero; a mean has its own range. */
function rangeOf(
  metric: Metric,
  known: readonly number[],
  limits: readonly number[],
): readonly [number, number] {
  const most = known.reduce((greatest, value) => Math.max(greatest, value), Number.NEGATIVE_INFINITY)
  if (metric !== 'mean') return [0, niceEnd(Math.max(most, ...limits, 0.01) * 1.05, 4)]
  const least = known.reduce((smallest, value) => Math.min(smallest, value), Number.POSITIVE_INFINITY)
  const spare = (most - least || Math.abs(most) || 1) * 0.08
  return [least - spare, most + spare]
}

/** A line that breaks where there is nothing. */
function linePath(
  values: readonly (number | null)[],
  x: (bucket: number) => number,
  y: (value: number) => number,
): string {
  let path = ''
  let drawing = false
  for (const [bucket, value] of values.entries()) {
    if (value !== null) path += `${drawing ? 'L' : 'M'}${x(bucket).toFixed(1)} ${y(value).toFixed(1)}`
    drawing = value !== null
  }
  return path
}
