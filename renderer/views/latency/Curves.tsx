import { type ReactNode, useRef } from 'react'
import type { LatencyDocument } from '#shared/contract/documents/latency.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { HitBands } from '../../charts/HitBands.tsx'
import { niceEnd, niceTicks } from '../../charts/nice-ticks.ts'
import { linearScale, pathThrough } from '../../charts/scale.ts'
import { useWidth } from '../../charts/use-width.ts'
import styles from './latency.module.css'
import { axisSize, pointTable, sizesTitle, sizeText } from './texts.ts'

const HEIGHT = 280
const LEFT = 64
const RIGHT = 16
const TOP = 24
const BOTTOM = 40

const UNITS = [
  { seconds: 86_400, title: 'inject.delay.days' },
  { seconds: 3_600, title: 'inject.delay.hours' },
  { seconds: 60, title: 'inject.delay.minutes' },
] as const
const ROWS = { seconds: 1, title: 'inject.delay.rows' } as const

type Props = { readonly document: LatencyDocument; readonly chosen: string }

/** The share of trials in which each detector noticed, by size; the chosen one with its interval. */
export function ProbabilityCurves({ document, chosen }: Props) {
  const t = useTranslator()
  return (
    <Curves
      {...{ document, chosen }}
      title={t.text('inject.probability')}
      top={1}
      ticks={[0, 0.25, 0.5, 0.75, 1]}
      yText={t.numbers.axisShare}
      heightOf={(point) => point.probability}
      bandOf={(point) => point.ci}
    />
  )
}

/** The median delay of each detector, by size. */
export function DelayCurves({ document, chosen }: Props) {
  const t = useTranslator()
  const hasTime = document.curves.some(({ points }) => points.some((point) => point.delay_seconds !== null))
  const heightOf = ({ delay_seconds, delay_rows }: LatencyDocument['curves'][number]['points'][number]) =>
    hasTime ? (delay_seconds?.median ?? null) : delay_rows.median
  const most = Math.max(
    ...document.curves.flatMap(({ points }) => points.map((point) => heightOf(point) ?? 0)),
    1,
  )
  const unit = hasTime ? (UNITS.find(({ seconds }) => most >= 2 * seconds) ?? UNITS[2]) : ROWS
  const top = unit.seconds * niceEnd(most / unit.seconds, 4)
  return (
    <Curves
      {...{ document, chosen, heightOf, top }}
      title={t.text('inject.delay')}
      yTitle={t.text(unit.title)}
      ticks={niceTicks(0, top / unit.seconds, 4).map((tick) => tick * unit.seconds)}
      yText={(value) => t.numbers.axis(value / unit.seconds)}
      tipText={(value) => (hasTime ? t.numbers.duration(value) : t.text('inject.rows', { count: value }))}
      note={t.text('inject.delay.never')}
    />
  )
}

function Curves({
  document,
  chosen,
  title,
  top,
  ticks,
  yText,
  tipText = yText,
  heightOf,
  bandOf,
  yTitle,
  note,
}: Props & {
  readonly title: string
  readonly top: number
  readonly ticks: readonly number[]
  readonly yTitle?: string
  readonly note?: ReactNode
  yText(value: number): string
  /** A value with its unit, where the axis names that apart. */
  tipText?(value: number): string
  heightOf(point: LatencyDocument['curves'][number]['points'][number]): number | null
  bandOf?(point: LatencyDocument['curves'][number]['points'][number]): readonly [number, number]
}) {
  const t = useTranslator()
  const body = useRef<HTMLDivElement>(null)
  const width = useWidth(body)
  const { sizes, curves, unit, model, column } = document
  // Sizes stand evenly: each is about twice the one before.
  const place = linearScale(
    0,
    Math.max(1, sizes.length - 1),
    LEFT + 12,
    Math.max(LEFT + 13, width - RIGHT - 12),
  )
  const x = (size: number) => place(sizes.indexOf(size))
  const y = linearScale(0, top, HEIGHT - BOTTOM, TOP)
  const path = (points: LatencyDocument['curves'][number]['points']) =>
    pathThrough(
      points.map((point) => {
        const value = heightOf(point)
        return value === null ? null : [x(point.size), y(value)]
      }),
    )
  const own = curves.find(({ detector }) => detector === chosen)
  const low = own?.points.map((point): [number, number] => [x(point.size), y(bandOf?.(point)[0] ?? 0)])
  const high = own?.points.map((point): [number, number] => [x(point.size), y(bandOf?.(point)[1] ?? 0)])
  return (
    <ChartFrame
      title={title}
      subject={column === null ? model : `${model}: ${column}`}
      keys={[
        { label: chosen, mark: 'line' },
        ...(bandOf === undefined ? [] : [{ label: t.text('inject.interval'), mark: 'fill' as const }]),
      ]}
      table={() => pointTable(t, document)}
      note={note}
    >
      <div ref={body}>
        {width > 0 && (
          <svg className={styles.chart} width={width} height={HEIGHT} role="img" aria-label={title}>
            {yTitle !== undefined && (
              <text className={styles.tick} x={0} y={12}>
                {yTitle}
              </text>
            )}
            {ticks.map((tick) => (
              <g key={tick}>
                <line className={styles.grid} x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
                <text className={styles.tick} x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
                  {yText(tick)}
                </text>
              </g>
            ))}
            {sizes.map((size) => (
              <text
                key={size}
                className={styles.tick}
                x={x(size)}
                y={HEIGHT - BOTTOM + 16}
                textAnchor="middle"
              >
                {axisSize(t, unit, size)}
              </text>
            ))}
            <text className={styles.tick} x={width - RIGHT} y={HEIGHT - 4} textAnchor="end">
              {sizesTitle(t, unit)}
            </text>
            {bandOf !== undefined && low !== undefined && high !== undefined && (
              <path
                className={styles.band}
                d={`${pathThrough(high)}L${pathThrough(low.toReversed()).slice(1)}Z`}
              />
            )}
            {curves
              .filter(({ detector }) => detector !== chosen)
              .map(({ detector, points }) => (
                <path key={detector} className={styles.other} d={path(points)} />
              ))}
            {own !== undefined && (
              <g>
                <path className={styles.own} d={path(own.points)} />
                {own.points.map((point) => {
                  const value = heightOf(point)
                  return value === null ? null : (
                    <circle
                      key={point.size}
                      className={styles.dot}
                      cx={x(point.size)}
                      cy={y(value)}
                      r={3.5}
                    />
                  )
                })}
              </g>
            )}
            <HitBands
              points={sizes.map((size) => ({
                x: x(size),
                tip: [
                  sizeText(t, unit, size),
                  ...(own?.points ?? []).flatMap((point) => {
                    if (point.size !== size) return []
                    const value = heightOf(point)
                    const band = bandOf?.(point)
                    return [
                      `${chosen} ${value === null ? '–' : tipText(value)}`,
                      ...(band === undefined
                        ? []
                        : [`${t.text('inject.interval')} ${tipText(band[0])} – ${tipText(band[1])}`]),
                    ]
                  }),
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
