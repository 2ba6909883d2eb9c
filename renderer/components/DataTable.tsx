import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import { useStore } from 'zustand'
import { useApp } from '../app/context.ts'
import { join } from './Button.tsx'
import styles from './data-table.module.css'

export type TableColumn<Row> = {
  readonly id: string
  readonly title: ReactNode
  /** A track of a CSS grid: `120px`, `minmax(140px, 1fr)`. */
  readonly width: string
  /** Figures stand at the end, so that their digits are below each other. */
  readonly align?: 'start' | 'end'
  readonly sortable?: boolean
  cell(row: Row): ReactNode
}

export type TableSort = { readonly column: string; readonly descending: boolean }

type Props<Row> = {
  /** Accessible name. */
  readonly label: string
  readonly columns: readonly TableColumn<Row>[]
  /** In the order in which they are shown. */
  readonly rows: readonly Row[]
  /** Tells rows apart. */
  keyOf(row: Row): string
  readonly sort?: TableSort
  onSort?(sort: TableSort): void
  /** Key of the selected row. */
  readonly selected?: string | null
  onSelect?(key: string): void
  /** Enter or a double click. */
  onOpen?(key: string): void
  /** Shown in place of rows when there are none. */
  readonly empty?: ReactNode
  /** Rows that are visible before the table scrolls by itself; as high as its place when absent. */
  readonly rowsShown?: number
}

const HEADER_PX = 32
const ROW_PX = { comfortable: 28, compact: 22 } as const

/** The grid pattern of ARIA on a table: one stop for Tab, arrows inside, the active row named by its id. */
function gridRole(active: string | undefined) {
  return { role: 'grid', tabIndex: 0, 'aria-activedescendant': active }
}

/** A table of any length of which only the visible rows exist; its head stays while they scroll. */
export function DataTable<Row>(props: Props<Row>) {
  const { settings } = useApp()
  const density = useStore(settings, (state) => state.density)
  // Another height of rows is another table: the virtual one measures once.
  return <Table key={density} {...props} rowHeight={ROW_PX[density]} />
}

function Table<Row>({
  label,
  columns,
  rows,
  keyOf,
  sort,
  onSort,
  selected = null,
  onSelect,
  onOpen,
  empty,
  rowsShown,
  rowHeight,
}: Props<Row> & { readonly rowHeight: number }) {
  const scroller = useRef<HTMLDivElement>(null)
  const gridId = useId()
  const selectedIndex = selected === null ? -1 : rows.findIndex((row) => keyOf(row) === selected)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : keyOf(row)
    },
    overscan: 12,
    // The rows begin below the header, which stays while they scroll.
    scrollMargin: HEADER_PX,
    scrollPaddingStart: HEADER_PX,
    // The selected row stays in the page, so that the grid can name it as its active one.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      return selectedIndex < 0 || shown.includes(selectedIndex)
        ? shown
        : [...shown, selectedIndex].sort((a, b) => a - b)
    },
  })
  const select = (index: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, index))
    const row = rows[to]
    if (row === undefined) return
    virtual.scrollToIndex(to)
    onSelect?.(keyOf(row))
  }
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const to: Readonly<Record<string, number>> = {
      ArrowDown: selectedIndex + 1,
      ArrowUp: selectedIndex - 1,
      PageDown: selectedIndex + page,
      PageUp: selectedIndex - page,
      Home: 0,
      End: rows.length - 1,
    }
    const target = to[event.key]
    const row = rows[selectedIndex]
    if (event.key === 'Enter' && row !== undefined) onOpen?.(keyOf(row))
    else if (target !== undefined) select(target)
    else return
    event.preventDefault()
  }
  const rowId = (index: number) => `${gridId}-${index}`
  const tracks = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') }
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      style={
        rowsShown === undefined
          ? undefined
          : { height: HEADER_PX + 2 + rowHeight * Math.max(1, Math.min(rowsShown, rows.length)) }
      }
    >
      <table
        {...gridRole(selectedIndex < 0 ? undefined : rowId(selectedIndex))}
        className={styles.table}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        onKeyDown={press}
      >
        <thead>
          <tr aria-rowindex={1} style={tracks}>
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            const key = keyOf(row)
            return (
              <tr
                key={key}
                id={rowId(item.index)}
                aria-rowindex={item.index + 2}
                aria-selected={onSelect === undefined ? undefined : item.index === selectedIndex}
                className={join(styles.row, item.index === selectedIndex && styles.selected)}
                style={{
                  ...tracks,
                  height: item.size,
                  transform: `translateY(${item.start - HEADER_PX}px)`,
                }}
                onClick={() => select(item.index)}
                onDoubleClick={() => onOpen?.(key)}
              >
                {columns.map((column) => (
                  <td key={column.id} className={column.align === 'end' ? styles.end : undefined}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      {rows.length === 0 && <div className={styles.none}>{empty}</div>}
    </div>
  )
}

function Head<Row>({
  column,
  sort,
  onSort,
}: {
  column: TableColumn<Row>
  sort: TableSort | undefined
  onSort: ((sort: TableSort) => void) | undefined
}) {
  const sorted = sort?.column === column.id ? sort : undefined
  const direction = sorted === undefined ? undefined : sorted.descending ? 'descending' : 'ascending'
  return (
    <th scope="col" className={column.align === 'end' ? styles.end : undefined} aria-sort={direction}>
      {column.sortable === true && onSort !== undefined ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => onSort({ column: column.id, descending: sorted?.descending === false })}
        >
          {column.title}
          {direction === 'ascending' && <ArrowUp size={12} aria-hidden="true" />}
          {direction === 'descending' && <ArrowDown size={12} aria-hidden="true" />}
        </button>
      ) : (
        column.title
      )}
    </th>
  )
}
