import { memo, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useTranslator } from '../../app/context.ts'
import { join } from '../../components/Button.tsx'
import { DataName } from '../../components/text.tsx'
import { cellPaths } from './cell-paths.ts'
import { onsetWords } from './cell-words.ts'
import { readColours } from './colours.ts'
import { bucketX, type HeatmapLayout } from './geometry.ts'
import styles from './heatmap.module.css'
import type { HeatmapData, HeatmapLine } from './heatmap-data.ts'
import { changeMarks, markPath } from './marks.ts'
import { paintCells } from './paint.ts'
import { onTheme, readTheme } from './theme.ts'

type Props = {
  /** Link of a column. */
  hrefOf(column: string): string
  top: number
  lines: readonly HeatmapLine[]
  from: number
  to: number
  heatmap: HeatmapData
  layout: HeatmapLayout
  width: number
}

/** Some lines of the map: their names, their cells on one canvas, their changes. Painted once, then only moved. */
export const HeatmapTile = memo(function HeatmapTile(props: Props) {
  const { hrefOf, top, lines, from, to, heatmap, layout, width } = props
  const t = useTranslator()
  const theme = useSyncExternalStore(onTheme, readTheme)
  const canvas = useRef<HTMLCanvasElement>(null)
  const shown = useMemo(() => lines.slice(from, to), [lines, from, to])
  const height = shown.length * layout.rowHeight
  useLayoutEffect(() => {
    // The colours are read from the page, so another theme is another painting.
    if (canvas.current === null || theme === '') return
    const paths = cellPaths(
      layout,
      heatmap,
      shown.map(({ index }) => index),
    )
    paintCells(canvas.current, { width, height }, paths, readColours())
  }, [layout, heatmap, shown, width, height, theme])
  const end = bucketX(layout, layout.buckets)
  return (
    <div className={styles.tile} style={{ transform: `translateY(${top}px)`, width, height }}>
      <canvas ref={canvas} className={styles.canvas} style={{ width, height }} />
      <svg className={styles.marks} width={width} height={height} aria-hidden="true">
        {shown.flatMap(({ name, column }, row) =>
          changeMarks(layout, heatmap.buckets, column?.onset).map((mark) => {
            const path = markPath(mark, row * layout.rowHeight, layout.rowHeight - 1)
            return (
              <g key={`${name} ${mark.x}`}>
                <path className={styles.halo} d={path} />
                <path className={join(styles.mark, !mark.main && styles.minor)} d={path} />
              </g>
            )
          }),
        )}
      </svg>
      {shown.map(({ name, column }, row) => {
        const changed = column?.onset.at ?? null
        return (
          <div
            key={name}
            className={styles.line}
            style={{ transform: `translateY(${row * layout.rowHeight}px)`, height: layout.rowHeight }}
          >
            <a className={styles.name} style={{ width: layout.left - 12 }} href={hrefOf(name)} tabIndex={-1}>
              <DataName clip>{name}</DataName>
            </a>
            {changed !== null && (
              <span
                className={styles.changed}
                style={{ transform: `translateX(${end + 12}px)` }}
                title={onsetWords(t, column?.onset) ?? undefined}
              >
                {t.numbers.moment(changed)}
              </span>
            )}
          </div>
        )
      })}
    </div>
  )
})
