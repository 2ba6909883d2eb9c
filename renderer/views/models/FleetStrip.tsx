import { useRef } from 'react'
import type { ModelCard } from '#shared/contract/documents/model.ts'
import { VERDICTS } from '#shared/domain/verdict.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { HitBands } from '../../charts/HitBands.tsx'
import { shorten } from '../../charts/shorten.ts'
import { useWidth } from '../../charts/use-width.ts'
import { useFewFirst } from '../../components/use-few-first.tsx'
import { VERDICT_LABEL } from '../../components/VerdictMark.tsx'
import { GROUND_OPACITY } from '../time/cell-paths.ts'
import { fleetOf, worstFirst } from './fleet.ts'
import styles from './models.module.css'

const NAMES = 168
const LINE = 22
const AXIS = 20
const TICK_ROOM = 96
/** More would push the cards out of sight. */
const MOST_LINES = 20
const FILLED = { none: 0, low: 0.25, moderate: 0.5, high: 1, insufficient: 0 } as const

/** Rows are there, and nothing is said about them. */
const UNJUDGED_HEIGHT = 0.25

/** One thin course for each model, aligned, so that what came together can be seen. */
export function FleetStrip({ models }: { models: readonly ModelCard[] }) {
  const t = useTranslator()
  const stage = useRef<HTMLDivElement>(null)
  const width = useWidth(stage)
  const fleet = fleetOf(models)
  const isLong = fleet !== null && fleet.lines.length > MOST_LINES
  const { shown, toggle } = useFewFirst(
    isLong ? worstFirst(fleet.lines, models) : (fleet?.lines ?? []),
    MOST_LINES,
  )
  if (fleet === null) return null
  const room = Math.max(80, width - NAMES - 8)
  const x = (share: number) => NAMES + share * room
  const time = (share: number) => new Date(fleet.start + share * (fleet.end - fleet.start)).toISOString()
  const day = (share: number) => t.numbers.day(time(share))
  const ticks = Math.max(2, Math.floor(room / TICK_ROOM))
  const height = shown.length * LINE + AXIS
  return (
    <ChartFrame
      title={t.text('models.fleet')}
      subject={t.text('models.title')}
      keys={[]}
      table={() => ({
        columns: [
          t.text('models.fleet.model'),
          t.text('time.table.start'),
          t.text('time.table.end'),
          t.text('term.verdict.name'),
        ],
        rows: fleet.lines.flatMap(({ model, cells }) =>
          cells.map(({ from, to, verdict }) => [
            model,
            { time: time(from) },
            { time: time(to) },
            verdict === null ? null : t.text(VERDICT_LABEL[verdict]),
          ]),
        ),
      })}
      note={
        <p>
          {t.text('models.fleet.note')}
          {fleet.unjudged > 0 && ` ${t.text('models.fleet.unjudged', { count: fleet.unjudged })}`}
          {fleet.untimed > 0 && ` ${t.text('models.fleet.untimed', { count: fleet.untimed })}`}
          {isLong && ` ${t.text('models.fleet.most')}`}
        </p>
      }
    >
      <div ref={stage} className={styles.fleet}>
        {width > 0 && (
          <svg width={width} height={height} role="img" aria-label={t.text('models.fleet')}>
            {shown.map(({ model, cells }, line) => (
              <g key={model} transform={`translate(0 ${line * LINE})`}>
                <text className={styles.fleetName} x={0} y={LINE - 8}>
                  {shorten(model, LONGEST_NAME)}
                </text>
                <rect className={styles.track} x={NAMES} y={3} width={room} height={LINE - 8} />
                {[null, ...VERDICTS].map((verdict) => {
                  const own = cells.filter((cell) => cell.verdict === verdict)
                  const box = (share: number) =>
                    own
                      .map(({ from, to }) => {
                        const size = (LINE - 8) * share
                        const cell = Math.max(1, (to - from) * room - 0.6)
                        return `M${x(from).toFixed(1)} ${(3 + LINE - 8 - size).toFixed(1)}h${cell.toFixed(1)}v${size.toFixed(1)}h${(-cell).toFixed(1)}z`
                      })
                      .join('')
                  if (verdict === null) {
                    return <path key="unjudged" className={styles.bar} d={box(UNJUDGED_HEIGHT)} />
                  }
                  return (
                    <g key={verdict} className={styles[verdict]}>
                      <path d={box(1)} fillOpacity={GROUND_OPACITY[verdict]} />
                      {FILLED[verdict] > 0 && <path d={box(FILLED[verdict])} />}
                    </g>
                  )
                })}
                <HitBands
                  points={cells.map(({ from, to, verdict }) => ({
                    x: x((from + to) / 2),
                    tip: [
                      `${model}, ${day(from)}`,
                      verdict === null ? t.text('spine.no.baseline') : t.text(VERDICT_LABEL[verdict]),
                    ],
                  }))}
                  left={x(cells[0]?.from ?? 0)}
                  right={x(cells.at(-1)?.to ?? 0)}
                  top={3}
                  bottom={LINE - 5}
                />
              </g>
            ))}
            {Array.from({ length: ticks }, (_, tick) => tick / ticks).map((share) => (
              <g key={share}>
                <path className={styles.notch} d={`M${x(share)} ${height - AXIS + 1}v4`} />
                <text className={styles.tick} x={x(share)} y={height - 4}>
                  {day(share)}
                </text>
              </g>
            ))}
          </svg>
        )}
      </div>
      {toggle}
    </ChartFrame>
  )
}

const LONGEST_NAME = 24
