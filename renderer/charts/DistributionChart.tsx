import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import type { Distribution } from '#shared/contract/operations.ts'
import { useTranslator } from '../app/context.ts'
import { ChartFrame } from './ChartFrame.tsx'
import styles from './frame.module.css'
import { niceEnd, niceTicks } from './nice-ticks.ts'
import { type StepPoint, stepPoints } from './step-points.ts'

const TICK = { fontSize: 12, fill: 'var(--text-2)' }

type Props = {
  title: string
  subject: string
  distribution: Distribution
  /** Where the two cumulative curves are farthest apart, with the text of the mark. */
  gap: { readonly at: number; readonly label: string } | null
  note: string
}

/** Both sides of a numeric column over the same cells: baseline as grey fill, current as the accent line. */
export function DistributionChart({ title, subject, distribution, gap, note }: Props) {
  const t = useTranslator()
  const points = stepPoints(distribution)
  const [first, last] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 1]
  const top = niceEnd(Math.max(...points.flatMap((point) => [point.reference, point.current])), 4)
  const baseline = t.text('slot.baseline')
  const current = t.text('slot.current')
  const below = distribution.below[0] + distribution.below[1]
  const above = distribution.above[0] + distribution.above[1]
  return (
    <ChartFrame
      title={title}
      subject={subject}
      keys={[
        { label: baseline, mark: 'fill' },
        { label: current, mark: 'line' },
      ]}
      table={{
        columns: [t.text('bins.from'), t.text('bins.to'), baseline, current],
        rows: points
          .slice(0, -1)
          .map((point, cell) => [point.x, points[cell + 1]?.x ?? null, point.reference, point.current]),
      }}
      note={
        <>
          <p>{note}</p>
          {below + above > 0 && (
            <p>
              {t.text('chart.outside', {
                belowBaseline: distribution.below[0],
                belowCurrent: distribution.below[1],
                aboveBaseline: distribution.above[0],
                aboveCurrent: distribution.above[1],
              })}
            </p>
          )}
        </>
      }
    >
      <ResponsiveContainer width="100%" height={264}>
        <ComposedChart data={points} margin={{ top: 16, right: 12, bottom: 0, left: 0 }} title={title}>
          <CartesianGrid vertical={false} stroke="var(--grid-line)" />
          <XAxis
            dataKey="x"
            type="number"
            domain={[first, last]}
            tick={TICK}
            stroke="var(--border)"
            tickFormatter={(value: number) => t.numbers.axis(value)}
            ticks={niceTicks(first, last, 8)}
            minTickGap={16}
          />
          <YAxis
            width={56}
            domain={[0, top]}
            ticks={niceTicks(0, top, 4)}
            tick={TICK}
            stroke="var(--border)"
            tickFormatter={(value: number) => t.numbers.axisShare(value)}
          />
          <Area
            dataKey="reference"
            type="stepAfter"
            fill="var(--baseline-fill)"
            fillOpacity={1}
            stroke="none"
            isAnimationActive={false}
            activeDot={false}
          />
          <Line
            dataKey="current"
            type="stepAfter"
            stroke="var(--accent)"
            strokeWidth={2}
            dot={false}
            activeDot={{ r: 3, fill: 'var(--accent)', stroke: 'none' }}
            isAnimationActive={false}
          />
          {gap !== null && gap.at >= first && gap.at <= last && (
            <ReferenceLine
              x={gap.at}
              stroke="var(--text-2)"
              strokeDasharray="3 3"
              label={<GapLabel text={gap.label} turned={gap.at > first + (last - first) * 0.6} />}
            />
          )}
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload }) => {
              const point: StepPoint | undefined = payload[0]?.payload
              const cell = active && point !== undefined ? points.indexOf(point) : -1
              const [from, to] = [points[cell], points[cell + 1]]
              if (from === undefined || to === undefined) return null
              return (
                <div className={styles.tip}>
                  <p>{t.text('chart.cell', { from: t.numbers.axis(from.x), to: t.numbers.axis(to.x) })}</p>
                  <p>
                    {baseline} {t.numbers.share(from.reference)}
                  </p>
                  <p>
                    {current} {t.numbers.share(from.current)}
                  </p>
                </div>
              )
            }}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  )
}

/** Beside its line, on the side where there is room; the chart hands over where the line is. */
function GapLabel({
  text,
  turned,
  viewBox,
}: {
  text: string
  turned: boolean
  viewBox?: { readonly x?: number; readonly y?: number }
}) {
  return (
    <text
      x={(viewBox?.x ?? 0) + (turned ? -6 : 6)}
      y={(viewBox?.y ?? 0) + 12}
      textAnchor={turned ? 'end' : 'start'}
      fontSize={12}
      fill="var(--text-2)"
    >
      {text}
    </text>
  )
}
