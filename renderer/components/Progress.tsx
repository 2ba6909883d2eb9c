import styles from './progress.module.css'

/** How far something is: a bar of `done` of `total`, or a moving one where the total is not known. */
export function Progress({ done, total, label }: { done: number; total: number | null; label: string }) {
  const known = total !== null && total > 0
  const share = known ? Math.min(1, Math.max(0, done / total)) : 0
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={known ? Math.floor(share * 100) : undefined}
    >
      <div
        className={known ? styles.bar : styles.moving}
        style={known ? { transform: `scaleX(${share})` } : undefined}
      />
    </div>
  )
}
