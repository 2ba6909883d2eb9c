import type { Verdict } from '#shared/domain/verdict.ts'
import styles from './charts.module.css'

/** A point of a chart with its verdict in shape and colour: a ring when all is well, filled by halves as it gets worse. */
export function VerdictDot({
  x,
  y,
  verdict,
  hollow,
}: {
  x: number
  y: number
  verdict: Verdict
  /** Without an interval, or not judged yet. */
  hollow: boolean
}) {
  if (hollow || verdict === 'insufficient') return <circle className={styles.hollow} cx={x} cy={y} r={4} />
  switch (verdict) {
    case 'none':
      return <circle className={styles.dot} cx={x} cy={y} r={4} />
    case 'low':
      return <path className={styles.low} d={`M${x - 5} ${y + 4}L${x} ${y - 5}L${x + 5} ${y + 4}Z`} />
    case 'moderate':
      return <rect className={styles.moderate} x={x - 5} y={y - 5} width={10} height={10} />
    case 'high':
      return <path className={styles.high} d={`M${x - 6} ${y}L${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}Z`} />
  }
}
