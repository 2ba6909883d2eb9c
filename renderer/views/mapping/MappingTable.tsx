import { useVirtualizer } from '@tanstack/react-virtual'
import { RotateCcw } from 'lucide-react'
import { useRef } from 'react'
import { useStore } from 'zustand'
import { COMPARED_ROLES, ROLES, type Role } from '#shared/domain/columns.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { IconButton, join } from '../../components/Button.tsx'
import { KindIcon } from '../../components/KindIcon.tsx'
import { Said } from '../../components/Said.tsx'
import { DataName, TermButton } from '../../components/text.tsx'
import { KIND, ROLE } from '../../i18n/domain-keys.ts'
import type { MappedColumn } from '../../stores/preparation.ts'
import styles from './mapping-table.module.css'

const ROW_PX = 60

/** One row a column; only the visible ones exist, so that 500 columns and more stay fast. */
export function MappingTable({ columns }: { columns: readonly MappedColumn[] }) {
  const t = useTranslator()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => columns[index]?.name ?? index,
    overscan: 8,
  })
  const shown = rows.getVirtualItems()
  return (
    <div ref={scroller} className={styles.scroller}>
      <table className={styles.table} aria-rowcount={columns.length + 1} aria-label={t.text('mapping.table')}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{t.text('mapping.column')}</th>
            <th scope="col">
              <TermButton term="role" />
            </th>
            <th scope="col">{t.text('mapping.because')}</th>
            <th scope="col">{t.text('mapping.samples')}</th>
            <th scope="col" className={styles.number}>
              {t.text('mapping.missing')}
            </th>
          </tr>
        </thead>
        <tbody>
          <Spacer height={shown[0]?.start ?? 0} />
          {shown.map((item) => {
            const column = columns[item.index]
            return column !== undefined && <MappingRow key={column.name} column={column} index={item.index} />
          })}
          <Spacer height={rows.getTotalSize() - (shown.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  )
}

function Spacer({ height }: { height: number }) {
  return height > 0 ? (
    <tr className={styles.spacer}>
      <td colSpan={5} style={{ height }} />
    </tr>
  ) : null
}

function MappingRow({ column, index }: { column: MappedColumn; index: number }) {
  const { comparison, undo } = useApp()
  const t = useTranslator()
  const roles = useStore(comparison, (state) => state.roles)
  const { guess, role } = column
  const change = (next: Readonly<Record<string, Role>>) => {
    comparison.change({ roles: next })
    undo.add({
      text: (words) => words.text('undo.role', { name: column.name }),
      undo: () => comparison.change({ roles }),
      redo: () => comparison.change({ roles: next }),
    })
  }
  const choose = (next: Role) => change({ ...roles, [column.name]: next })
  const forget = () => {
    const { [column.name]: _chosen, ...others } = roles
    change(others)
  }
  return (
    <tr aria-rowindex={index + 2} className={join(!COMPARED_ROLES.has(role) && styles.aside)}>
      <th scope="row" className={styles.name}>
        <span className={styles.nameLine}>
          <KindIcon kind={guess.kind} />
          <DataName clip>{column.name}</DataName>
        </span>
        <span className={styles.detail}>
          {t.text(KIND[guess.kind])}
          {guess.distinct !== null && ` · ${t.text('mapping.distinct', { count: guess.distinct })}`}
          {column.only !== null && (
            <strong>{` · ${t.text(column.only === 'reference' ? 'mapping.only.baseline' : 'mapping.only.current')}`}</strong>
          )}
        </span>
      </th>
      <td>
        <span className={styles.role}>
          <select
            className={styles.select}
            value={role}
            aria-label={t.text('mapping.role.of', { name: column.name })}
            onChange={(event) => {
              const next = ROLES.find((known) => known === event.target.value)
              if (next !== undefined) choose(next)
            }}
          >
            {ROLES.map((known) => (
              <option key={known} value={known}>
                {t.text(ROLE[known])}
              </option>
            ))}
          </select>
          {column.chosen && (
            <IconButton
              small
              label={t.text('mapping.reset', { role: t.text(ROLE[guess.role]) })}
              icon={<RotateCcw size={14} />}
              onClick={forget}
            />
          )}
        </span>
      </td>
      <td>
        <span className={styles.because}>
          <Said>{guess.because}</Said>
        </span>
        <span className={styles.detail}>
          {column.chosen
            ? t.text('mapping.chosen')
            : t.text('mapping.sure', { share: t.numbers.axisShare(guess.confidence) })}
          {column.conflict !== null &&
            ` · ${t.text('mapping.conflict', { before: t.text(ROLE[column.conflict[0]]), now: t.text(ROLE[column.conflict[1]]) })}`}
        </span>
      </td>
      <td className={styles.samples} title={guess.samples.join(', ')}>
        {guess.samples.map((sample) => (
          <bdi key={sample}>{sample === '' ? '∅' : sample}</bdi>
        ))}
      </td>
      <td className={styles.number}>{guess.missing === null ? '–' : t.numbers.count(guess.missing)}</td>
    </tr>
  )
}
