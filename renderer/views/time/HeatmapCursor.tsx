import { useTranslator } from '../../app/context.ts'
import { DataName } from '../../components/text.tsx'
import { VerdictMark } from '../../components/VerdictMark.tsx'
import { onsetWords, readCell } from './cell-words.ts'
import { bucketX, type Cell, type HeatmapLayout } from './geometry.ts'
import styles from './heatmap.module.css'
import type { HeatmapData, HeatmapLine } from './heatmap-data.ts'

const TIP_PX = 272
const TIP_ROOM_PX = 124

/** What is under the pointer or the keyboard: its line, its bucket, its cell, and what the cell says. */
export function HeatmapCursor({
  cell,
  heatmap,
  line,
  layout,
  width,
  height,
  bottom,
  talking,
}: {
  cell: Cell
  heatmap: HeatmapData
  line: HeatmapLine
  layout: HeatmapLayout
  width: number
  height: number
  /** Where the part of the map that can be seen ends. */
  bottom: number
  talking: boolean
}) {
  const t = useTranslator()
  const reading = readCell(t, heatmap, line.index, cell.bucket)
  const x = bucketX(layout, cell.bucket)
  const y = cell.row * layout.rowHeight
  const turned = x + layout.cellWidth + 12 + TIP_PX > width
  const raised = y + layout.rowHeight + TIP_ROOM_PX > bottom
  const changed = onsetWords(t, line.column?.onset)
  return (
    <>
      <span
        className={styles.across}
        style={{ transform: `translateY(${y - 0.5}px)`, width, height: layout.rowHeight }}
      />
      <span
        className={styles.down}
        style={{ transform: `translateX(${x - 0.5}px)`, width: layout.cellWidth, height }}
      />
      <span
        className={styles.cell}
        style={{
          transform: `translate(${x - 2}px, ${y - 2}px)`,
          width: layout.cellWidth + 3,
          height: layout.rowHeight + 3,
        }}
      />
      {talking && (
        <div
          className={styles.tip}
          style={{
            width: TIP_PX,
            transform: `translate(${turned ? x - TIP_PX - 12 : x + layout.cellWidth + 12}px, ${raised ? `calc(${y - 6}px - 100%)` : `${y + layout.rowHeight + 6}px`})`,
          }}
          aria-hidden="true"
        >
          <p className={styles.tipName}>
            <DataName clip>{line.name}</DataName>
          </p>
          <p className={styles.tipFinding}>
            {reading.verdict !== null && <VerdictMark verdict={reading.verdict} />}
            {reading.finding}
          </p>
          <p>
            {reading.side} · {reading.range}
          </p>
          {reading.verdict !== null && reading.verdict !== 'insufficient' && <p>{reading.rows}</p>}
          {changed !== null && <p>{changed}</p>}
        </div>
      )}
    </>
  )
}
