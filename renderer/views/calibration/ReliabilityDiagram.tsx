import { useRef } from 'react'
import type { CalibrationDocument } from '#shared/contract/documents/calibration.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { linearScale, pathThrough } from '../../charts/scale.ts'
import { useWidth } from '../../charts/use-width.ts'
import charts from '../performance/charts.module.css'

const MOST_WIDE = 620
const LEFT = 48
const RIGHT = 12
const TOP = 10
const AXIS = 22
const HISTOGRAM = 70
const NAME = 22
const TICKS = [0, 0.25, 0.5, 0.75, 1] as const

/** Scores against what happened: bins with intervals, the isotonic curve with its band, and the rows by score below. */
export function ReliabilityDiagram({ document }: { document: CalibrationDocument }) {
  const t = useTranslator()
  const body = useRef<HTMLDivElement>(null)
  const width = Math.min(MOST_WIDE, useWidth(body))
  const { curve, corp, histogram } = document
  const side = Math.max(1, Math.min(420, width - LEFT - RIGHT))
  const right = LEFT + Math.max(1, width - LEFT - RIGHT)
  const x = linearScale(0, 1, LEFT, right)
  const y = linearScale(0, 1, TOP + side, TOP)
  const floor = TOP + side + AXIS + HISTOGRAM
  const most = Math.max(
    1,
    ...histogram.negatives.map((rows, cell) => rows + (histogram.positives[cell] ?? 0)),
  )
  const bar = (rows: number): number => (rows / most) * HISTOGRAM
  const cellWidth = (right - LEFT) / histogram.negatives.length
  const upper = corp.map(({ score, band }) => [x(score), y(band[1])] as const)
  const lower = corp.map(({ score, band }) => [x(score), y(band[0])] as const)
  const title = t.text('calibration.diagram')
  return (
    <ChartFrame
      title={title}
      subject={document.model}
      keys={[
        { label: t.text('calibration.diagram.band'), mark: 'fill' },
        { label: t.text('calibration.diagram.corp'), mark: 'line' },
      ]}
      table={{
        columns: [
          t.text('calibration.mean'),
          t.text('calibration.observed'),
          t.text('performance.table.interval'),
          t.text('performance.slices.rows'),
        ],
        rows: curve.map(({ mean_score, observed_rate, ci, rows }) => [
          mean_score,
          observed_rate,
          `${t.numbers.measure(ci[0])} – ${t.numbers.measure(ci[1])}`,
          rows,
        ]),
      }}
      note={<p>{t.text('calibration.diagram.note')}</p>}
    >
      <div ref={body}>
        {width > 0 && (
          <svg width={width} height={floor + NAME} role="img" aria-label={title}>
            {TICKS.map((tick) => (
              <g key={tick}>
                <line className={charts.rule} x1={LEFT} x2={right} y1={y(tick)} y2={y(tick)} />
                <line className={charts.rule} x1={x(tick)} x2={x(tick)} y1={TOP} y2={TOP + side} />
                <text className={charts.tickY} x={LEFT - 8} y={y(tick) + 4}>
                  {t.numbers.axis(tick)}
                </text>
                <text className={charts.tick} x={x(tick)} y={TOP + side + 16}>
                  {t.numbers.axis(tick)}
                </text>
              </g>
            ))}
            {corp.length > 0 && (
              <path className={charts.band} d={`${pathThrough([...upper, ...lower.reverse()])}Z`} />
            )}
            <line className={charts.diagonal} x1={x(0)} x2={x(1)} y1={y(0)} y2={y(1)} />
            <path
              className={charts.isotonic}
              d={pathThrough(corp.map(({ score, rate }) => [x(score), y(rate)]))}
            />
            {curve.map(({ mean_score, observed_rate, ci, rows }) => (
              <g
                key={mean_score}
                data-tip={[
                  `${t.text('calibration.mean')} ${t.numbers.measure(mean_score)}`,
                  `${t.text('calibration.observed')} ${t.numbers.share(observed_rate)} (${t.numbers.share(ci[0])} – ${t.numbers.share(ci[1])})`,
                  t.text('rows', { count: rows }),
                ].join('\n')}
              >
                <line
                  className={charts.whisker}
                  x1={x(mean_score)}
                  x2={x(mean_score)}
                  y1={y(ci[0])}
                  y2={y(ci[1])}
                />
                <circle className={charts.hollow} cx={x(mean_score)} cy={y(observed_rate)} r={4} />
              </g>
            ))}
            {histogram.negatives.map((negatives, cell) => {
              const positives = histogram.positives[cell] ?? 0
              const left = LEFT + cell * cellWidth
              const whole = bar(negatives + positives)
              return (
                <g
                  key={left}
                  data-tip={`${t.numbers.measure(cell / histogram.negatives.length)} – ${t.numbers.measure((cell + 1) / histogram.negatives.length)}\n${t.text('rows', { count: negatives + positives })}`}
                >
                  <rect
                    className={charts.negatives}
                    x={left}
                    y={floor - whole}
                    width={Math.max(1, cellWidth - 1)}
                    height={whole - bar(positives)}
                  />
                  <rect
                    className={charts.positives}
                    x={left}
                    y={floor - bar(positives)}
                    width={Math.max(1, cellWidth - 1)}
                    height={bar(positives)}
                  />
                </g>
              )
            })}
            <line className={charts.axis} x1={LEFT} x2={right} y1={floor} y2={floor} />
            <text className={charts.axisName} x={(LEFT + right) / 2} y={floor + 16}>
              {t.text('calibration.diagram.x')}
            </text>
          </svg>
        )}
      </div>
    </ChartFrame>
  )
}
