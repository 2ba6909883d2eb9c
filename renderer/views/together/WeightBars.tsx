import { useRef } from 'react'
import type { DriftDocument } from '#shared/contract/documents/drift.ts'
import type { Multivariate } from '#shared/contract/documents/multivariate.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { shorten } from '../../charts/shorten.ts'
import { useWidth } from '../../charts/use-width.ts'
import { formatRoute } from '../../stores/routes.ts'
import styles from './charts.module.css'
import { directionOf } from './joint.ts'

type Weights = NonNullable<Multivariate['classifier']>['weights']

const MOST = 16
const LINE_PX = 28
const NAMES_PX = 150
const VALUE_PX = 56
const WORDS_PX = 150
const LEVEL = { up: 'together.higher', down: 'together.lower', still: 'together.still' } as const
const SPREAD = { up: 'together.wider', down: 'together.narrower', still: 'together.still' } as const

/** What the classifier goes by: the weight of each column as a bar, and which way the column moved. */
export function WeightBars({
  run,
  document,
  subject,
  weights,
}: {
  run: RunId
  document: DriftDocument
  subject: string
  weights: Weights
}) {
  const t = useTranslator()
  const body = useRef<HTMLDivElement>(null)
  const width = useWidth(body)
  const shown = weights.slice(0, MOST)
  const largest = Math.max(1e-12, ...shown.map(({ share }) => share))
  const room = Math.max(40, width - NAMES_PX - VALUE_PX - WORDS_PX)
  const known = new Set(document.columns.map(({ name }) => name))
  const words = ({ level, spread }: Weights[number]) =>
    [
      directionOf(level) === 'still' ? null : t.text(LEVEL[directionOf(level)]),
      directionOf(spread) === 'still' ? null : t.text(SPREAD[directionOf(spread)]),
    ]
      .filter((part) => part !== null)
      .join(', ')
  return (
    <ChartFrame
      title={t.text('together.weights')}
      subject={subject}
      keys={[]}
      table={{
        columns: [
          t.text('table.column'),
          t.text('together.weights.share'),
          t.text('together.level'),
          t.text('together.spread'),
        ],
        rows: weights.map(({ column, share, level, spread }) => [column, share, level, spread]),
      }}
      note={
        <>
          <p>{t.text('together.weights.note')}</p>
          {weights.length > MOST && <p>{t.text('chart.more', { count: weights.length - MOST })}</p>}
        </>
      }
    >
      <div ref={body}>
        {width > 0 && (
          <svg width={width} height={shown.length * LINE_PX} aria-label={t.text('together.weights')}>
            {shown.map((weight, line) => {
              const y = line * LINE_PX
              const length = (weight.share / largest) * room
              const name = <tspan>{shorten(weight.column, LONGEST)}</tspan>
              return (
                <g
                  key={weight.column}
                  data-tip={[
                    weight.column,
                    `${t.text('together.weights.share')} ${t.numbers.share(weight.share)}`,
                    words(weight),
                  ]
                    .filter((one) => one !== '')
                    .join('\n')}
                >
                  <rect className={styles.hit} x={0} y={y} width={width} height={LINE_PX} />
                  {known.has(weight.column) ? (
                    <a href={formatRoute({ view: 'column', run, column: weight.column })}>
                      <text className={styles.link} x={0} y={y + 18}>
                        {name}
                      </text>
                    </a>
                  ) : (
                    <text className={styles.name} x={0} y={y + 18}>
                      {name}
                    </text>
                  )}
                  <rect
                    className={styles.bar}
                    x={NAMES_PX}
                    y={y + 7}
                    width={Math.max(1, length)}
                    height={14}
                  />
                  <text className={styles.value} x={NAMES_PX + length + 6} y={y + 18}>
                    {t.numbers.share(weight.share)}
                  </text>
                  <text className={styles.words} x={width} y={y + 18}>
                    {words(weight)}
                  </text>
                </g>
              )
            })}
          </svg>
        )}
      </div>
    </ChartFrame>
  )
}

const LONGEST = 20
