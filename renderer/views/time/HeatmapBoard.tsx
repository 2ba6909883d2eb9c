import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useStore } from 'zustand'
import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { useWidth } from '../../charts/use-width.ts'
import { readCell } from './cell-words.ts'
import { type Cell, cellAt, layoutOf, moveCell, rowHeightOf } from './geometry.ts'
import { HeatmapCursor } from './HeatmapCursor.tsx'
import { HeatmapHead } from './HeatmapHead.tsx'
import { HeatmapTile } from './HeatmapTile.tsx'
import styles from './heatmap.module.css'
import type { Line } from './order.ts'
import type { TimeOrder } from './order-names.ts'

const TILE_ROWS = 24
const NAMES_PX = 168
const ONSETS_PX = 104
/** The link follows the cursor when it rests, since browsers count how often a page changes its address. */
const LINK_AFTER_MS = 400
/** Lines of the page before that stay in sight after a jump by a page. */
const KEPT_LINES = 4

/** One stop for Tab, with its own keys inside. */
const FOCUSABLE = { tabIndex: 0 }

type Props = {
  run: RunId
  order: TimeOrder
  heatmap: DriftHeatmap
  lines: readonly Line[]
  /** Whether any line has the time of a change. */
  dated: boolean
  /** The cell that the link names. */
  start: { readonly column: string | null; readonly at: string | null }
}

/** The cells on canvases that are painted once, and above them a cursor that moves without any repainting. */
export function HeatmapBoard({ run, order, heatmap, lines, dated, start }: Props) {
  const { navigation, settings } = useApp()
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
  const leave = useCallback(() => {
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
            onPointerLeave={leave}
            onClick={(event) => {
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

function onResize(changed: () => void): () => void {
  window.addEventListener('resize', changed)
  return () => window.removeEventListener('resize', changed)
}

function readHeight(): number {
  return window.innerHeight
}

function cellOf(heatmap: DriftHeatmap, lines: readonly Line[], { column, at }: Props['start']): Cell | null {
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
