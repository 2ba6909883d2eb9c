import { useRef } from 'react'
import type { CostView } from '#shared/contract/documents/performance.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { HitBands } from '../../charts/HitBands.tsx'
import { niceEnd, niceTicks } from '../../charts/nice-ticks.ts'
import { linearScale, pathThrough, rangeWithMargin } from '../../charts/scale.ts'
import { useWidth } from '../../charts/use-width.ts'
import styles from './charts.module.css'

const HEIGHT = 220
const LEFT = 56
const RIGHT = 16
const TOP = 12
const BOTTOM = 44

/** Mean cost a row against the threshold, the cheapest one and those in use marked. */
export function CostChart({ cost, subject }: { cost: CostView; subject: string }) {
  const t = useTranslator()
  const body = useRef<HTMLDivElement>(null)
  const width = useWidth(body)
  const points = cost.points.flatMap(({ threshold, ...point }) =>
    threshold === null ? [] : [{ threshold, ...point }],
  )
  const amount = (value: number) =>
    `${t.numbers.measure(value)}${cost.currency === null ? '' : ` ${cost.currency}`}`
  const range = rangeWithMargin(
    points.map(({ threshold }) => threshold),
    0,
  )
  const most = niceEnd(Math.max(0, ...points.map(({ cost: one, ci }) => ci?.[1] ?? one)), 4)
  const least = Math.min(0, ...points.map(({ cost: one, ci }) => ci?.[0] ?? one))
  const x = linearScale(range?.[0] ?? 0, range?.[1] ?? 1, LEFT, Math.max(LEFT + 1, width - RIGHT))
  const y = linearScale(least, most, HEIGHT - BOTTOM, TOP)
  const upper = points.map(({ threshold, ci, cost: one }) => [x(threshold), y(ci?.[1] ?? one)] as const)
  const lower = points.map(({ threshold, ci, cost: one }) => [x(threshold), y(ci?.[0] ?? one)] as const)
  const cheapest = cost.cheapest.threshold
  return (
    <ChartFrame
      title={t.text('performance.cost')}
      subject={subject}
      keys={[{ label: t.text('performance.cost.row'), mark: 'line' }]}
      table={{
        columns: [
          t.text('performance.cost.axis'),
          t.text('performance.cost.row'),
          t.text('performance.table.interval'),
        ],
        rows: points.map(({ threshold, cost: one, ci }) => [
          threshold,
          one,
          ci === null ? '–' : `${t.numbers.measure(ci[0])} – ${t.numbers.measure(ci[1])}`,
        ]),
      }}
      note={
        <>
          <p>
            {cheapest === null
              ? t.text('performance.cost.cheapest.nobody', { cost: amount(cost.cheapest.cost) })
              : t.text('performance.cost.cheapest', {
                  threshold: t.numbers.axis(cheapest),
                  cost: amount(cost.cheapest.cost),
                })}
          </p>
          {cost.at.map(({ threshold, cost: one }) => (
            <p key={threshold}>
              {t.text('performance.cost.used', {
                threshold: t.numbers.axis(threshold),
                cost: one === null ? '–' : amount(one),
              })}
            </p>
          ))}
        </>
      }
    >
      <div ref={body}>
        {width > 0 && range !== null && (
          <svg width={width} height={HEIGHT} role="img" aria-label={t.text('performance.cost')}>
            {niceTicks(least, most, 4).map((tick) => (
              <g key={tick}>
                <line className={styles.rule} x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
                <text className={styles.tickY} x={LEFT - 8} y={y(tick) + 4}>
                  {t.numbers.axis(tick)}
                </text>
              </g>
            ))}
            {niceTicks(range[0], range[1], 6).map((tick) => (
              <text key={tick} className={styles.tick} x={x(tick)} y={HEIGHT - BOTTOM + 16}>
                {t.numbers.axis(tick)}
              </text>
            ))}
            <path className={styles.area} d={`${pathThrough([...upper, ...lower.reverse()])}Z`} />
            <path
              className={styles.line}
              d={pathThrough(points.map(({ threshold, cost: one }) => [x(threshold), y(one)]))}
            />
            {cost.at
              .filter(({ threshold }) => threshold >= range[0] && threshold <= range[1])
              .map(({ threshold }) => (
                <line
                  key={threshold}
                  className={styles.threshold}
                  x1={x(threshold)}
                  x2={x(threshold)}
                  y1={TOP}
                  y2={HEIGHT - BOTTOM}
                />
              ))}
            {cheapest !== null && (
              <circle className={styles.dot} cx={x(cheapest)} cy={y(cost.cheapest.cost)} r={5} />
            )}
            <line className={styles.axis} x1={LEFT} x2={width - RIGHT} y1={y(0)} y2={y(0)} />
            <text className={styles.axisName} x={(LEFT + width - RIGHT) / 2} y={HEIGHT - 8}>
              {t.text('performance.cost.axis')}
            </text>
            <HitBands
              points={points.map(({ threshold, cost: one, ci }) => ({
                x: x(threshold),
                tip: [
                  `${t.text('performance.cost.axis')} ${t.numbers.axis(threshold)}`,
                  `${t.text('performance.cost.row')} ${amount(one)}`,
                  ...(ci === null
                    ? []
                    : [`${t.text('performance.table.interval')} ${amount(ci[0])} – ${amount(ci[1])}`]),
                ],
              }))}
              left={LEFT}
              right={width - RIGHT}
              top={TOP}
              bottom={HEIGHT - BOTTOM}
            />
          </svg>
        )}
      </div>
    </ChartFrame>
  )
}
