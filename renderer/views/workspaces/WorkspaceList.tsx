import { X } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import type { KnownWorkspace } from '#shared/contract/lifecycle-operations.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { Button, IconButton } from '../../components/Button.tsx'
import tables from '../../components/plain-table.module.css'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName } from '../../components/text.tsx'
import styles from './workspaces.module.css'

/** The workspaces that were open on this computer, newest first, and the way into each. */
export function WorkspaceList({ onOpen }: { onOpen(workspace: KnownWorkspace): void }) {
  const { client } = useApp()
  const t = useTranslator()
  const { data, error, reload } = useQuery('workspaces.list', {})
  const [refusal, setRefusal] = useState<ErrorShape | null>(null)
  const forget = ({ workspace }: KnownWorkspace) =>
    client
      .command('workspaces.forget', { workspace })
      .then(reload, (failure: unknown) => setRefusal(toErrorShape(failure)))
  if (error !== undefined) return <ErrorPanel error={error} onRetry={reload} />
  if (data === undefined) return <Skeleton lines={3} />
  if (data.workspaces.length === 0) return <EmptyState title={t.text('workspaces.none')} />
  return (
    <>
      {refusal !== null && <ErrorPanel error={refusal} />}
      <ScrollRegion className={tables.scroll} aria-label={t.text('workspaces.known')}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{t.text('workspaces.name')}</th>
              <th scope="col">{t.text('workspaces.place')}</th>
              <th scope="col">{t.text('workspaces.opened')}</th>
              <th scope="col" className={tables.number}>
                {t.text('workspaces.size')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t.text('table.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.workspaces.map((known) => (
              <KnownRow
                key={known.workspace}
                known={known}
                onOpen={() => onOpen(known)}
                onForget={() => void forget(known)}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}

function KnownRow({ known, onOpen, onForget }: { known: KnownWorkspace; onOpen(): void; onForget(): void }) {
  const { workspace } = useApp()
  const t = useTranslator()
  const busy = useStore(workspace, (state) => state.busy !== null)
  const { name, place, opened_at: openedAt, bytes, open } = known
  const missing = bytes === null
  return (
    <tr aria-current={open ? 'true' : undefined}>
      <th scope="row" className={tables.name}>
        <DataName>{name}</DataName>
      </th>
      <td className={tables.detail}>
        <DataName>{place}</DataName>
      </td>
      <td title={t.numbers.time(openedAt)}>{t.numbers.ago(openedAt, Date.now())}</td>
      <td className={tables.number}>{missing ? t.text('workspaces.gone') : t.numbers.bytes(bytes)}</td>
      <td className={tables.action}>
        <span className={styles.rowActions}>
          {open ? (
            <span className={styles.open}>{t.text('workspaces.open.now')}</span>
          ) : (
            <Button
              small
              aria-label={t.text('workspaces.open.named', { name })}
              disabledBecause={
                missing ? t.text('workspaces.gone.why') : busy ? t.text('workspaces.busy') : undefined
              }
              onClick={onOpen}
            >
              {t.text('workspaces.open')}
            </Button>
          )}
          <IconButton
            small
            label={t.text('workspaces.forget', { name })}
            icon={<X size={14} />}
            disabledBecause={open ? t.text('workspaces.forget.open') : undefined}
            onClick={onForget}
          />
        </span>
      </td>
    </tr>
  )
}
