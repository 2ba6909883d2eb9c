import type { ModelCard } from '#shared/contract/documents/model.ts'
import { VERDICTS } from '#shared/domain/verdict.ts'
import { useTranslator } from '../../app/context.ts'
import { cellPaths, GROUND_OPACITY } from '../time/cell-paths.ts'
import styles from './models.module.css'

const WIDTH = 240
const ROWS = 20
const CELL = 10
const HEIGHT = ROWS + CELL + 3

/** Rows and worst verdict over time, small. What it says in numbers stands beside it. */
export function Sparkline({ course }: { course: ModelCard['course'] }) {
  const t = useTranslator()
  const { rows, verdicts, buckets } = course
  if (buckets.length === 0) return null
  const each = WIDTH / buckets.length
  const most = Math.max(1, ...rows)
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t.text('models.sparkline')}
    >
      {buckets.map(({ start }, bucket) => {
        const height = (rows[bucket] / most) * ROWS
        return (
          <rect
            key={start}
            className={styles.bar}
            x={bucket * each}
            y={ROWS - height}
            width={Math.max(0.4, each - 0.8)}
            height={height}
          />
        )
      })}
      <g transform={`translate(0 ${ROWS + 3})`}>
        <VerdictStrip verdicts={verdicts} each={each} height={CELL} />
      </g>
    </svg>
  )
}

/** The worst verdict of each bucket as cells of a map. */
export function VerdictStrip({
  verdicts,
  each,
  height,
}: {
  verdicts: ArrayLike<number> | null
  each: number
  height: number
}) {
  if (verdicts === null) return null
  const layout = {
    left: 0,
    cellWidth: each,
    rowHeight: height + 1,
    baselineBuckets: 0,
    buckets: verdicts.length,
    gap: 0,
  }
  const codes = Float64Array.from(verdicts, (code) => Math.max(0, code))
  const present = Float64Array.from(verdicts, (code) => (code < 0 ? -1 : 0))
  const paths = cellPaths(layout, { verdicts: codes, psi: present }, [0])
  return (
    <>
      {VERDICTS.map((verdict) => (
        <g key={verdict} className={styles[verdict]}>
          <path d={paths.ground[verdict]} fillOpacity={GROUND_OPACITY[verdict]} />
          <path d={paths.fill[verdict]} />
        </g>
      ))}
      <path className={styles.hatch} d={paths.hatch} />
    </>
  )
}
