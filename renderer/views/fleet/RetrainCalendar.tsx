import { useRef } from 'react'
import type { FleetDocument } from '#shared/contract/documents/fleet.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { shorten } from '../../charts/shorten.ts'
import { useWidth } from '../../charts/use-width.ts'
import { useFewFirst } from '../../components/use-few-first.tsx'
import styles from './fleet.module.css'
import { sharedWords } from './shared-words.ts'

const NAMES = 140
const LINE = 24
const AXIS = 22
const MOST_LINES = 20
const RADIUS = 4
const SHOWN_TIMES = 6

/** When models will be retrained by their manifests: one line a model, marks where several are at one time. */
export function RetrainCalendar({ document }: { document: FleetDocument }) {
  const t = useTranslator()
  const stage = useRef<HTMLDivElement>(null)
  const width = useWidth(stage)
  const { retrains, collisions } = document.calendar
  const models = [...new Set(retrains.map(({ model }) => model))].sort()
  const { shown, toggle } = useFewFirst(models, MOST_LINES)
  const [first] = retrains
  const last = retrains.at(-1)
  if (first === undefined || last === undefined) {
    return (
      <section className={styles.panel}>
        <h2>{t.text('fleet.calendar.all')}</h2>
        <p className={styles.quiet}>{t.text('fleet.calendar.unknown')}</p>
      </section>
    )
  }
  const start = Date.parse(first.at)
  const span = Math.max(1, Date.parse(last.at) - start)
  const x = (time: string): number =>
    NAMES + RADIUS + ((Date.parse(time) - start) / span) * Math.max(1, width - NAMES - 3 * RADIUS)
  const height = shown.length * LINE + AXIS
  return (
    <ChartFrame
      title={t.text('fleet.calendar.all')}
      subject={t.text('view.fleet')}
      keys={[]}
      table={() => ({
        columns: [t.text('fleet.graph.time'), t.text('fleet.timeline.model')],
        rows: retrains.map(({ at, model }) => [{ time: at }, model]),
      })}
      note={<Collisions collisions={collisions} />}
    >
      <div ref={stage}>
        {width > 0 && (
          <svg
            className={styles.graph}
            width={width}
            height={height}
            role="img"
            aria-label={t.text('fleet.calendar.all')}
          >
            {collisions.map(({ at }) => (
              <path
                key={at}
                className={styles.collision}
                d={`M${x(at).toFixed(1)} 0 v${shown.length * LINE}`}
              />
            ))}
            {shown.map((model, m) => (
              <g key={model}>
                <text className={styles.model} x={0} y={m * LINE + 16}>
                  {shorten(model, 18)}
                </text>
                {retrains
                  .filter((retrain) => retrain.model === model)
                  .map(({ at }) => (
                    <circle
                      key={at}
                      className={styles.retrain}
                      cx={x(at)}
                      cy={m * LINE + 12}
                      r={RADIUS}
                      data-tip={`${t.numbers.time(at, 'UTC')}\n${model}`}
                    />
                  ))}
              </g>
            ))}
            <text className={styles.psi} x={NAMES} y={height - 6}>
              {t.numbers.day(first.at)}
            </text>
            <text className={styles.psi} x={width - 4} y={height - 6} textAnchor="end">
              {t.numbers.day(last.at)}
            </text>
          </svg>
        )}
      </div>
      {toggle}
    </ChartFrame>
  )
}

/** Retrains of the same models, one line for all of their times. */
function Collisions({ collisions }: { collisions: FleetDocument['calendar']['collisions'] }) {
  const t = useTranslator()
  const groups = Object.values(Object.groupBy(collisions, ({ models }) => models.join('\u0000'))).flatMap(
    (group) => (group === undefined ? [] : [group]),
  )
  if (groups.length === 0) return <p>{t.text('fleet.calendar.none')}</p>
  return (
    <>
      <p>{t.text('fleet.calendar')}</p>
      <ul className={styles.collisions}>
        {groups.map((group) => (
          <li key={group[0].models.join(' ')}>
            {t.numbers.list(group[0].models)}
            {group[0].shared.length > 0 &&
              ` (${t.numbers.list(group[0].shared.map((one) => sharedWords(t, one)))})`}
            :{' '}
            {t.numbers.list([
              ...group.slice(0, SHOWN_TIMES).map(({ at }) => t.numbers.time(at, 'UTC')),
              ...(group.length > SHOWN_TIMES
                ? [t.text('fleet.calendar.more', { count: group.length - SHOWN_TIMES })]
                : []),
            ])}
          </li>
        ))}
      </ul>
    </>
  )
}
