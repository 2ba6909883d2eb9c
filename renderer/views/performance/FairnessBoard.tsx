import { useRef } from 'react'
import type { FairnessView } from '#shared/contract/documents/performance.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { HitBands } from '../../charts/HitBands.tsx'
import { niceTicks } from '../../charts/nice-ticks.ts'
import { linearScale, pathThrough } from '../../charts/scale.ts'
import { useWidth } from '../../charts/use-width.ts'
import { Said } from '../../components/Said.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { DataName } from '../../components/text.tsx'
import { VerdictMark } from '../../components/VerdictMark.tsx'
import type { MessageKey } from '../../i18n/english.ts'
import charts from './charts.module.css'
import { intervalOf, nameOf } from './MetricHistory.tsx'
import styles from './performance.module.css'

const RATES = [
  'selection_rate',
  'true_positive_rate',
  'false_positive_rate',
  'precision',
  'calibration_gap',
] as const
const NAME = {
  selection_rate: 'performance.fairness.selection_rate',
  true_positive_rate: 'performance.fairness.true_positive_rate',
  false_positive_rate: 'performance.fairness.false_positive_rate',
  precision: 'performance.fairness.precision',
  calibration_gap: 'performance.fairness.calibration_gap',
} as const satisfies Record<(typeof RATES)[number], MessageKey>
const FIFTHS = {
  holds: ['none', 'performance.fairness.holds'],
  fails: ['high', 'performance.fairness.fails'],
  unclear: ['insufficient', 'performance.fairness.unclear'],
} as const

const isRate = (name: string): name is (typeof RATES)[number] => (RATES as readonly string[]).includes(name)

/** Rates by group with intervals, the criteria with the four-fifths line, their trend, and what excludes what. */
export function FairnessBoard({ fairness, subject }: { fairness: FairnessView; subject: string }) {
  const t = useTranslator()
  const { column, groups, criteria, impossibility } = fairness
  const title = t.text('performance.fairness', { column })
  const share = (value: number | null) => (value === null ? '–' : t.numbers.share(value))
  const signed = (value: number) => `${value < 0 ? '−' : ''}${t.numbers.share(Math.abs(value))}`
  return (
    <>
      <section className={styles.panel}>
        <h2>{title}</h2>
        {impossibility !== null && (
          <p className={styles.quiet}>
            <Said>{impossibility}</Said>
          </p>
        )}
        <ScrollRegion aria-label={title}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t.text('performance.fairness.group')}</th>
                <th scope="col" className={styles.figure}>
                  {t.text('performance.slices.rows')}
                </th>
                <th scope="col" className={styles.figure}>
                  {t.text('performance.fairness.base')}
                </th>
                {RATES.map((rate) => (
                  <th key={rate} scope="col" className={styles.figure}>
                    {t.text(NAME[rate])}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <tr key={group.group}>
                  <td>
                    <DataName>{group.group}</DataName>
                  </td>
                  <td className={styles.figure}>{t.numbers.count(group.rows)}</td>
                  <td className={styles.figure}>{share(group.base_rate.value)}</td>
                  {RATES.map((rate) => {
                    const { value } = group[rate]
                    return (
                      <td key={rate} className={styles.figure} title={intervalOf(group[rate], signed)}>
                        {value === null ? '–' : signed(value)}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
        <ScrollRegion className={styles.next} aria-label={t.text('performance.fairness.criterion')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t.text('performance.fairness.criterion')}</th>
                <th scope="col" className={styles.figure}>
                  {t.text('performance.fairness.gap')}
                </th>
                <th scope="col" className={styles.figure}>
                  {t.text('performance.table.interval')}
                </th>
                <th scope="col" className={styles.figure}>
                  {t.text('performance.slices.p')}
                </th>
                <th scope="col" className={styles.figure}>
                  {t.text('performance.fairness.ratio')}
                </th>
                <th scope="col">{t.text('performance.fairness.fifths')}</th>
              </tr>
            </thead>
            <tbody>
              {criteria.map((criterion) => {
                const fifths = criterion.four_fifths === null ? null : FIFTHS[criterion.four_fifths]
                return (
                  <tr key={criterion.criterion}>
                    <td>
                      {isRate(criterion.criterion) ? t.text(NAME[criterion.criterion]) : criterion.criterion}
                    </td>
                    <td className={styles.figure}>{share(criterion.gap)}</td>
                    <td className={styles.figure}>
                      {criterion.gap_ci === null
                        ? '–'
                        : `${signed(criterion.gap_ci[0])} – ${signed(criterion.gap_ci[1])}`}
                    </td>
                    <td className={styles.figure}>
                      {criterion.p_adjusted === null ? '–' : t.numbers.pValue(criterion.p_adjusted)}
                    </td>
                    <td className={styles.figure}>
                      {criterion.ratio === null ? '–' : t.numbers.measure(criterion.ratio)}
                    </td>
                    <td>
                      {fifths === null ? (
                        '–'
                      ) : (
                        <span className={styles.mark}>
                          <VerdictMark verdict={fifths[0]} /> {t.text(fifths[1])}
                        </span>
                      )}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </ScrollRegion>
      </section>
      <Trend fairness={fairness} subject={subject} />
    </>
  )
}

const HEIGHT = 160
const LEFT = 44
const FOUR_FIFTHS = 0.8

function Trend({ fairness, subject }: { fairness: FairnessView; subject: string }) {
  const t = useTranslator()
  const body = useRef<HTMLDivElement>(null)
  const width = useWidth(body)
  const { trend } = fairness
  const step = (width - LEFT) / Math.max(1, trend.length)
  const x = (w: number): number => LEFT + (w + 0.5) * step
  const y = linearScale(0, 1, HEIGHT - 24, 8)
  const every = Math.max(1, Math.ceil(trend.length / Math.max(1, Math.floor((width - LEFT) / 84))))
  const title = t.text('performance.fairness.trend')
  const name = (w: number): string => {
    const { start = null, end = null } = trend[w] ?? {}
    return nameOf({ start, end, row_range: [w, w + 1] }, t.numbers)
  }
  return (
    <ChartFrame
      title={title}
      subject={`${subject}: ${fairness.column}`}
      keys={[]}
      table={{
        columns: [
          t.text('performance.window'),
          t.text('performance.fairness.ratio'),
          t.text('performance.slices.rows'),
        ],
        rows: trend.map(({ ratio, rows }, w) => [name(w), ratio, rows]),
      }}
    >
      <div ref={body}>
        {width > 0 && (
          <svg width={width} height={HEIGHT} role="img" aria-label={title}>
            {niceTicks(0, 1, 4).map((tick) => (
              <g key={tick}>
                <line className={charts.rule} x1={LEFT} x2={width} y1={y(tick)} y2={y(tick)} />
                <text className={charts.tickY} x={LEFT - 8} y={y(tick) + 4}>
                  {t.numbers.axis(tick)}
                </text>
              </g>
            ))}
            <line className={charts.threshold} x1={LEFT} x2={width} y1={y(FOUR_FIFTHS)} y2={y(FOUR_FIFTHS)} />
            <text className={charts.name} x={LEFT + 4} y={y(FOUR_FIFTHS) - 4}>
              {t.text('performance.fairness.line')}
            </text>
            <path
              className={charts.line}
              d={pathThrough(trend.map(({ ratio }, w) => (ratio === null ? null : [x(w), y(ratio)])))}
            />
            {trend.map(({ start, ratio, ci }, w) => (
              <g key={start ?? x(w)}>
                {ci !== null && (
                  <line
                    className={charts.whisker}
                    x1={x(w)}
                    x2={x(w)}
                    y1={y(Math.min(1, ci[0]))}
                    y2={y(Math.min(1, ci[1]))}
                  />
                )}
                {ratio !== null && <circle className={charts.dot} cx={x(w)} cy={y(ratio)} r={3.5} />}
                {w % every === 0 && start !== null && (
                  <text className={charts.tick} x={x(w)} y={HEIGHT - 6}>
                    {name(w)}
                  </text>
                )}
              </g>
            ))}
            <HitBands
              points={trend.map(({ ratio, ci, rows }, w) => ({
                x: x(w),
                tip: [
                  name(w),
                  ratio === null
                    ? t.text('performance.history.none')
                    : `${t.text('performance.fairness.ratio')} ${t.numbers.measure(ratio)}${ci === null ? '' : ` (${t.numbers.measure(ci[0])} – ${t.numbers.measure(ci[1])})`}`,
                  t.text('rows', { count: rows }),
                ],
              }))}
              left={LEFT}
              right={width}
              top={8}
              bottom={HEIGHT - 24}
            />
          </svg>
        )}
      </div>
    </ChartFrame>
  )
}
