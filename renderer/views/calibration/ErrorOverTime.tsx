import { useRef } from 'react'
import type { CalibrationDocument } from '#shared/contract/documents/calibration.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { HitBands } from '../../charts/HitBands.tsx'
import { niceEnd, niceTicks } from '../../charts/nice-ticks.ts'
import { linearScale, pathThrough } from '../../charts/scale.ts'
import { useWidth } from '../../charts/use-width.ts'
import { VERDICT_LABEL } from '../../components/VerdictMark.tsx'
import charts from '../performance/charts.module.css'
import { nameOf } from '../performance/MetricHistory.tsx'
import { VerdictDot } from '../performance/VerdictDot.tsx'

const HEIGHT = 180
const LEFT = 48
const BOTTOM = 26

export type CalibrationWindow = Pick<
  CalibrationDocument['over_time'][number],
  'start' | 'end' | 'rows' | 'mean_score' | 'observed_rate' | 'ece_debiased' | 'verdict'
>

/** The debiased calibration error window by window, each with its verdict where it has one. */
export function ErrorOverTime({
  model,
  parts,
  isJudged = true,
}: {
  model: string
  parts: readonly CalibrationWindow[]
  isJudged?: boolean
}) {
  const t = useTranslator()
  const body = useRef<HTMLDivElement>(null)
  const width = useWidth(body)
  const most = niceEnd(Math.max(0.02, ...parts.map(({ ece_debiased }) => ece_debiased ?? 0)), 4)
  const step = (width - LEFT) / Math.max(1, parts.length)
  const x = (w: number): number => LEFT + (w + 0.5) * step
  const y = linearScale(0, most, HEIGHT - BOTTOM, 8)
  const every = Math.max(1, Math.ceil(parts.length / Math.max(1, Math.floor((width - LEFT) / 84))))
  const title = t.text('calibration.time')
  const name = (w: number): string => {
    const { start = null, end = null } = parts[w] ?? {}
    return start === null ? String(w + 1) : nameOf({ start, end, row_range: [w, w + 1] }, t.numbers)
  }
  return (
    <ChartFrame
      title={title}
      subject={model}
      keys={[{ label: t.text('calibration.ece'), mark: 'line' }]}
      table={{
        columns: [
          t.text('performance.window'),
          t.text('calibration.ece'),
          t.text('calibration.mean'),
          t.text('calibration.observed'),
          t.text('performance.inputs.labelled'),
          t.text('performance.verdict'),
        ],
        rows: parts.map(({ ece_debiased, mean_score, observed_rate, rows, verdict }, w) => [
          name(w),
          ece_debiased,
          mean_score,
          observed_rate,
          rows,
          t.text(VERDICT_LABEL[verdict]),
        ]),
      }}
      note={<p>{t.text('calibration.time.note')}</p>}
    >
      <div ref={body}>
        {width > 0 && (
          <svg width={width} height={HEIGHT} role="img" aria-label={title}>
            {niceTicks(0, most, 4).map((tick) => (
              <g key={tick}>
                <line className={charts.rule} x1={LEFT} x2={width} y1={y(tick)} y2={y(tick)} />
                <text className={charts.tickY} x={LEFT - 8} y={y(tick) + 4}>
                  {t.numbers.axis(tick)}
                </text>
              </g>
            ))}
            <path
              className={charts.line}
              d={pathThrough(
                parts.map(({ ece_debiased }, w) => (ece_debiased === null ? null : [x(w), y(ece_debiased)])),
              )}
            />
            {parts.map(({ ece_debiased, verdict, start }, w) => (
              <g key={start ?? x(w)}>
                {ece_debiased !== null && (
                  <VerdictDot x={x(w)} y={y(ece_debiased)} verdict={verdict} hollow={!isJudged} />
                )}
                {w % every === 0 && (
                  <text className={charts.tick} x={x(w)} y={HEIGHT - 8}>
                    {name(w)}
                  </text>
                )}
              </g>
            ))}
            <HitBands
              points={parts.map(({ ece_debiased, mean_score, observed_rate, rows }, w) => ({
                x: x(w),
                tip: [
                  name(w),
                  ...[
                    [t.text('calibration.ece'), ece_debiased] as const,
                    [t.text('calibration.mean'), mean_score] as const,
                    [t.text('calibration.observed'), observed_rate] as const,
                  ].flatMap(([what, value]) =>
                    value === null ? [] : [`${what} ${t.numbers.measure(value)}`],
                  ),
                  t.text('rows', { count: rows }),
                ],
              }))}
              left={LEFT}
              right={width}
              top={8}
              bottom={HEIGHT - BOTTOM}
            />
          </svg>
        )}
      </div>
    </ChartFrame>
  )
}
