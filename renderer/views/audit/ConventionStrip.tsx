import { useRef } from 'react'
import type { ColumnAuditDocument } from '#shared/contract/documents/column-audit.ts'
import { DEFAULT_ZERO_RULE } from '#shared/stats/divergence/zero-rules.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { niceTicks } from '../../charts/nice-ticks.ts'
import { useWidth } from '../../charts/use-width.ts'
import { VERDICT_LABEL } from '../../components/VerdictMark.tsx'
import { thresholdsOf } from '../time/thresholds.ts'
import { stripOf } from './readings.ts'
import styles from './strip.module.css'

const NAMES_PX = 160
const EDGE_PX = 24
const LINE_PX = 26
const TOP_PX = 20
const AXIS_PX = 22

/** PSI of the same rows under every convention on one axis with the thresholds: how far the answers lie apart. */
export function ConventionStrip({ audit }: { audit: ColumnAuditDocument }) {
  const t = useTranslator()
  const body = useRef<HTMLDivElement>(null)
  const width = useWidth(body)
  const { lines, end, beyond } = stripOf(audit, DEFAULT_ZERO_RULE)
  const { low, moderate, high } = thresholdsOf('default')
  const x = (psi: number) => NAMES_PX + (Math.min(psi, end) / end) * (width - NAMES_PX - EDGE_PX)
  const height = TOP_PX + lines.length * LINE_PX + AXIS_PX
  const bottom = height - AXIS_PX
  return (
    <ChartFrame
      title={t.text('others.strip')}
      subject={audit.column}
      keys={[]}
      table={{
        columns: [t.text('others.binning'), t.text('term.zero_rule.name'), t.text('term.psi.name')],
        rows: lines.flatMap(({ binning, dots }) =>
          dots.map(({ zeroRule, psi }) => [binning, zeroRule, psi ?? t.text('others.infinite')]),
        ),
      }}
      note={
        <p>
          {beyond === 0 ? t.text('others.strip.note.all') : t.text('others.strip.note', { count: beyond })}
        </p>
      }
    >
      <div ref={body}>
        {width > 0 && (
          <svg width={width} height={height} role="img" aria-label={t.text('others.strip')}>
            {(
              [
                ['low', low],
                ['moderate', moderate],
                ['high', high],
              ] as const
            ).map(
              ([verdict, psi]) =>
                psi !== undefined && (
                  <g key={verdict}>
                    <path className={styles.band} d={`M${x(psi)} ${TOP_PX - 4}V${bottom}`} />
                    <text className={styles.label} x={x(psi) + 4} y={TOP_PX - 8}>
                      {t.text(VERDICT_LABEL[verdict])}
                    </text>
                  </g>
                ),
            )}
            {lines.map(({ binning, dots }, line) => {
              const y = TOP_PX + line * LINE_PX + LINE_PX / 2
              return (
                <g key={binning}>
                  <path className={styles.rule} d={`M${NAMES_PX} ${y}H${width - EDGE_PX}`} />
                  <text className={styles.name} x={0} y={y + 4}>
                    {binning}
                  </text>
                  {dots.map(({ zeroRule, psi, main }) =>
                    psi === null || psi > end ? (
                      <path
                        key={zeroRule}
                        className={styles.beyond}
                        d={`M${width - EDGE_PX + 6} ${y - 5}l6 5l-6 5`}
                        data-tip={`${binning}, ${zeroRule}\n${psi === null ? t.text('others.infinite') : `${t.text('term.psi.name')} ${t.numbers.statistic(psi)}`}`}
                      />
                    ) : (
                      <circle
                        key={zeroRule}
                        className={main ? styles.main : styles.dot}
                        cx={x(psi)}
                        cy={y}
                        r={main ? 5.5 : 4.5}
                        data-tip={`${binning}, ${zeroRule}\n${t.text('term.psi.name')} ${t.numbers.statistic(psi)}`}
                      />
                    ),
                  )}
                </g>
              )
            })}
            <path className={styles.axis} d={`M${NAMES_PX} ${bottom}H${width - EDGE_PX}`} />
            {niceTicks(0, end, 6).map((tick) => (
              <text key={tick} className={styles.tick} x={x(tick)} y={height - 6}>
                {t.numbers.axis(tick)}
              </text>
            ))}
          </svg>
        )}
      </div>
    </ChartFrame>
  )
}
