import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { ModelColumn, ModelSpine, RowPage } from '#shared/contract/documents/model.ts'
import type { RowFilter } from '#shared/contract/model-operations.ts'
import { useLatest } from '../../api/use-latest.ts'
import { useTranslator } from '../../app/context.ts'
import { IconButton } from '../../components/Button.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { Select } from '../../components/Select.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName } from '../../components/text.tsx'
import type { Translator } from '../../i18n/translator.ts'
import { binLabel } from '../column/bin-label.ts'
import { useSelection } from '../spine/use-selection.ts'
import { windowOfView } from '../spine/window-of-view.ts'
import styles from './detail.module.css'

const PAGE = 50
const ALL = 'all'

/** The rows of the window as they are stored, all of them or those of one bin, a page at a time. */
export function RowsPanel({
  model,
  column,
  spine,
}: {
  model: string
  column: ModelColumn
  spine: ModelSpine
}) {
  const t = useTranslator()
  const { selection } = useSelection(model)
  const { window } = windowOfView(spine, selection)
  const [chosen, setChosen] = useState(ALL)
  const [from, setFrom] = useState<{ readonly of: string; readonly offset: number }>({ of: '', offset: 0 })
  const filters = filtersOf(t, column)
  const filter = filters.find(({ key }) => key === chosen)?.filter
  // Another selection begins at its first page.
  const of = JSON.stringify([window, selection.segment, chosen])
  const offset = from.of === of ? from.offset : 0
  const { data, error, stale, reload } = useLatest('log.rows', {
    model,
    window,
    ...(selection.segment === null ? {} : { segment: selection.segment }),
    ...(filter === undefined ? {} : { filter }),
    offset,
    limit: PAGE,
  })
  const go = (next: number) => setFrom({ of, offset: Math.max(0, next) })
  return (
    <div className={styles.panels}>
      <div className={styles.bar2}>
        <Select
          label={t.text('detail.rows.filter')}
          shownLabel
          value={chosen}
          options={[
            { value: ALL, label: t.text('detail.rows.all') },
            ...filters.map(({ key, label }) => ({ value: key, label })),
          ]}
          onChange={setChosen}
        />
        {data !== undefined && data.rows.length > 0 && (
          <span className={styles.pages}>
            <span role="status">
              {t.text('detail.rows.range', { first: data.offset + 1, last: data.offset + data.rows.length })}
            </span>
            <IconButton
              small
              label={t.text('detail.rows.previous')}
              icon={<ChevronLeft size={14} />}
              disabledBecause={offset === 0 ? t.text('pager.first') : undefined}
              onClick={() => go(offset - PAGE)}
            />
            <IconButton
              small
              label={t.text('detail.rows.next')}
              icon={<ChevronRight size={14} />}
              disabledBecause={data.more ? undefined : t.text('pager.last')}
              onClick={() => go(offset + PAGE)}
            />
          </span>
        )}
      </div>
      {data === undefined ? (
        error === undefined ? (
          <Skeleton lines={8} />
        ) : (
          <ErrorPanel error={error} onRetry={reload} />
        )
      ) : data.rows.length === 0 ? (
        <EmptyState title={t.text('detail.rows.none')} />
      ) : (
        <RowTable page={data} shown={column.window.name} stale={stale} />
      )}
    </div>
  )
}

function RowTable({ page, shown, stale }: { page: RowPage; shown: string; stale: boolean }) {
  const t = useTranslator()
  const logs = new Set(page.rows.map(({ log }) => log)).size > 1
  // The column that is looked at stands first, the others in the order of the log.
  const order = page.columns
    .map((column, index) => ({ column, index }))
    .sort((a, b) => Number(b.column.name === shown) - Number(a.column.name === shown))
  return (
    <ScrollRegion className={styles.rows} aria-label={t.text('detail.rows')} aria-busy={stale}>
      <table>
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              {t.text('detail.rows.number')}
            </th>
            {logs && <th scope="col">{t.text('detail.rows.log')}</th>}
            {order.map(({ column }) => (
              <th key={column.name} scope="col">
                <DataName clip>{column.name}</DataName>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.rows.map(({ number, log, cells }) => (
            <tr key={`${log} ${number}`}>
              <th scope="row" className={styles.number}>
                {t.numbers.count(number + 1)}
              </th>
              {logs && (
                <td>
                  <DataName clip>{log}</DataName>
                </td>
              )}
              {order.map(({ column, index }) => (
                <td
                  key={column.name}
                  className={typeof cells[index] === 'number' ? styles.number : undefined}
                >
                  <Cell value={cells[index]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Cell({ value }: { value: string | number | boolean | null | undefined }) {
  const t = useTranslator()
  if (value === null || value === undefined) return <span className={styles.quiet}>–</span>
  if (typeof value === 'number') return <span title={t.numbers.exact(value)}>{t.numbers.axis(value)}</span>
  if (typeof value === 'boolean') return String(value)
  return <DataName clip>{value}</DataName>
}

type BinFilter = { readonly key: string; readonly label: string; readonly filter: RowFilter }

/** The bins of the column as filters of rows; bins that gather several values cannot be one. */
function filtersOf(t: Translator, { window: { name, psi, kind } }: ModelColumn): readonly BinFilter[] {
  return (psi?.bins ?? []).flatMap((bin): BinFilter[] => {
    const filter = bin.current === 0 ? null : filterOf(name, kind, bin)
    if (filter === null) return []
    const words =
      filter.kind === 'missing'
        ? t.text('detail.rows.missing')
        : t.text('detail.rows.bin', { bin: binLabel(t, bin.label) })
    return [{ key: bin.label, label: `${words} · ${t.numbers.count(bin.current)}`, filter }]
  })
}

type Bin = NonNullable<ModelColumn['window']['psi']>['bins'][number]

function filterOf(
  column: string,
  kind: ModelColumn['window']['kind'],
  { label, lower, upper }: Bin,
): RowFilter | null {
  if (label === '(missing)') return { kind: 'missing', column }
  // A bin of a single value has equal edges.
  if (lower !== null && lower === upper) return { kind: 'value', column, value: String(lower) }
  if (lower !== null || upper !== null) return { kind: 'range', column, lower, upper }
  return label === '(other)' || label === '(unseen)' || kind === 'numeric'
    ? null
    : { kind: 'value', column, value: label }
}
