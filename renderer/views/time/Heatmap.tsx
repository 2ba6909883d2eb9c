import { useCallback } from 'react'
import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { readColours } from './colours.ts'
import { layoutOf } from './geometry.ts'
import { HeatmapBoard } from './HeatmapBoard.tsx'
import { heatmapPicture } from './heatmap-picture.ts'
import { heatmapGrid, heatmapRows } from './heatmap-table.ts'
import { Legend } from './Legend.tsx'
import { legendWords } from './legend-words.ts'
import type { Line } from './order.ts'
import type { TimeOrder } from './order-names.ts'
import { sideLabels } from './sides.ts'
import { thresholdsOf } from './thresholds.ts'

const MOST_TABLE_LINES = 200
/** A picture does not depend on the window in which it was made. */
const PICTURE = { width: 1200, left: 168, right: 8, rowHeight: 20 }

/** The map of columns × time with its legend, its table and its exports. */
export function Heatmap({
  run,
  order,
  heatmap,
  lines,
  policy,
  subject,
  start,
}: {
  run: RunId
  order: TimeOrder
  heatmap: DriftHeatmap
  lines: readonly Line[]
  policy: string
  subject: string
  start: { readonly column: string | null; readonly at: string | null }
}) {
  const t = useTranslator()
  const dated = lines.some(({ column }) => column?.onset.at != null)
  const { unplaced, min_rows: minRows } = heatmap
  const drawing = useCallback(
    () =>
      heatmapPicture(PICTURE.width, layoutOf(heatmap.buckets, PICTURE), heatmap, lines, readColours(), {
        title: `${subject}: ${t.text('time.map')}`,
        sides: sideLabels(heatmap).map(({ key, bucket }) => ({ label: t.text(key), bucket })),
        legend: legendWords(t, policy, minRows),
        axis: t.numbers.day,
      }),
    [t, heatmap, lines, subject, policy, minRows],
  )
  return (
    <ChartFrame
      title={t.text('time.map')}
      subject={subject}
      keys={[]}
      table={() => heatmapRows(t, heatmap, lines)}
      shownTable={() => heatmapGrid(t, heatmap, lines.slice(0, MOST_TABLE_LINES))}
      drawing={drawing}
      note={
        <>
          <Legend policy={policy} minRows={minRows} dated={dated} />
          <p>
            {t.text(thresholdsOf(policy).significant ? 'time.note.significant' : 'time.note.plain')}
            {unplaced.reference + unplaced.current > 0 &&
              ` ${t.text('time.note.unplaced', { baseline: unplaced.reference, current: unplaced.current })}`}
            {lines.length > MOST_TABLE_LINES && ` ${t.text('time.note.table', { count: MOST_TABLE_LINES })}`}
          </p>
        </>
      }
    >
      <HeatmapBoard run={run} order={order} heatmap={heatmap} lines={lines} dated={dated} start={start} />
    </ChartFrame>
  )
}
