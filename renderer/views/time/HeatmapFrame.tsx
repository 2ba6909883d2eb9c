import { type ReactNode, useCallback } from 'react'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { axisWords } from './cell-words.ts'
import { readColours } from './colours.ts'
import { layoutOf } from './geometry.ts'
import styles from './heatmap.module.css'
import type { HeatmapData, HeatmapLine } from './heatmap-data.ts'
import { heatmapPicture } from './heatmap-picture.ts'
import { heatmapGrid, heatmapRows } from './heatmap-table.ts'
import { Legend } from './Legend.tsx'
import { legendWords } from './legend-words.ts'
import { sideLabels } from './sides.ts'

const MOST_TABLE_LINES = 200
/** A picture does not depend on the window in which it was made. */
const PICTURE = { width: 1200, left: 168, right: 8, rowHeight: 20 }

/** Around a map of columns × buckets: its legend, its table and its exports. */
export function HeatmapFrame({
  title,
  heatmap,
  lines,
  policy,
  subject,
  note,
  tools,
  children,
}: {
  title: string
  heatmap: HeatmapData
  lines: readonly HeatmapLine[]
  policy: string
  subject: string
  note: ReactNode
  /** Above the map: what it shows and in which order. */
  tools?: ReactNode
  children: ReactNode
}) {
  const t = useTranslator()
  const dated = lines.some(({ column }) => column?.onset.at != null)
  const { min_rows: minRows } = heatmap
  const drawing = useCallback(
    () =>
      heatmapPicture(PICTURE.width, layoutOf(heatmap.buckets, PICTURE), heatmap, lines, readColours(), {
        title: `${subject}: ${title}`,
        sides: sideLabels(heatmap).map(({ key, bucket }) => ({ label: t.text(key), bucket })),
        legend: legendWords(t, policy, minRows),
        axis: (bucket) => axisWords(t, heatmap, bucket),
      }),
    [t, heatmap, lines, subject, title, policy, minRows],
  )
  return (
    <ChartFrame
      title={title}
      subject={subject}
      keys={[]}
      table={() => heatmapRows(t, heatmap, lines)}
      shownTable={() => heatmapGrid(t, heatmap, lines.slice(0, MOST_TABLE_LINES))}
      drawing={drawing}
      note={
        <>
          <Legend policy={policy} minRows={minRows} dated={dated} />
          <p>
            {note}
            {lines.length > MOST_TABLE_LINES && ` ${t.text('time.note.table', { count: MOST_TABLE_LINES })}`}
          </p>
        </>
      }
    >
      {tools !== undefined && <div className={styles.tools}>{tools}</div>}
      {children}
    </ChartFrame>
  )
}
