import styles from './frame.module.css'

const NARROWEST_PX = 2

type Point = {
  /** Pixels from the left of the chart. */
  readonly x: number
  /** What the pointer is told, one line each, where it is first. */
  readonly tip: readonly string[]
}

/**
 * Stretches over the whole height of a chart, one around each point of its axis, so that the pointer need not hit a
 * mark. Points closer than two pixels share a stretch.
 */
export function HitBands({
  points,
  left,
  right,
  top,
  bottom,
}: {
  points: readonly Point[]
  left: number
  right: number
  top: number
  bottom: number
}) {
  const apart = points
    .toSorted((a, b) => a.x - b.x)
    .reduce<Point[]>((kept, point) => {
      const last = kept.at(-1)
      if (last === undefined || point.x - last.x >= NARROWEST_PX) kept.push(point)
      return kept
    }, [])
  return apart.map(({ x, tip }, place) => {
    const before = apart[place - 1]
    const after = apart[place + 1]
    const from = before === undefined ? left : (before.x + x) / 2
    const to = after === undefined ? right : (x + after.x) / 2
    return (
      <rect
        key={x}
        className={styles.hit}
        x={from}
        y={top}
        width={Math.max(0, to - from)}
        height={Math.max(0, bottom - top)}
        data-tip={tip.join('\n')}
      />
    )
  })
}
