import { DEFAULT_POLICY } from '#shared/policy/severity-policy.ts'
import styles from './mini.module.css'

const WIDTH = 64
const HEIGHT = 14
const BANDS = [DEFAULT_POLICY.moderate.psi, DEFAULT_POLICY.high.psi].filter((band) => band !== undefined)

/** A value with its interval on an axis that all rows share; a hollow dot where there is no interval, an arrow where it lies beyond. */
export function PsiInterval({
  value,
  interval,
  axisEnd,
}: {
  value: number
  interval: readonly [number, number] | null
  axisEnd: number
}) {
  const x = (psi: number) => 4 + (Math.min(psi, axisEnd) / axisEnd) * (WIDTH - 8)
  return (
    <svg
      className={styles.mini}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
    >
      <path className={styles.axis} d={`M0 ${HEIGHT - 1.5} H${WIDTH}`} />
      {BANDS.map((band) => (
        <path key={band} className={styles.band} d={`M${x(band)} 0 V${HEIGHT}`} />
      ))}
      {interval !== null && (
        <path className={styles.interval} d={`M${x(interval[0])} 6 H${x(interval[1])}`} />
      )}
      {value > axisEnd ? (
        <path className={styles.beyond} d={`M${WIDTH - 7} 2.5 l4 3.5 l-4 3.5`} />
      ) : (
        <circle
          className={interval === null ? styles.hollow : styles.dot}
          cx={x(value)}
          cy={6}
          r={interval === null ? 2.5 : 3}
        />
      )}
    </svg>
  )
}
