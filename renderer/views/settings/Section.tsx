import type { ReactNode } from 'react'
import styles from './settings.module.css'

/** Settings that belong together. */
export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

/** One setting: its name, its control, and what the choice means. */
export function Setting({ name, hint, children }: { name: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.row}>
      <span className={styles.settingName}>{name}</span>
      <div>
        {children}
        {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      </div>
    </div>
  )
}
