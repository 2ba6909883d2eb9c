import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useStore } from 'zustand'
import { useApp, useTranslator } from '../../app/context.ts'
import { useWidth } from '../../charts/use-width.ts'
import { readCell } from './cell-words.ts'
import {
  bucketX,
  type Cell,
  cellAt,
  type HeatmapLayout,
  layoutOf,
  moveCell,
  rowHeightOf,
} from './geometry.ts'
import { HeatmapCursor } from './HeatmapCursor.tsx'
import { HeatmapHead } from './HeatmapHead.tsx'
import { HeatmapTile } from './HeatmapTile.tsx'
import styles from './heatmap.module.css'
import type { BucketRange, HeatmapData, HeatmapLine } from './heatmap-data.ts'

const TILE_ROWS = 24
const NAMES_PX = 168
const ONSETS_PX = 104
/** The link follows the cursor when it rests, since browsers count how often a page changes its address. */
const REST_AFTER_MS = 400
/** Pixels from which a press is a drag and no click. */
const DRAG_PX = 4
/** Lines of the page before that stay in sight after a jump by a page. */
const KEPT_LINES = 4

/** One stop for Tab, with its own keys inside. */
const FOCUSABLE = { tabIndex: 0 }

type Props = {
  /** Link of a column. */
  hrefOf(column: string): string
  /** The person wants to see a column by itself. */
  onOpen(column: string): void
  /** Where the cursor came to rest: a column and the start of a bucket. */
  onRest(column: string | null, at: string | null): void
  /** The buckets that are brushed, and what a drag across the map or Shift with the arrow keys does. */
  brush?: { readonly span: BucketRange | null; onBrush(span: BucketRange, rests: boolean): void }
  heatmap: HeatmapData
  lines: readonly HeatmapLine[]
  /** Whether any line has the time of a change. */
  dated: boolean
  /** The cell that the link names. */
  start: { readonly column: string | null; readonly at: string | null }
}

/** The cells on canvases that are painted once, and above them a cursor that moves without any repainting. */
export function HeatmapBoard({ hrefOf, onOpen, onRest, brush, heatmap, lines, dated, start }: Props) {
  const { settings } = useApp()
  const t = useTranslator()
  const least = useStore(settings, ({ density }) => (density === 'compact' ? 18 : 24))
  const windowHeight = useSyncExternalStore(onResize, readHeight)
  const rowHeight = rowHeightOf(lines.length, windowHeight, least)
  const inner = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const width = useWidth(inner)
  const layout = useMemo(
    () => layoutOf(heatmap.buckets, { width, left: NAMES_PX, right: dated ? ONSETS_PX : 8, rowHeight }),
    [heatmap.buckets, width, dated, rowHeight],
  )
  const [cursor, setCursor] = useState<Cell | null>(() => cellOf(heatmap, lines, start))
  const [hovered, setHovered] = useState<Cell | null>(null)
  const [focused, setFocused] = useState(false)
  const [spoken, setSpoken] = useState('')
  const pressed = useRef<{ readonly x: number; readonly bucket: number; dragged: boolean } | null>(null)
  const pending = useRef<{ frame: number; x: number; y: number } | null>(null)
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
    const timer = setTimeout(() => onRest(column, at), REST_AFTER_MS)
    return () => clearTimeout(timer)
  }, [cursor, lines, heatmap, onRest])

  const say = ({ row, bucket }: Cell) => readCell(t, heatmap, lines[row].index, bucket).sentence
  const open = ({ row }: Cell) => onOpen(lines[row].name)
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' && cursor !== null) {
      event.preventDefault()
      open(cursor)
      return
    }
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - KEPT_LINES
    const next = moveCell(cursor ?? { row: 0, bucket: 0 }, event.key, {
      rows: lines.length,
      buckets: layout.buckets,
      page: Math.max(1, page),
    })
    if (next === null) return
    event.preventDefault()
    if (brush !== undefined && event.shiftKey && cursor !== null && next.row === cursor.row) {
      brush.onBrush(extended(brush.span, cursor.bucket, next.bucket), true)
    }
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
  const pointed = ({ clientX, clientY }: { clientX: number; clientY: number }, target: HTMLElement) => {
    const box = target.getBoundingClientRect()
    return cellAt(layout, clientX - box.left, clientY - box.top, lines.length)
  }
  // Pointers report more often than the screen is drawn; one look a frame is enough.
  const hover = (event: MouseEvent<HTMLElement>) => {
    const target = event.currentTarget
    const { clientX, clientY } = event
    drag(event)
    if (pending.current !== null) {
      pending.current = { ...pending.current, x: clientX, y: clientY }
      return
    }
    const frame = requestAnimationFrame(() => {
      const at = pending.current
      pending.current = null
      if (at === null) return
      const cell = pointed({ clientX: at.x, clientY: at.y }, target)
      setHovered((before) => (cell?.row === before?.row && cell?.bucket === before?.bucket ? before : cell))
    })
    pending.current = { frame, x: clientX, y: clientY }
  }
  const drag = ({ clientX, clientY, currentTarget }: MouseEvent<HTMLElement>) => {
    const from = pressed.current
    if (from === null || brush === undefined || Math.abs(clientX - from.x) < DRAG_PX) return
    const to = pointed({ clientX, clientY }, currentTarget)
    if (to === null) return
    from.dragged = true
    brush.onBrush(between(from.bucket, to.bucket), false)
  }
  const take = (event: PointerEvent<HTMLElement>) => {
    const cell = pointed(event, event.currentTarget)
    if (brush === undefined || cell === null || event.button !== 0) return
    pressed.current = { x: event.clientX, bucket: cell.bucket, dragged: false }
  }
  const drop = () => {
    if (pressed.current?.dragged && brush?.span) brush.onBrush(brush.span, true)
  }
  const leave = useCallback(() => {
    pressed.current = null
    if (pending.current !== null) cancelAnimationFrame(pending.current.frame)
    pending.current = null
    setHovered(null)
  }, [])
  const active = hovered ?? cursor
  return (
    <>
      <p className="visually-hidden" role="status">
        {spoken}
      </p>
      <div ref={scroller} className={styles.scroller}>
        <div ref={inner}>
          <HeatmapHead heatmap={heatmap} layout={layout} width={width} dated={dated} />
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
            onPointerLeave={() => {
              drop()
              leave()
            }}
            onPointerDown={take}
            onPointerUp={drop}
            onClick={(event) => {
              const dragged = pressed.current?.dragged === true
              pressed.current = null
              if (dragged) return
              const cell = pointed(event, event.currentTarget)
              if (cell !== null) setCursor(cell)
            }}
            onDoubleClick={(event) => {
              const cell = pointed(event, event.currentTarget)
              if (cell !== null) open(cell)
            }}
          >
            {width > 0 &&
              tiles
                .getVirtualItems()
                .map((item) => (
                  <HeatmapTile
                    key={item.index}
                    hrefOf={hrefOf}
                    top={item.index * TILE_ROWS * rowHeight}
                    lines={lines}
                    from={item.index * TILE_ROWS}
                    to={Math.min(lines.length, (item.index + 1) * TILE_ROWS)}
                    heatmap={heatmap}
                    layout={layout}
                    width={width}
                  />
                ))}
            {brush?.span && width > 0 && (
              <Brushed span={brush.span} layout={layout} height={lines.length * rowHeight} />
            )}
            {active !== null && width > 0 && (
              <HeatmapCursor
                cell={active}
                heatmap={heatmap}
                line={lines[active.row]}
                layout={layout}
                width={width}
                height={lines.length * rowHeight}
                bottom={visibleBottom(scroller.current)}
                talking={hovered !== null || focused}
              />
            )}
          </div>
        </div>
      </div>
    </>
  )
}

/** The range that is brushed: what is outside of it steps back. */
function Brushed({ span, layout, height }: { span: BucketRange; layout: HeatmapLayout; height: number }) {
  const left = bucketX(layout, span.start)
  const right = bucketX(layout, span.end - 1) + layout.cellWidth
  return (
    <span
      className={styles.brushed}
      style={{ transform: `translateX(${left - 1}px)`, width: right - left + 1, height }}
    />
  )
}

function between(a: number, b: number): BucketRange {
  return { start: Math.min(a, b), end: Math.max(a, b) + 1 }
}

/** A range whose end moved with the cursor; a new one begins where the cursor is at none of its ends. */
function extended(span: BucketRange | null, from: number, to: number): BucketRange {
  if (span !== null && from === span.end - 1) return between(span.start, to)
  if (span !== null && from === span.start) return between(to, span.end - 1)
  return between(from, to)
}

function onResize(changed: () => void): () => void {
  window.addEventListener('resize', changed)
  return () => window.removeEventListener('resize', changed)
}

function readHeight(): number {
  return window.innerHeight
}

function cellOf(
  heatmap: HeatmapData,
  lines: readonly HeatmapLine[],
  { column, at }: Props['start'],
): Cell | null {
  const row = lines.findIndex(({ name }) => name === column)
  const bucket = heatmap.buckets.findIndex(({ start }) => start === at)
  return row < 0 || bucket < 0 ? null : { row, bucket }
}

/** Where the lines that can be seen end, from the top of the first of all lines. */
function visibleBottom(scroller: HTMLElement | null): number {
  if (scroller === null) return 0
  const head = scroller.querySelector('svg')?.clientHeight ?? 0
  return scroller.scrollTop + scroller.clientHeight - head
}

/** Scrolls as little as is needed for a line to be seen below the head, which stays. */
function reveal(scroller: HTMLElement | null, top: number, height: number): void {
  if (scroller === null) return
  const head = scroller.querySelector('svg')?.clientHeight ?? 0
  const room = scroller.clientHeight - head
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top + height > scroller.scrollTop + room) scroller.scrollTop = top + height - room
}
