import type { ReactNode } from 'react'
import type { Verdict } from '#shared/domain/verdict.ts'
import styles from './stat.module.css'
import { VerdictLabel } from './VerdictMark.tsx'

/** One number with what it is, its uncertainty, and its verdict; several stand in a `StatCards`. */
export function StatCard({
  label,
  value,
  detail,
  verdict,
  children,
}: {
  /** What it is; an `Explain` or `TermButton` says more. */
  label: ReactNode
  /** With its unit. */
  value: ReactNode
  /** Interval, change against the baseline, or how many rows it stands on. */
  detail?: ReactNode
  verdict?: Verdict | undefined
  /** A small chart. */
  children?: ReactNode
}) {
  return (
    <div className={styles.card}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>{value}</dd>
      {verdict !== undefined && (
        <dd>
          <VerdictLabel verdict={verdict} />
        </dd>
      )}
      {detail !== undefined && <dd className={styles.detail}>{detail}</dd>}
      {children !== undefined && <dd className={styles.chart}>{children}</dd>}
    </div>
  )
}

export function StatCards({ children }: { children: ReactNode }) {
  return <dl className={styles.cards}>{children}</dl>
}
