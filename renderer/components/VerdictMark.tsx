import type { Verdict } from '#shared/domain/verdict.ts'
import { useTranslator } from '../app/context.ts'
import type { MessageKey } from '../i18n/english.ts'
import styles from './verdict.module.css'

const FILL: Record<Verdict, string | null> = {
  none: null,
  low: 'M8 8 V2.5 A5.5 5.5 0 0 1 13.5 8 Z',
  moderate: 'M8 2.5 A5.5 5.5 0 0 1 8 13.5 Z',
  high: 'M8 2.5 A5.5 5.5 0 0 1 8 13.5 A5.5 5.5 0 0 1 8 2.5 Z',
  insufficient: null,
}

export const VERDICT_LABEL = {
  none: 'verdict.none',
  low: 'verdict.low',
  moderate: 'verdict.moderate',
  high: 'verdict.high',
  insufficient: 'verdict.insufficient',
} as const satisfies Record<Verdict, MessageKey>

/** The shape and colour of a verdict: ○ ◔ ◑ ● and ◌ hatched. Decoration; the word goes beside it. */
export function VerdictMark({ verdict, size = 14 }: { verdict: Verdict; size?: number }) {
  const fill = FILL[verdict]
  return (
    <svg
      className={styles[verdict]}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {fill !== null && <path d={fill} className={styles.fill} />}
      {verdict === 'insufficient' && (
        <path d="M4.6 9.4 9.4 4.6 M5.6 11.6 11.6 5.6 M8.6 12 12 8.6" className={styles.hatch} />
      )}
      <circle
        cx="8"
        cy="8"
        r="5.5"
        className={styles.outline}
        strokeDasharray={verdict === 'insufficient' ? '2.2 2.1' : undefined}
      />
    </svg>
  )
}

/** Shape and word together. */
export function VerdictLabel({ verdict }: { verdict: Verdict }) {
  const t = useTranslator()
  return (
    <span className={`${styles.label} ${styles[verdict]}`}>
      <VerdictMark verdict={verdict} />
      <span className={styles.word}>{t.text(VERDICT_LABEL[verdict])}</span>
    </span>
  )
}
