import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import type { WindowColumn } from '#shared/contract/documents/window.ts'
import { useTranslator } from '../../app/context.ts'
import { MiniDistribution } from '../../charts/MiniDistribution.tsx'
import { join } from '../../components/Button.tsx'
import { KindIcon } from '../../components/KindIcon.tsx'
import { DataName, Figure, TermButton } from '../../components/text.tsx'
import { VerdictLabel } from '../../components/VerdictMark.tsx'
import styles from './table.module.css'
import type { ExplorerOrder } from './view.ts'
import { compareNames, effectOf, worstFirst } from './window-rows.ts'

const ROW = 32
/** One stop for Tab, with arrow keys inside. */
const FOCUSABLE = { tabIndex: 0 }

/** The columns of the window with their numbers; the one that is selected is shown beside it. */
export function WindowTable({
  columns,
  order,
  selected,
  onSelect,
}: {
  columns: readonly WindowColumn[]
  order: ExplorerOrder
  selected: string | null
  onSelect(column: string): void
}) {
  const t = useTranslator()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(
    () => (order === 'name' ? columns.toSorted((a, b) => compareNames(a.name, b.name)) : worstFirst(columns)),
    [columns, order],
  )
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 6,
  })
  const at = rows.findIndex(({ name }) => name === selected)
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, virtual])
  const press = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
    const row = to === undefined ? undefined : rows[Math.max(0, Math.min(rows.length - 1, to))]
    if (row === undefined || event.target !== event.currentTarget) return
    event.preventDefault()
    onSelect(row.name)
  }
  return (
    <section
      ref={scroller}
      className={styles.scroller}
      aria-label={t.text('explorer.table')}
      {...FOCUSABLE}
      onKeyDown={press}
    >
      <table className={styles.table} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th scope="col">{t.text('explorer.table.column')}</th>
            <th scope="col">{t.text('explorer.table.verdict')}</th>
            <th scope="col" className={styles.number}>
              <TermButton term="psi" />
            </th>
            <th scope="col" className={styles.number}>
              {t.text('explorer.table.effect')}
            </th>
            <th scope="col" className={styles.number}>
              {t.text('explorer.table.missing')}
            </th>
            <td className={styles.shape} />
          </tr>
        </thead>
        <tbody style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const column = rows[index]
            const effect = effectOf(column)
            return (
              <tr
                key={column.name}
                className={join(styles.row, column.name === selected && styles.selected)}
                style={{ transform: `translateY(${start}px)`, height: ROW }}
                aria-rowindex={index + 2}
                onClick={() => onSelect(column.name)}
              >
                <th scope="row">
                  <button
                    type="button"
                    className={styles.name}
                    onClick={() => onSelect(column.name)}
                    tabIndex={-1}
                  >
                    <KindIcon kind={column.kind} />
                    <DataName clip>{column.name}</DataName>
                  </button>
                </th>
                <td>
                  <VerdictLabel verdict={column.verdict} />
                </td>
                <td className={styles.number}>
                  {column.psi === null ? (
                    '–'
                  ) : (
                    <Figure value={column.psi.value} shown={t.numbers.statistic(column.psi.value)} />
                  )}
                </td>
                <td className={styles.number}>
                  {effect === null ? (
                    '–'
                  ) : (
                    <>
                      {column.ks !== null && column.ks.bounds[1] > column.ks.bounds[0] && '≈ '}
                      <Figure value={effect} shown={t.numbers.statistic(effect)} />
                    </>
                  )}
                </td>
                <td className={styles.number}>
                  <Figure value={column.missing.current} shown={t.numbers.share(column.missing.current)} />
                </td>
                <td className={styles.shape}>
                  {column.psi !== null && <MiniDistribution bins={column.psi.bins} />}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
