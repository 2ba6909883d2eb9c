import {
  columnFilteringFeature,
  createColumnHelper,
  createFilteredRowModel,
  createSortedRowModel,
  functionalUpdate,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef } from 'react'
import type { DriftDocument } from '#shared/contract/documents/drift.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button, join } from '../../components/Button.tsx'
import { EmptyState } from '../../components/States.tsx'
import type { PlainKey } from '../../i18n/english.ts'
import { COLUMN_CELLS } from './column-cells.tsx'
import { type ColumnRow, columnRow, compareBySeverity, compareNames, psiAxisEnd } from './column-rows.ts'
import { type ColumnFilter, SORT_KEYS, type SortKey } from './filter.ts'
import styles from './table.module.css'

const features = tableFeatures({
  rowSortingFeature,
  columnFilteringFeature,
  sortedRowModel: createSortedRowModel(),
  filteredRowModel: createFilteredRowModel(),
})
const helper = createColumnHelper<typeof features, ColumnRow>()

/** Rows that are shown above the selected one when a link opens the table at it. */
const ROWS_ABOVE = 5
const HEADER_PX = 32

const chosen = <T,>(value: T, wanted: readonly T[]) => wanted.length === 0 || wanted.includes(value)

/** Columns of the table; what is absent sorts last in either direction. */
const COLUMNS = helper.columns([
  helper.accessor('verdict', {
    sortFn: (a, b) => compareBySeverity(a.original, b.original),
    filterFn: (row, _id, wanted: ColumnFilter['verdicts']) => chosen(row.original.verdict, wanted),
  }),
  helper.accessor('name', {
    sortFn: (a, b) => compareNames(a.original.name, b.original.name),
    filterFn: (row, _id, text: string) =>
      row.original.name.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()),
  }),
  helper.accessor((row) => row.kind, {
    id: 'shape',
    enableSorting: false,
    filterFn: (row, _id, wanted: ColumnFilter['kinds']) => chosen(row.original.kind, wanted),
  }),
  helper.accessor('psi', {
    sortUndefined: 'last',
    sortFn: (a, b) => (a.original.psi ?? 0) - (b.original.psi ?? 0),
  }),
  helper.accessor((row) => row.effect?.value, {
    id: 'effect',
    sortUndefined: 'last',
    sortFn: (a, b) => (a.original.effect?.value ?? 0) - (b.original.effect?.value ?? 0),
  }),
  helper.accessor((row) => row.pAdjusted, {
    id: 'p',
    sortUndefined: 'last',
    sortFn: (a, b) => (a.original.pAdjusted ?? 0) - (b.original.pAdjusted ?? 0),
  }),
  helper.accessor((row) => row.onset, {
    id: 'onset',
    sortUndefined: 'last',
    sortFn: (a, b) => (a.original.onset ?? 0) - (b.original.onset ?? 0),
  }),
  helper.accessor('missingChange', {
    id: 'missing',
    sortFn: (a, b) => a.original.missingChange - b.original.missingChange,
  }),
])

/** For comparisons in which no time of a change is known. */
const UNDATED_COLUMNS = COLUMNS.filter(({ id }) => id !== 'onset')

const TITLE: Readonly<Record<string, PlainKey>> = {
  verdict: 'term.verdict.name',
  name: 'table.column',
  shape: 'table.shape',
  psi: 'term.psi.name',
  effect: 'table.effect',
  p: 'term.p_adjusted.name',
  onset: 'time.changed',
  missing: 'term.missing.name',
}

/** The grid pattern of ARIA on a table: one stop for Tab, arrows inside, the active row named by its id. */
function gridRole(active: string | undefined) {
  return { role: 'grid', tabIndex: 0, 'aria-activedescendant': active }
}

type Props = {
  run: RunId
  document: DriftDocument
  filter: ColumnFilter
  onChange(change: Partial<ColumnFilter>): void
  bar: ReactNode
  /** In pixels; a table of another height is another table. */
  rowHeight: number
}

/** Every column with its verdict and its main numbers: a grid of which only the visible rows exist. */
export function ColumnTable({ run, document, filter, onChange, bar, rowHeight }: Props) {
  const { navigation, inspector } = useApp()
  const t = useTranslator()
  const data = useMemo(() => document.columns.map(columnRow), [document])
  const dated = data.some(({ onset }) => onset !== undefined)
  const columns = dated ? COLUMNS : UNDATED_COLUMNS
  const axisEnd = useMemo(() => psiAxisEnd(data), [data])
  const sorting = useMemo(
    () => [{ id: filter.sort, desc: filter.descending }],
    [filter.sort, filter.descending],
  )
  const columnFilters = useMemo(
    () => [
      { id: 'name', value: filter.text },
      { id: 'verdict', value: filter.verdicts },
      { id: 'shape', value: filter.kinds },
    ],
    [filter.text, filter.verdicts, filter.kinds],
  )
  const table = useTable({
    features,
    columns,
    data,
    state: { sorting, columnFilters },
    enableSortingRemoval: false,
    enableMultiSort: false,
    onSortingChange: (updater) => {
      const [first] = functionalUpdate(updater, sorting)
      const sort = SORT_KEYS.find((key) => key === first?.id)
      if (first !== undefined && sort !== undefined) onChange({ sort, descending: first.desc })
    },
    getRowId: (row) => row.name,
  })
  const rows = table.getRowModel().rows
  const selectedIndex = rows.findIndex((row) => row.id === filter.selected)
  const scroller = useRef<HTMLDivElement>(null)
  const gridId = useId()
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    // The rows begin below the header, which stays while they scroll.
    scrollMargin: HEADER_PX,
    scrollPaddingStart: HEADER_PX,
    initialOffset: Math.max(0, selectedIndex * rowHeight - ROWS_ABOVE * rowHeight),
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
    inspector.forgetTerm()
    onChange({ selected: row.id })
  }
  const open = (name: string) => navigation.go({ view: 'column', run, column: name })
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
    const selected = rows[selectedIndex]
    if (event.key === 'Enter' && selected !== undefined) open(selected.id)
    else if (target !== undefined) select(target)
    else return
    event.preventDefault()
  }
  const rowId = (index: number) => `${gridId}-${index}`
  const shown = virtual.getVirtualItems()
  return (
    <div className={styles.frame}>
      {bar}
      <p className="visually-hidden" role="status">
        {t.text('table.shown', { shown: rows.length, count: data.length })}
      </p>
      <div ref={scroller} className={styles.scroller}>
        <table
          {...gridRole(selectedIndex < 0 ? undefined : rowId(selectedIndex))}
          className={join(styles.grid, dated && styles.dated)}
          aria-label={t.text('drift.table')}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length}
          onKeyDown={press}
        >
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id} aria-rowindex={1}>
                {group.headers.map((header) => {
                  const direction = header.column.getIsSorted()
                  const title = t.text(TITLE[header.column.id] ?? 'table.column')
                  return (
                    <th
                      key={header.id}
                      scope="col"
                      className={styles[header.column.id]}
                      aria-sort={
                        direction === false ? undefined : direction === 'asc' ? 'ascending' : 'descending'
                      }
                    >
                      {header.column.getCanSort() ? (
                        <button
                          type="button"
                          className={styles.sort}
                          onClick={header.column.getToggleSortingHandler()}
                        >
                          {title}
                          {direction === 'asc' && <ArrowUp size={12} aria-hidden="true" />}
                          {direction === 'desc' && <ArrowDown size={12} aria-hidden="true" />}
                        </button>
                      ) : (
                        title
                      )}
                    </th>
                  )
                })}
              </tr>
            ))}
          </thead>
          <tbody style={{ height: virtual.getTotalSize() }}>
            {shown.map((item) => {
              const row = rows[item.index]
              if (row === undefined) return null
              return (
                <tr
                  key={row.id}
                  id={rowId(item.index)}
                  aria-rowindex={item.index + 2}
                  aria-selected={item.index === selectedIndex}
                  className={join(styles.row, item.index === selectedIndex && styles.selected)}
                  style={{ height: item.size, transform: `translateY(${item.start - HEADER_PX}px)` }}
                  onClick={() => select(item.index)}
                  onDoubleClick={() => open(row.id)}
                >
                  {row.getAllCells().map((cell) => {
                    const Cell = COLUMN_CELLS[cell.column.id as SortKey | 'shape']
                    return (
                      <td key={cell.id} className={styles[cell.column.id]}>
                        <Cell row={row.original} run={run} axisEnd={axisEnd} />
                      </td>
                    )
                  })}
                </tr>
              )
            })}
          </tbody>
        </table>
        {rows.length === 0 && (
          <div className={styles.none}>
            <EmptyState title={t.text('table.none')}>
              <Button small onClick={() => onChange({ text: '', verdicts: [], kinds: [] })}>
                {t.text('filter.clear')}
              </Button>
            </EmptyState>
          </div>
        )}
      </div>
    </div>
  )
}
