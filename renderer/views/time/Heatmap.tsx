import { useCallback } from 'react'
import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { formatRoute } from '../../stores/routes.ts'
import { HeatmapBoard } from './HeatmapBoard.tsx'
import { HeatmapFrame } from './HeatmapFrame.tsx'
import type { Line } from './order.ts'
import type { TimeOrder } from './order-names.ts'
import { thresholdsOf } from './thresholds.ts'

/** The map of the columns of a comparison over time. */
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
  const { navigation } = useApp()
  const t = useTranslator()
  const { unplaced } = heatmap
  const hrefOf = useCallback((column: string) => formatRoute({ view: 'column', run, column }), [run])
  const rest = useCallback(
    (column: string | null, at: string | null) =>
      navigation.go({ view: 'time', run, order, column, at }, 'replace'),
    [navigation, run, order],
  )
  return (
    <HeatmapFrame
      title={t.text('time.map')}
      heatmap={heatmap}
      lines={lines}
      policy={policy}
      subject={subject}
      note={
        <>
          {t.text(thresholdsOf(policy).significant ? 'time.note.significant' : 'time.note.plain')}
          {unplaced.reference + unplaced.current > 0 &&
            ` ${t.text('time.note.unplaced', { baseline: unplaced.reference, current: unplaced.current })}`}
        </>
      }
    >
      <HeatmapBoard
        hrefOf={hrefOf}
        onOpen={(column) => navigation.go({ view: 'column', run, column })}
        onRest={rest}
        heatmap={heatmap}
        lines={lines}
        dated={lines.some(({ column }) => column?.onset.at != null)}
        start={start}
      />
    </HeatmapFrame>
  )
}
