import { RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ErrorShape } from '#shared/contract/errors.ts'
import { useTranslator } from '../app/context.ts'
import { Button } from './Button.tsx'
import { Progress } from './Progress.tsx'
import { Said } from './Said.tsx'
import styles from './states.module.css'
import { VerdictMark } from './VerdictMark.tsx'

/** Nothing here yet, and what to do about it. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  )
}

/** What failed, why, and the mend. The text is the backend's and in English. */
export function ErrorPanel({ error, onRetry }: { error: ErrorShape; onRetry?: (() => void) | undefined }) {
  const t = useTranslator()
  return (
    <div className={styles.error} role="alert">
      <p className={styles.title}>
        <Said>{error.message}</Said>
      </p>
      <p>
        <Said>{error.mend}</Said>
      </p>
      {onRetry !== undefined && (
        <Button small onClick={onRetry}>
          <RotateCw size={14} aria-hidden="true" />
          {t.text('action.retry')}
        </Button>
      )}
    </div>
  )
}

/** An answer that is not whole yet: what is there, and what is still coming. */
export function Partial({
  done,
  total,
  children,
}: {
  done: number
  total: number | null
  /** What is still coming, in words. */
  children: ReactNode
}) {
  const t = useTranslator()
  return (
    <div className={styles.partial} role="status">
      <Progress done={done} total={total} label={t.text('state.partial')} />
      <p>{children}</p>
    </div>
  )
}

/** Too few rows to say: how many there are, how many it takes, and what helps. Never shown as good. */
export function Insufficient({
  rows,
  needed,
  children,
}: {
  rows: number
  needed: number
  children?: ReactNode
}) {
  const t = useTranslator()
  return (
    <div className={styles.insufficient}>
      <VerdictMark verdict="insufficient" size={20} />
      <p className={styles.title}>{t.text('state.insufficient', { rows, needed })}</p>
      {children}
    </div>
  )
}

const WIDTHS = [92, 64, 80, 48, 72, 93, 65, 81, 49, 73, 94, 66] as const

/** The outline of what is about to appear. */
export function Skeleton({ lines = 6, label }: { lines?: number; label?: string }) {
  const t = useTranslator()
  return (
    <div className={styles.skeleton} role="status" aria-label={label ?? t.text('state.loading')}>
      {WIDTHS.slice(0, lines).map((width) => (
        <span key={width} className={styles.bar} style={{ width: `${width}%` }} />
      ))}
    </div>
  )
}
