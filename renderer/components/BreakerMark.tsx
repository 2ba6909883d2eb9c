import { Hand } from 'lucide-react'
import type { BreakerState } from '#shared/contract/documents/model.ts'
import { useTranslator } from '../app/context.ts'
import type { PlainKey } from '../i18n/english.ts'
import styles from './breaker.module.css'

const LOOK = {
  CLOSED: 'closed',
  OPEN: 'open',
  HALF_OPEN: 'halfOpen',
  FORCED_OPEN: 'open',
  FORCED_CLOSED: 'closed',
} as const satisfies Record<BreakerState, string>

export const BREAKER_LABEL = {
  CLOSED: 'breaker.CLOSED',
  OPEN: 'breaker.OPEN',
  HALF_OPEN: 'breaker.HALF_OPEN',
  FORCED_OPEN: 'breaker.FORCED_OPEN',
  FORCED_CLOSED: 'breaker.FORCED_CLOSED',
} as const satisfies Record<BreakerState, PlainKey>

/** The shape and colour of a breaker's state: ring, striped, barred; a hand where a person forced it. Decoration. */
export function BreakerMark({ state, size = 14 }: { state: BreakerState; size?: number }) {
  const look = LOOK[state]
  return (
    <span className={styles.mark}>
      <svg
        className={styles[look]}
        width={size}
        height={size}
        viewBox="0 0 16 16"
        aria-hidden="true"
        focusable="false"
      >
        <rect x="2" y="2" width="12" height="12" rx="3" className={styles.body} />
        {look === 'open' && <path d="M4.5 8 H11.5" className={styles.bar} />}
        {look === 'halfOpen' && <path d="M3 9 9 3 M3.5 13 13 3.5 M7 13 13 7" className={styles.stripes} />}
        <rect x="2" y="2" width="12" height="12" rx="3" className={styles.edge} />
      </svg>
      {state.startsWith('FORCED') && <Hand size={size - 2} className={styles.hand} aria-hidden="true" />}
    </span>
  )
}

/** Shape and word together. */
export function BreakerLabel({ state }: { state: BreakerState }) {
  const t = useTranslator()
  return (
    <span className={`${styles.label} ${styles[LOOK[state]]}`}>
      <BreakerMark state={state} />
      <span className={styles.word}>{t.text(BREAKER_LABEL[state])}</span>
    </span>
  )
}
