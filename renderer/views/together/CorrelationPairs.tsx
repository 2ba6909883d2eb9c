import { useRef } from 'react'
import type { Multivariate } from '#shared/contract/documents/multivariate.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { niceEnd, niceTicks } from '../../charts/nice-ticks.ts'
import { shorten } from '../../charts/shorten.ts'
import { useWidth } from '../../charts/use-width.ts'
import styles from './charts.module.css'

const MOST = 10
const LINE_PX = 26
const NAMES_PX = 250
const P_PX = 72
const AXIS_PX = 22
const ALPHA = 0.05

/** Correlation of each pair before and now on one axis; the pairs that changed most. */
export function CorrelationPairs({
  subject,
  correlation,
}: {
  subject: string
  correlation: NonNullable<Multivariate['correlation']>
}) {
  const t = useTranslator()
  const body = useRef<HTMLDivElement>(null)
  const width = useWidth(body)
  const pairs = correlation.largest.slice(0, MOST)
  const farthest = Math.max(
    0.1,
    ...pairs.flatMap(({ reference, current }) => [Math.abs(reference), Math.abs(current)]),
  )
  const end = Math.min(1, niceEnd(farthest, 2))
  const [from, to] = [NAMES_PX, Math.max(NAMES_PX + 40, width - P_PX)]
  const x = (value: number) => from + ((value + end) / (2 * end)) * (to - from)
  const bottom = pairs.length * LINE_PX
  return (
    <ChartFrame
      title={t.text('together.pairs')}
      subject={subject}
      keys={[
        { label: t.text('slot.baseline'), mark: 'fill' },
        { label: t.text('slot.current'), mark: 'line' },
      ]}
      table={{
        columns: [
          t.text('together.pairs'),
          t.text('slot.baseline'),
          t.text('slot.current'),
          t.text('term.p_adjusted.name'),
        ],
        rows: correlation.largest.map(({ first, second, reference, current, p_adjusted }) => [
          t.text('together.pair', { first, second }),
          reference,
          current,
          p_adjusted,
        ]),
      }}
      note={<p>{t.text('together.pairs.note')}</p>}
    >
      <div ref={body}>
        {width > 0 && (
          <svg width={width} height={bottom + AXIS_PX} role="img" aria-label={t.text('together.pairs')}>
            <path className={styles.zero} d={`M${x(0)} 0V${bottom}`} />
            {pairs.map(({ first, second, reference, current, p_adjusted: p }, line) => {
              const y = line * LINE_PX + LINE_PX / 2
              const pair = t.text('together.pair', { first, second })
              return (
                <g
                  key={`${first} ${second}`}
                  data-tip={[
                    pair,
                    `${t.text('slot.baseline')} ${t.numbers.measure(reference)}`,
                    `${t.text('slot.current')} ${t.numbers.measure(current)}`,
                    `${t.text('term.p_adjusted.name')} ${t.numbers.pValue(p)}`,
                  ].join('\n')}
                >
                  <rect className={styles.hit} x={0} y={line * LINE_PX} width={width} height={LINE_PX} />
                  <text className={styles.name} x={0} y={y + 4}>
                    {shorten(pair, LONGEST)}
                  </text>
                  <path className={styles.rule} d={`M${from} ${y}H${to}`} />
                  <path className={styles.change} d={`M${x(reference)} ${y}H${x(current)}`} />
                  <circle className={styles.before} cx={x(reference)} cy={y} r={4.5} />
                  <circle
                    className={p < ALPHA ? styles.now : styles.nowHollow}
                    cx={x(current)}
                    cy={y}
                    r={4.5}
                  />
                  <text className={styles.words} x={width} y={y + 4}>
                    {`p ${t.numbers.pValue(p)}`}
                  </text>
                </g>
              )
            })}
            <path className={styles.axis} d={`M${from} ${bottom}H${to}`} />
            {niceTicks(-end, end, 4).map((tick) => (
              <text key={tick} className={styles.tick} x={x(tick)} y={bottom + 16}>
                {t.numbers.axis(tick)}
              </text>
            ))}
          </svg>
        )}
      </div>
    </ChartFrame>
  )
}

const LONGEST = 36
