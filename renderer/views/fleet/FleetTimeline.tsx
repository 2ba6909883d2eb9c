import { useRef } from 'react'
import type { FleetDocument } from '#shared/contract/documents/fleet.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { shorten } from '../../charts/shorten.ts'
import { useWidth } from '../../charts/use-width.ts'
import { useFewFirst } from '../../components/use-few-first.tsx'
import styles from './fleet.module.css'
import { psiLevel } from './psi-level.ts'

const NAMES = 140
const LINE = 24
const AXIS = 22
const MOST_LINES = 20

/** One line a model, aligned, in the order in which they drifted: cascade and common drift can be seen. */
export function FleetTimeline({ document, at }: { document: FleetDocument; at: number }) {
  const t = useTranslator()
  const stage = useRef<HTMLDivElement>(null)
  const width = useWidth(stage)
  const { timeline } = document
  const members = document.members.toSorted((a, b) => firstOnset(a) - firstOnset(b))
  const { shown, toggle } = useFewFirst(members, MOST_LINES)
  if (timeline.length < 2) return null
  if (members.every(({ drift }) => drift.every((psi) => psi === null))) {
    return (
      <section className={styles.panel}>
        <h2>{t.text('fleet.timeline')}</h2>
        <p className={styles.quiet}>{t.text('fleet.timeline.none')}</p>
      </section>
    )
  }
  const start = Date.parse(timeline[0])
  const step = Date.parse(timeline[1]) - start
  const end = Date.parse(timeline[timeline.length - 1]) + step
  const x = (time: number) => NAMES + ((time - start) / (end - start)) * Math.max(1, width - NAMES - 4)
  const cell = Math.max(1, (width - NAMES - 4) / timeline.length)
  const height = shown.length * LINE + AXIS
  return (
    <ChartFrame
      title={t.text('fleet.timeline')}
      subject={t.text('view.fleet')}
      keys={[]}
      table={() => ({
        columns: [t.text('fleet.timeline.model'), t.text('fleet.graph.time'), t.text('fleet.timeline.psi')],
        rows: members.flatMap(({ model, drift }) =>
          drift.map((psi, i) => [model, { time: timeline[i] }, psi]),
        ),
      })}
      note={<p>{t.text('fleet.timeline.note')}</p>}
    >
      <div ref={stage}>
        {width > 0 && (
          <svg
            className={styles.graph}
            width={width}
            height={height}
            role="img"
            aria-label={t.text('fleet.timeline')}
          >
            {shown.map(({ model, drift, onsets }, m) => (
              <g key={model}>
                <text className={styles.model} x={0} y={m * LINE + 16}>
                  {shorten(model, 18)}
                </text>
                {drift.map((psi, i) => (
                  <g
                    key={timeline[i]}
                    className={styles[psiLevel(psi)]}
                    data-tip={`${model}, ${t.numbers.time(timeline[i] ?? timeline[0], 'UTC')}\n${psi === null ? t.text('spine.reading.none') : `${t.text('fleet.timeline.psi')} ${t.numbers.measure(psi)}`}`}
                  >
                    <rect
                      className={styles.cell}
                      x={NAMES + i * cell}
                      y={m * LINE + 4}
                      width={Math.max(1, cell - 1)}
                      height={LINE - 8}
                    />
                  </g>
                ))}
                {onsets.map((onset) => (
                  <path
                    key={onset.at}
                    className={styles.onset}
                    d={`M${x(Date.parse(onset.at)).toFixed(1)} ${m * LINE + 1} v${LINE - 2}`}
                  />
                ))}
              </g>
            ))}
            <path
              className={styles.now}
              d={`M${(NAMES + (at + 0.5) * cell).toFixed(1)} 0 v${shown.length * LINE}`}
            />
            <text className={styles.psi} x={NAMES} y={height - 6}>
              {t.numbers.day(timeline[0])}
            </text>
            <text className={styles.psi} x={width - 4} y={height - 6} textAnchor="end">
              {t.numbers.day(new Date(end).toISOString())}
            </text>
          </svg>
        )}
      </div>
      {toggle}
    </ChartFrame>
  )
}

function firstOnset({ onsets }: FleetDocument['members'][number]): number {
  return onsets.length === 0 ? Number.POSITIVE_INFINITY : Date.parse(onsets[0].at)
}
