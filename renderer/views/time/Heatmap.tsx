import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { useWidth } from '../../charts/use-width.ts'
import type { TimeOrder } from '../../stores/routes.ts'
import { readCell } from './cell-words.ts'
import { readColours } from './colours.ts'
import { type Cell, cellAt, layoutOf, moveCell } from './geometry.ts'
import { HeatmapCursor } from './HeatmapCursor.tsx'
import { HeatmapHead } from './HeatmapHead.tsx'
import { HeatmapTile } from './HeatmapTile.tsx'
import styles from './heatmap.module.css'
import { heatmapPicture } from './heatmap-picture.ts'
import { heatmapGrid, heatmapRows } from './heatmap-table.ts'
import { Legend } from './Legend.tsx'
import type { Line } from './order.ts'
import { sideLabels } from './sides.ts'
import { thresholdsOf } from './thresholds.ts'

const TILE_ROWS = 24
const NAMES_PX = 168
const ONSETS_PX = 104
/** The link follows the cursor when it rests, since browsers count how often a page changes its address. */
const LINK_AFTER_MS = 400
const MOST_TABLE_LINES = 200

type Props = {
  run: RunId
  order: TimeOrder
  heatmap: DriftHeatmap
  lines: readonly Line[]
  policy: string
  subject: string
  /** The cell that the link names. */
  start: { readonly column: string | null; readonly at: string | null }
}

/** Columns × buckets: cells on a canvas in tiles, and a cursor above them that costs no repainting. */
export function Heatmap({ run, order, heatmap, lines, policy, subject, start }: Props) {
  const { navigation, settings } = useApp()
  const t = useTranslator()
  const rowHeight = useStore(settings, ({ density }) => (density === 'compact' ? 18 : 24))
  const outer = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const width = useWidth(outer)
  const dated = lines.some(({ column }) => column?.onset.at != null)
  const layout = useMemo(
    () => layoutOf(heatmap.buckets, { width, left: NAMES_PX, right: dated ? ONSETS_PX : 8, rowHeight }),
    [heatmap.buckets, width, dated, rowHeight],
  )
  const [cursor, setCursor] = useState<Cell | null>(() => cellOf(heatmap, lines, start))
  const [hovered, setHovered] = useState<Cell | null>(null)
  const [focused, setFocused] = useState(false)
  const [spoken, setSpoken] = useState('')
  const tiles = useVirtualizer({
    count: Math.ceil(lines.length / TILE_ROWS),
    getScrollElement: () => scroller.current,
    estimateSize: () => TILE_ROWS * rowHeight,
    overscan: 1,
  })

  useEffect(() => {
    if (cursor === null) return
    const column = lines[cursor.row]?.name ?? null
    const at = heatmap.buckets[cursor.bucket]?.start ?? null
    const timer = setTimeout(
      () => navigation.go({ view: 'time', run, order, column, at }, 'replace'),
      LINK_AFTER_MS,
    )
    return () => clearTimeout(timer)
  }, [cursor, lines, heatmap, navigation, run, order])

  const say = ({ row, bucket }: Cell) => readCell(t, heatmap, lines[row].index, bucket).sentence
  const open = ({ row }: Cell) => navigation.go({ view: 'column', run, column: lines[row].name })
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' && cursor !== null) {
      open(cursor)
      event.preventDefault()
      return
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 4)
    const next = moveCell(cursor ?? { row: 0, bucket: 0 }, event.key, {
      rows: lines.length,
      buckets: layout.buckets,
      page,
    })
    if (next === null) return
    event.preventDefault()
    setHovered(null)
    setCursor(next)
    setSpoken(say(next))
    reveal(scroller.current, next.row * rowHeight, rowHeight)
  }
  const arrive = () => {
    setFocused(true)
    const cell = cursor ?? { row: 0, bucket: layout.baselineBuckets % layout.buckets }
    setCursor(cell)
    setSpoken(say(cell))
  }
  const pointed = (event: PointerEvent<HTMLElement> | React.MouseEvent<HTMLElement>): Cell | null => {
    const box = event.currentTarget.getBoundingClientRect()
    return cellAt(layout, event.clientX - box.left, event.clientY - box.top, lines.length)
  }
  const hover = (event: PointerEvent<HTMLElement>) => {
    const cell = pointed(event)
    if (cell?.row !== hovered?.row || cell?.bucket !== hovered?.bucket) setHovered(cell)
  }
  const drawing = () =>
    heatmapPicture(width, layout, heatmap, lines, readColours(), {
      title: `${subject}: ${t.text('time.map')}`,
      sides: sideLabels(heatmap).map(({ key, bucket }) => ({ label: t.text(key), bucket })),
      legend: legendWords(),
      axis: t.numbers.day,
    })
  const legendWords = () => {
    const { low, moderate, high } = thresholdsOf(policy)
    const from = (
      [
        ['verdict.low', low],
        ['verdict.moderate', moderate],
        ['verdict.high', high],
      ] as const
    ).flatMap(([verdict, psi]) =>
      psi === undefined
        ? []
        : [t.text('time.legend.from', { verdict: t.text(verdict), psi: t.numbers.axis(psi) })],
    )
    return [...from, t.text('time.legend.insufficient', { rows: heatmap.min_rows })].join(' · ')
  }
  const active = hovered ?? (focused || cursor !== null ? cursor : null)
  const { unplaced } = heatmap
  return (
    <ChartFrame
      title={t.text('time.map')}
      subject={subject}
      keys={[]}
      table={heatmapRows(t, heatmap, lines)}
      shownTable={heatmapGrid(t, heatmap, lines.slice(0, MOST_TABLE_LINES))}
      drawing={drawing}
      note={
        <>
          <Legend policy={policy} minRows={heatmap.min_rows} dated={dated} />
          <p>
            {t.text(thresholdsOf(policy).significant ? 'time.note.significant' : 'time.note.plain')}
            {unplaced.reference + unplaced.current > 0 &&
              ` ${t.text('time.note.unplaced', { baseline: unplaced.reference, current: unplaced.current })}`}
            {lines.length > MOST_TABLE_LINES && ` ${t.text('time.note.table', { count: MOST_TABLE_LINES })}`}
          </p>
        </>
      }
    >
      <p className="visually-hidden" role="status">
        {spoken}
      </p>
      <div ref={scroller} className={styles.scroller}>
        <div ref={outer}>
          <HeatmapHead
            heatmap={heatmap}
            layout={layout}
            width={width}
            dated={dated}
            active={active?.bucket}
          />
          <div
            {...FOCUSABLE}
            role="application"
            aria-label={t.text('time.map')}
            aria-roledescription={t.text('time.map.role')}
            aria-description={t.text('time.map.keys')}
            className={styles.body}
            style={{ height: lines.length * rowHeight }}
            onKeyDown={press}
            onFocus={arrive}
            onBlur={() => setFocused(false)}
            onPointerMove={hover}
            onPointerLeave={() => setHovered(null)}
            onClick={(event) => {
              const cell = pointed(event)
              if (cell !== null) setCursor(cell)
            }}
            onDoubleClick={(event) => {
              const cell = pointed(event)
              if (cell !== null) open(cell)
            }}
          >
            {width > 0 &&
              tiles
                .getVirtualItems()
                .map((item) => (
                  <HeatmapTile
                    key={item.index}
                    run={run}
                    top={item.index * TILE_ROWS * rowHeight}
                    lines={lines}
                    from={item.index * TILE_ROWS}
                    to={Math.min(lines.length, (item.index + 1) * TILE_ROWS)}
                    heatmap={heatmap}
                    layout={layout}
                    width={width}
                  />
                ))}
            {active !== null && width > 0 && (
              <HeatmapCursor
                cell={active}
                heatmap={heatmap}
                line={lines[active.row]}
                layout={layout}
                width={width}
                height={lines.length * rowHeight}
                talking={hovered !== null || focused}
              />
            )}
          </div>
        </div>
      </div>
    </ChartFrame>
  )
}

/** One stop for Tab, with its own keys inside. */
const FOCUSABLE = { tabIndex: 0 }

function cellOf(heatmap: DriftHeatmap, lines: readonly Line[], { column, at }: Props['start']): Cell | null {
  const row = lines.findIndex(({ name }) => name === column)
  const bucket = heatmap.buckets.findIndex(({ start }) => start === at)
  return row < 0 || bucket < 0 ? null : { row, bucket }
}

/** Scrolls as little as is needed for a line to be seen below the head, which stays. */
function reveal(scroller: HTMLElement | null, top: number, height: number): void {
  if (scroller === null) return
  const head = scroller.querySelector('svg')?.clientHeight ?? 0
  const room = scroller.clientHeight - head
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top + height > scroller.scrollTop + room) scroller.scrollTop = top + height - room
}
