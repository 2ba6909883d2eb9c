import { useRef } from 'react'
import type { Result } from '#shared/contract/operations.ts'
import { type StateSpan, stateSpans } from '#shared/policy/breaker/spans.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { linearScale } from '../../charts/scale.ts'
import { useWidth } from '../../charts/use-width.ts'
import { BREAKER_LABEL } from '../../components/BreakerMark.tsx'
import styles from './breakers.module.css'

const LANE = 22
const AXIS = 20
/** Width of the newest state where it has only just begun. */
const NARROWEST = 4

type Breaker = NonNullable<Result<'breakers.get'>['breaker']>

/** The states of the breaker over time, up to the newest thing that it saw; the table below says the same in words. */
export function HistoryStrip({
  model,
  breaker,
  transitions,
}: {
  model: string
  breaker: Breaker
  transitions: Result<'breakers.get'>['transitions']
}) {
  const t = useTranslator()
  const element = useRef<HTMLDivElement>(null)
  const width = useWidth(element)
  const spans = stateSpans(transitions, breaker)
  const [first] = spans
  const last = spans.at(-1)
  if (first === undefined || last === undefined) return null
  const start = Date.parse(first.start)
  const end = Math.max(Date.parse(last.start), Date.parse(breaker.seen_until ?? last.start))
  const time = (at: number) => t.numbers.time(new Date(at).toISOString())
  const place = linearScale(start, end, 0, Math.max(1, width - NARROWEST))
  const endOf = (span: StateSpan) => (span.end === null ? width : place(Date.parse(span.end)))
  const title = t.text('breakers.history.strip')
  return (
    <ChartFrame
      inPanel
      title={title}
      subject={model}
      keys={[]}
      table={{
        columns: [t.text('breakers.from'), t.text('breakers.to'), t.text('breakers.table.state')],
        rows: spans.map(({ start: from, end: to, state }) => [
          { time: from },
          to === null ? null : { time: to },
          t.text(BREAKER_LABEL[state]),
        ]),
      }}
    >
      <div ref={element}>
        {width > 0 && (
          <svg width={width} height={LANE + AXIS} role="img" aria-label={title}>
            {spans.map((span) => {
              const from = end > start ? place(Date.parse(span.start)) : 0
              return (
                <rect
                  key={`${span.start} ${span.state}`}
                  x={from}
                  width={Math.max(1, endOf(span) - from)}
                  height={LANE}
                  className={styles[`lane${span.state}`]}
                  data-tip={`${time(Date.parse(span.start))} – ${time(span.end === null ? end : Date.parse(span.end))}\n${t.text(BREAKER_LABEL[span.state])}`}
                />
              )
            })}
            <rect x={0.5} y={0.5} width={Math.max(1, width - 1)} height={LANE - 1} className={styles.edge} />
            <text x={0} y={LANE + AXIS - 5} className={styles.tick}>
              {time(start)}
            </text>
            {end > start && (
              <text x={width} y={LANE + AXIS - 5} className={styles.tickEnd}>
                {time(end)}
              </text>
            )}
          </svg>
        )}
      </div>
    </ChartFrame>
  )
}
