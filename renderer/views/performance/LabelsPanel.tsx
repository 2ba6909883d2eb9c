import { useRef } from 'react'
import type { PerformanceDocument } from '#shared/contract/documents/performance.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { HitBands } from '../../charts/HitBands.tsx'
import { linearScale, pathThrough } from '../../charts/scale.ts'
import { useWidth } from '../../charts/use-width.ts'
import { Said } from '../../components/Said.tsx'
import charts from './charts.module.css'
import styles from './performance.module.css'

const HEIGHT = 160
const LEFT = 44
const RIGHT = 12
const BOTTOM = 40
const LEAST_ROWS = 30
const TICKS = [0, 0.5, 1] as const

/** How fast labels come, and the ledger of those that never will. */
export function LabelsPanel({ document }: { document: PerformanceDocument }) {
  const t = useTranslator()
  const { maturity, ledger } = document
  return (
    <div className={styles.pair}>
      {maturity.curve.some(({ rows }) => rows > 0) ? (
        <MaturityCurve document={document} />
      ) : (
        <section className={styles.panel}>
          <h2>{t.text('performance.labels')}</h2>
          <p>
            <Said>{maturity.explanation}</Said>
          </p>
        </section>
      )}
      <section className={styles.panel}>
        <h2>{t.text('performance.ledger')}</h2>
        {ledger.length === 0 && <p className={styles.quiet}>{t.text('performance.ledger.none')}</p>}
        <ul className={styles.list}>
          {ledger.map(({ column, value, explanation, expected_positives }) => (
            <li key={`${column} ${value}`}>
              <span>
                <Said>{explanation}</Said>
              </span>
              {expected_positives !== null &&
                ` ${t.text('performance.ledger.expected', { count: t.numbers.count(expected_positives) })}`}
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function MaturityCurve({ document }: { document: PerformanceDocument }) {
  const t = useTranslator()
  const body = useRef<HTMLDivElement>(null)
  const width = useWidth(body)
  const { curve, delay_hours, explanation } = document.maturity
  const points = curve.filter(({ rows }) => rows >= LEAST_ROWS)
  const ages = points.map(({ age_hours }) => age_hours)
  const low = Math.log(Math.min(...ages))
  const high = Math.log(Math.max(...ages))
  const x = (hours: number) =>
    linearScale(low, high, LEFT, Math.max(LEFT + 1, width - RIGHT))(Math.log(hours))
  const y = linearScale(0, 1, HEIGHT - BOTTOM, 8)
  const age = (hours: number) => t.numbers.duration(hours * 3_600)
  const title = t.text('performance.labels')
  const every = Math.max(1, Math.ceil(points.length / Math.max(1, Math.floor((width - LEFT) / 90))))
  return (
    <ChartFrame
      title={title}
      subject={document.model}
      keys={[{ label: t.text('performance.labels.share'), mark: 'line' }]}
      table={{
        columns: [
          t.text('performance.labels.axis'),
          t.text('performance.slices.rows'),
          t.text('performance.labels.share'),
        ],
        rows: points.map(({ age_hours, rows, labelled }) => [age(age_hours), rows, labelled / rows]),
      }}
      note={
        <p>
          <Said>{explanation}</Said>
        </p>
      }
    >
      <div ref={body}>
        {width > 0 && (
          <svg width={width} height={HEIGHT} role="img" aria-label={title}>
            {TICKS.map((tick) => (
              <g key={tick}>
                <line className={charts.rule} x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
                <text className={charts.tickY} x={LEFT - 8} y={y(tick) + 4}>
                  {t.numbers.axisShare(tick)}
                </text>
              </g>
            ))}
            {delay_hours !== null && delay_hours > 0 && (
              <line
                className={charts.mark}
                x1={x(delay_hours)}
                x2={x(delay_hours)}
                y1={8}
                y2={HEIGHT - BOTTOM}
              />
            )}
            <path
              className={charts.line}
              d={pathThrough(
                points.map(({ age_hours, rows, labelled }) => [x(age_hours), y(labelled / rows)]),
              )}
            />
            {points.map(({ age_hours, rows, labelled }, at) => (
              <g key={age_hours}>
                <circle className={charts.dot} cx={x(age_hours)} cy={y(labelled / rows)} r={3} />
                {at % every === 0 && (
                  <text className={charts.tick} x={x(age_hours)} y={HEIGHT - BOTTOM + 16}>
                    {age(age_hours)}
                  </text>
                )}
              </g>
            ))}
            <text className={charts.axisName} x={(LEFT + width) / 2} y={HEIGHT - 6}>
              {t.text('performance.labels.axis')}
            </text>
            <HitBands
              points={points.map(({ age_hours, rows, labelled }) => ({
                x: x(age_hours),
                tip: [
                  `${t.text('performance.labels.axis')} ${age(age_hours)}`,
                  `${t.text('performance.labels.share')} ${t.numbers.share(labelled / rows)}`,
                  t.text('rows', { count: rows }),
                ],
              }))}
              left={LEFT}
              right={width - RIGHT}
              top={8}
              bottom={HEIGHT - BOTTOM}
            />
          </svg>
        )}
      </div>
    </ChartFrame>
  )
}
