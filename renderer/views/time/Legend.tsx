import { useId } from 'react'
import type { Verdict } from '#shared/domain/verdict.ts'
import { useTranslator } from '../../app/context.ts'
import { TermButton } from '../../components/text.tsx'
import { VERDICT_LABEL } from '../../components/VerdictMark.tsx'
import { cellPaths, GROUND_OPACITY } from './cell-paths.ts'
import styles from './heatmap.module.css'
import { thresholdsOf } from './thresholds.ts'

const SWATCH = { left: 0, cellWidth: 19, rowHeight: 15, baselineBuckets: 0, buckets: 1, gap: 0 }

/** What each cell means, with the PSI from which it does under the rule of the run. */
export function Legend({ policy, minRows, dated }: { policy: string; minRows: number; dated: boolean }) {
  const t = useTranslator()
  const titleId = useId()
  const { low, moderate, high } = thresholdsOf(policy)
  const levels = [
    ['low', low],
    ['moderate', moderate],
    ['high', high],
  ] as const
  return (
    <div className={styles.legend}>
      <span id={titleId} className="visually-hidden">
        {t.text('time.legend')}
      </span>
      <ul aria-labelledby={titleId}>
        <li>
          <Swatch verdict="none" />
          {t.text('time.legend.none')}
        </li>
        {levels.map(
          ([verdict, psi]) =>
            psi !== undefined && (
              <li key={verdict}>
                <Swatch verdict={verdict} />
                {t.text('time.legend.from', {
                  verdict: t.text(VERDICT_LABEL[verdict]).toLocaleLowerCase(t.language),
                  psi: t.numbers.axis(psi),
                })}
              </li>
            ),
        )}
        <li>
          <Swatch verdict="insufficient" />
          <TermButton term="insufficient">{t.text('time.legend.insufficient', { rows: minRows })}</TermButton>
        </li>
        <li>
          <svg width="18" height="14" aria-hidden="true">
            <rect className={styles.blank} x="0.5" y="0.5" width="17" height="13" />
          </svg>
          {t.text('time.legend.empty')}
        </li>
        {dated && (
          <li>
            <svg width="18" height="14" aria-hidden="true">
              <path className={styles.mark} d="M9 0V14M3 7H15" />
            </svg>
            <TermButton term="onset">{t.text('time.legend.onset')}</TermButton>
          </li>
        )}
      </ul>
    </div>
  )
}

const VERDICT_INDEX: Readonly<Record<Verdict, number>> = {
  none: 0,
  low: 1,
  moderate: 2,
  high: 3,
  insufficient: 4,
}

function Swatch({ verdict }: { verdict: Verdict }) {
  const cell = { verdicts: Float64Array.of(VERDICT_INDEX[verdict]), psi: Float64Array.of(0) }
  const paths = cellPaths(SWATCH, cell, [0])
  return (
    <svg className={styles.swatch} width="18" height="14" aria-hidden="true">
      <path className={styles[verdict]} d={paths.ground[verdict]} fillOpacity={GROUND_OPACITY[verdict]} />
      <path className={styles[verdict]} d={paths.fill[verdict]} />
      <path className={styles.strokes} d={paths.hatch} />
    </svg>
  )
}
