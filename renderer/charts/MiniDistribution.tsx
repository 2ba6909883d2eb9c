import type { DriftBin } from '#shared/contract/documents/drift.ts'
import styles from './mini.module.css'

const WIDTH = 76
const HEIGHT = 18
const MOST_BINS = 16

/** Shares by bin in a table cell: baseline as grey bars, current as the accent line. The numbers are beside it. */
export function MiniDistribution({ bins }: { bins: readonly DriftBin[] }) {
  const shown = bins.slice(0, MOST_BINS)
  const total = (side: 'reference' | 'current') => bins.reduce((sum, bin) => sum + bin[side], 0)
  const [reference, current] = [total('reference'), total('current')]
  if (shown.length === 0 || reference === 0 || current === 0) return null
  const shares = shown.map((bin) => ({
    label: bin.label,
    reference: bin.reference / reference,
    current: bin.current / current,
  }))
  const top = Math.max(...shares.flatMap((share) => [share.reference, share.current]))
  const width = WIDTH / shares.length
  const y = (share: number) => HEIGHT - (share / top) * (HEIGHT - 1.5)
  const line = shares
    .map(
      (share, index) =>
        `${index === 0 ? 'M' : 'L'}${(index * width).toFixed(1)} ${y(share.current).toFixed(1)} h${width.toFixed(1)}`,
    )
    .join(' ')
  return (
    <svg
      className={styles.mini}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
    >
      {shares.map((share, index) => (
        <rect
          key={share.label}
          className={styles.baseline}
          x={index * width}
          y={y(share.reference)}
          width={Math.max(1, width - 0.5)}
          height={HEIGHT - y(share.reference)}
        />
      ))}
      <path className={styles.current} d={line} />
    </svg>
  )
}
