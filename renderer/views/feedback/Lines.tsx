import { useRef } from 'react'
import { HitBands } from '../../charts/HitBands.tsx'
import { niceTicks } from '../../charts/nice-ticks.ts'
import { linearScale, pathThrough, rangeWithMargin } from '../../charts/scale.ts'
import { useWidth } from '../../charts/use-width.ts'
import styles from './feedback.module.css'

export type Line = {
  readonly name: string
  readonly look: 'accent' | 'baseline' | 'third'
  readonly points: readonly { readonly x: number; readonly y: number | null; readonly error?: number }[]
}

const HEIGHT = 240
const LEFT = 56
const RIGHT = 12
const TOP = 12
const BOTTOM = 36

/** A few lines on one pair of axes, with intervals where they are known and level lines with their meaning. */
export function Lines({
  lines,
  levels = [],
  stems = false,
  xTitle,
  xMarks,
  xText,
  yText,
  title,
}: {
  lines: readonly Line[]
  levels?: readonly number[]
  /** Draws each value as a stem from zero. */
  stems?: boolean
  xTitle: string
  /** Where the axis may be labelled, ascending; at round numbers unless told. */
  xMarks?: readonly number[]
  xText(value: number): string
  yText(value: number): string
  title: string
}) {
  const body = useRef<HTMLDivElement>(null)
  const width = useWidth(body)
  const values = lines.flatMap(({ points }) => points)
  const xs = values.map(({ x }) => x)
  const range = rangeWithMargin([
    ...values.flatMap(({ y, error = 0 }) => (y === null ? [] : [y - error, y + error])),
    ...levels,
    ...(stems ? [0] : []),
  ])
  const [low, high] = range ?? [0, 1]
  const first = Math.min(...xs)
  const last = Math.max(...xs)
  const x = linearScale(first, last, LEFT + 6, Math.max(LEFT + 7, width - RIGHT - 6))
  const y = linearScale(low, high, HEIGHT - BOTTOM, TOP)
  const most = Math.max(2, Math.floor(width / 130))
  const ticks = width > 0 ? (xMarks === undefined ? niceTicks(first, last, most) : thinned(xMarks, most)) : []
  return (
    <div ref={body}>
      {width > 0 && range !== null && (
        <svg className={styles.chart} width={width} height={HEIGHT} role="img" aria-label={title}>
          {niceTicks(low, high, 5).map((tick) => (
            <g key={tick}>
              <line className={styles.grid} x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
              <text className={styles.tick} x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
                {yText(tick)}
              </text>
            </g>
          ))}
          {ticks.map((tick) => (
            <text key={tick} className={styles.tick} x={x(tick)} y={HEIGHT - BOTTOM + 16} textAnchor="middle">
              {xText(tick)}
            </text>
          ))}
          <text className={styles.tick} x={width - RIGHT} y={HEIGHT - 4} textAnchor="end">
            {xTitle}
          </text>
          {levels.map((level) => (
            <line
              key={level}
              className={styles.level}
              x1={LEFT}
              x2={width - RIGHT}
              y1={y(level)}
              y2={y(level)}
            />
          ))}
          {lines.map(({ name, look, points }) => (
            <g key={name} className={styles[look]}>
              {points.map((point) =>
                point.y === null || point.error === undefined ? null : (
                  <line
                    key={point.x}
                    className={styles.whisker}
                    x1={x(point.x)}
                    x2={x(point.x)}
                    y1={y(point.y - point.error)}
                    y2={y(point.y + point.error)}
                  />
                ),
              )}
              {stems ? (
                points.map((point) =>
                  point.y === null ? null : (
                    <line
                      key={point.x}
                      className={styles.stem}
                      x1={x(point.x)}
                      x2={x(point.x)}
                      y1={y(0)}
                      y2={y(point.y)}
                    />
                  ),
                )
              ) : (
                <path
                  className={styles.line}
                  d={pathThrough(points.map((point) => (point.y === null ? null : [x(point.x), y(point.y)])))}
                />
              )}
            </g>
          ))}
          <HitBands
            points={[...new Set(xs)].map((at) => ({
              x: x(at),
              tip: [xText(at), ...readings(lines, at, yText)],
            }))}
            left={LEFT}
            right={width - RIGHT}
            top={TOP}
            bottom={HEIGHT - BOTTOM}
          />
        </svg>
      )}
    </div>
  )
}

/** What each line says at one place, with its interval where it has one. */
function readings(lines: readonly Line[], at: number, text: (value: number) => string): readonly string[] {
  return lines.flatMap(({ name, points }) =>
    points.flatMap(({ x, y, error }) =>
      x !== at || y === null
        ? []
        : [
            error === undefined || error === 0
              ? `${name} ${text(y)}`
              : `${name} ${text(y)} (${text(y - error)} – ${text(y + error)})`,
          ],
    ),
  )
}

function thinned(marks: readonly number[], most: number): readonly number[] {
  const each = Math.ceil(marks.length / most)
  return marks.filter((_, index) => index % each === 0)
}
