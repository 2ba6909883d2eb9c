import { type PointerEvent, useRef } from 'react'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { linearScale } from '../../charts/scale.ts'
import { shorten } from '../../charts/shorten.ts'
import { useWidth } from '../../charts/use-width.ts'
import type { Translator } from '../../i18n/translator.ts'
import type { Course, Lane } from './course.ts'
import styles from './lab.module.css'
import { outcomeTable } from './outcome-table.ts'

const ROW = 26
const TOP = 22
const RIGHT = 12
const AXIS = 22

/** A lane a monitor: ticks where it fired, up to the time that is shown; the onset once the truth is out. */
export function IncidentChart({
  course,
  time,
  revealed,
  subject,
  onSeek,
}: {
  course: Course
  time: number
  revealed: boolean
  subject: string
  onSeek(at: number): void
}) {
  const t = useTranslator()
  const body = useRef<HTMLDivElement>(null)
  const width = useWidth(body)
  const left = Math.min(340, Math.round(width * 0.4))
  const { from, to, lanes, onset } = course
  const x = linearScale(from, to, left, Math.max(left + 1, width - RIGHT))
  const height = TOP + lanes.length * ROW + AXIS
  const seek = (event: PointerEvent<SVGSVGElement>) => {
    const own = event.nativeEvent.offsetX
    if (own >= left) onSeek((own - left) / Math.max(1, width - RIGHT - left))
  }
  const stamp = (at: number) => stampOf(t, at)
  return (
    <ChartFrame
      title={t.text('lab.chart')}
      subject={subject}
      keys={[
        { label: t.text('lab.fired'), mark: 'line' },
        ...(revealed && onset !== null ? [{ label: t.text('lab.onset'), mark: 'fill' as const }] : []),
        ...(revealed && lanes.some(({ deadline }) => deadline !== null)
          ? [{ label: t.text('lab.deadline'), mark: 'limit' as const }]
          : []),
      ]}
      table={() =>
        outcomeTable(
          t,
          lanes.map(({ outcome }) => outcome),
        )
      }
    >
      <div ref={body}>
        {width > 0 && (
          <svg
            width={width}
            height={height}
            role="img"
            aria-label={t.text('lab.chart')}
            className={styles.chart}
            onPointerDown={seek}
          >
            {revealed && onset !== null && (
              <>
                <rect
                  className={styles.after}
                  x={x(onset)}
                  y={TOP - 6}
                  width={Math.max(0, x(to) - x(onset))}
                  height={lanes.length * ROW + 6}
                />
                <text
                  className={x(onset) > (left + width) / 2 ? styles.tickEnd : styles.tick}
                  x={x(onset)}
                  y={12}
                >
                  {t.text('lab.onset')} {stamp(onset)}
                </text>
              </>
            )}
            {lanes.map((lane, index) => (
              <LaneMarks
                key={lane.key}
                {...{ lane, x, time, revealed, left }}
                y={TOP + index * ROW}
                end={width - RIGHT}
              />
            ))}
            <line className={styles.head} x1={x(time)} x2={x(time)} y1={TOP - 6} y2={height - AXIS} />
            <text className={styles.tick} x={left} y={height - 6}>
              {stamp(from)}
            </text>
            <text className={styles.tickEnd} x={width - RIGHT} y={height - 6}>
              {stamp(to)}
            </text>
          </svg>
        )}
      </div>
    </ChartFrame>
  )
}

function LaneMarks({
  lane: { outcome, moments, known, deadline },
  x,
  y,
  time,
  revealed,
  left,
  end,
}: {
  lane: Lane
  x(time: number): number
  y: number
  time: number
  revealed: boolean
  left: number
  end: number
}) {
  const t = useTranslator()
  const middle = y + ROW / 2
  const stamp = (at: number) => stampOf(t, at)
  const isOn = known !== null && known <= time
  const name = t.said(outcome.subject).text
  const whole = outcome.model === null ? name : `${outcome.model}: ${name}`
  return (
    <g>
      <text
        className={isOn ? styles.nameOn : styles.name}
        x={0}
        y={middle + 4}
        data-tip={`${whole}\n${t.said(outcome.evidence).text}`}
      >
        {shorten(whole, Math.floor((left - 26) / 6.6))}
      </text>
      {isOn && <circle className={styles.lamp} cx={left - 12} cy={middle} r={4} />}
      <line className={styles.rule} x1={left} x2={end} y1={middle} y2={middle} />
      {moments
        .filter((moment) => moment <= time)
        .map((moment) => (
          <line
            key={moment}
            className={styles.mark}
            x1={x(moment)}
            x2={x(moment)}
            y1={y + 5}
            y2={y + ROW - 5}
            data-tip={`${stamp(moment)}\n${whole}`}
          />
        ))}
      {isOn && moments.length === 0 && <circle className={styles.undated} cx={end - 4} cy={middle} r={4} />}
      {revealed && deadline !== null && (
        <path
          className={styles.deadline}
          d={`M${x(deadline)} ${y + 3} v${ROW - 6} m-4 0 h8`}
          data-tip={`${stamp(deadline)}\n${t.text('lab.deadline')}`}
        />
      )}
    </g>
  )
}

function stampOf(t: Translator, at: number): string {
  return t.numbers.time(new Date(at).toISOString(), 'UTC')
}
