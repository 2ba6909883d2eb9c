import { useRef } from 'react'
import type { BreakerChart, BreakerReplay } from '#shared/contract/documents/breaker.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { HitBands } from '../../charts/HitBands.tsx'
import { linearScale, pathThrough, rangeWithMargin } from '../../charts/scale.ts'
import { useWidth } from '../../charts/use-width.ts'
import { BREAKER_LABEL } from '../../components/BreakerMark.tsx'
import styles from './breakers.module.css'

const LANE = 18
const LINE = 96
const LEFT = 56
const RIGHT = 12
const AXIS = 22

export type ReplayOf = { readonly document: BreakerReplay; readonly chart: BreakerChart | null }

/** A lane of states for each policy, and below the metrics of the first one with their thresholds. */
export function ReplayChart({ replays, model }: { replays: readonly ReplayOf[]; model: string }) {
  const t = useTranslator()
  const element = useRef<HTMLDivElement>(null)
  const width = useWidth(element)
  const [first] = replays
  const chart = first?.chart ?? null
  if (chart === null || chart.at.length === 0) return null
  const start = chart.at[0]
  const end = chart.at[chart.at.length - 1]
  const x = linearScale(start, end, LEFT, Math.max(LEFT + 1, width - RIGHT))
  const lanes = replays.length * (LANE + 6)
  const height = lanes + chart.conditions.length * (LINE + 26) + AXIS
  const time = (at: number) => t.numbers.time(new Date(at).toISOString())
  return (
    <ChartFrame
      title={t.text('breakers.replay.chart')}
      subject={model}
      keys={[
        { label: t.text('breakers.replay.value'), mark: 'line' },
        { label: t.text('breakers.replay.open'), mark: 'fill' },
      ]}
      table={() => ({
        columns: [
          t.text('breakers.policy'),
          t.text('breakers.from'),
          t.text('breakers.to'),
          t.text('breakers.table.state'),
        ],
        rows: replays.flatMap(({ document, chart: own }) =>
          (own?.stints ?? []).map(({ from, to, state }) => [
            document.policy,
            { time: new Date(from).toISOString() },
            { time: new Date(to).toISOString() },
            t.text(BREAKER_LABEL[state]),
          ]),
        ),
      })}
    >
      <div ref={element}>
        {width > 0 && (
          <svg width={width} height={height} role="img" aria-label={t.text('breakers.replay.chart')}>
            {replays.map(({ document, chart: own }, index) => (
              <g key={document.policy} transform={`translate(0 ${index * (LANE + 6)})`}>
                <text x={0} y={LANE / 2 + 4} className={styles.name}>
                  {index === 0 ? t.text('breakers.draft.short') : document.policy.slice(0, 8)}
                </text>
                {(own?.stints ?? []).map(({ state, from, to, from_row }) => (
                  <rect
                    key={from_row}
                    x={x(from)}
                    y={0}
                    width={Math.max(1, x(to) - x(from))}
                    height={LANE}
                    className={styles[`lane${state}`]}
                    data-tip={`${time(from)} – ${time(to)}\n${t.text(BREAKER_LABEL[state])}`}
                  />
                ))}
                <rect
                  x={LEFT}
                  y={0.5}
                  width={Math.max(1, width - LEFT - RIGHT)}
                  height={LANE - 1}
                  className={styles.edge}
                />
              </g>
            ))}
            {chart.conditions.map((condition, index) => (
              <Line
                key={condition.text}
                {...{ condition, x }}
                at={chart.at}
                y={lanes + index * (LINE + 26) + 20}
                end={width - RIGHT}
              />
            ))}
            <text x={LEFT} y={height - 6} className={styles.tick}>
              {time(start)}
            </text>
            <text x={width - RIGHT} y={height - 6} className={styles.tickEnd}>
              {time(end)}
            </text>
          </svg>
        )}
      </div>
    </ChartFrame>
  )
}

function Line({
  condition: { text, values, threshold },
  at,
  x,
  y,
  end,
}: {
  condition: BreakerChart['conditions'][number]
  at: Float64Array
  x: (value: number) => number
  y: number
  end: number
}) {
  const t = useTranslator()
  const range = rangeWithMargin([...values, threshold]) ?? [0, 1]
  const scale = linearScale(range[0], range[1], y + LINE, y)
  return (
    <g>
      <text x={LEFT} y={y - 6} className={styles.name}>
        {t.said(text).text}
      </text>
      <line x1={LEFT} x2={end} y1={y + LINE} y2={y + LINE} className={styles.rule} />
      <line x1={LEFT} x2={end} y1={scale(threshold)} y2={scale(threshold)} className={styles.threshold} />
      <text x={LEFT - 6} y={scale(threshold) + 4} className={styles.tickEnd}>
        {t.numbers.measure(threshold)}
      </text>
      <path
        d={pathThrough(
          Array.from(values, (value, index) => (Number.isNaN(value) ? null : [x(at[index]), scale(value)])),
        )}
        className={styles.value}
      />
      <HitBands
        points={Array.from(values, (value, index) => ({
          x: x(at[index]),
          tip: [
            t.numbers.time(new Date(at[index]).toISOString()),
            Number.isNaN(value) ? '–' : t.numbers.measure(value),
          ],
        }))}
        left={LEFT}
        right={end}
        top={y}
        bottom={y + LINE}
      />
    </g>
  )
}
