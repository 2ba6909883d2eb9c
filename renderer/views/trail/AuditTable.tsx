import { Braces, Link2, Link2Off } from 'lucide-react'
import type { Params } from '#shared/contract/operations.ts'
import type { AuditView } from '#shared/contract/workspace-operations.ts'
import { useLiveQuery } from '../../api/use-live-query.ts'
import { useTranslator } from '../../app/context.ts'
import { IconButton, join } from '../../components/Button.tsx'
import { Pager } from '../../components/Pager.tsx'
import { Popover } from '../../components/Popover.tsx'
import tables from '../../components/plain-table.module.css'
import { Said } from '../../components/Said.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName } from '../../components/text.tsx'
import { ACTIONS } from './audit-actions.ts'
import { detailOf } from './audit-detail.ts'
import { CHANGES } from './changes.ts'
import styles from './trail.module.css'

const PAGE_ROWS = 50
const HASH_SHOWN = 10

/** Everything that was done to the workspace, newest first; each entry holds the hash of the one before. */
export function AuditTable({
  filter,
  page,
  onPage,
}: {
  filter: Params<'audit.export'>
  page: number
  onPage(page: number): void
}) {
  const t = useTranslator()
  const { data, error, reload } = useLiveQuery(
    'audit.list',
    { ...filter, offset: (page - 1) * PAGE_ROWS, limit: PAGE_ROWS },
    CHANGES,
  )
  return (
    <div className={styles.section}>
      <header className={styles.head}>
        <h2 id="audit">{t.text('storage.audit')}</h2>
        <Chain />
        {data !== undefined && <Pager page={page} pageRows={PAGE_ROWS} total={data.total} onGo={onPage} />}
      </header>
      {error !== undefined && <ErrorPanel error={error} onRetry={reload} />}
      {data === undefined && error === undefined && <Skeleton lines={5} />}
      {data?.total === 0 && (
        <EmptyState title={t.text(Object.keys(filter).length === 0 ? 'storage.audit.none' : 'trail.none')} />
      )}
      {data !== undefined && data.entries.length > 0 && (
        <ScrollRegion className={join(tables.scroll, tables.bounded)} aria-labelledby="audit">
          <table className={tables.table}>
            <thead>
              <tr>
                <th scope="col" className={tables.number}>
                  {t.text('storage.audit.number')}
                </th>
                <th scope="col">{t.text('storage.audit.at')}</th>
                <th scope="col">{t.text('storage.audit.action')}</th>
                <th scope="col">{t.text('storage.audit.detail')}</th>
                <th scope="col">{t.text('storage.audit.hash')}</th>
              </tr>
            </thead>
            <tbody>
              {data.entries.map((entry) => (
                <AuditRow key={entry.sequence} entry={entry} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </div>
  )
}

/** Whether every entry follows from the one before. */
function Chain() {
  const t = useTranslator()
  const { data } = useLiveQuery('audit.chain', {}, CHANGES)
  if (data === undefined) return null
  const { broken } = data
  return broken === null ? (
    <p className={styles.whole}>
      <Link2 size={14} aria-hidden="true" />
      {t.text('storage.chain.whole')}
    </p>
  ) : (
    <p className={styles.broken} role="alert">
      <Link2Off size={14} aria-hidden="true" />
      {t.text('storage.chain.broken', { number: broken.sequence })}
    </p>
  )
}

function AuditRow({ entry }: { entry: AuditView }) {
  const t = useTranslator()
  const action = ACTIONS.get(entry.action)
  const { facts, reason } = detailOf(t, entry)
  return (
    <tr>
      <td className={tables.number}>{t.numbers.count(entry.sequence)}</td>
      <td className={styles.at}>{t.numbers.time(entry.at)}</td>
      <th scope="row" className={styles.actionName} title={entry.action}>
        {action === undefined ? <code>{entry.action}</code> : t.text(action)}
      </th>
      <td>
        <div className={styles.auditDetail}>
          {reason !== null && <DataName>{`“${reason}”`}</DataName>}
          {facts.map(({ name, value, kind }) => (
            <span key={`${name} ${value}`} className={styles.fact}>
              <span className={tables.detail}>{name}</span>{' '}
              {kind === 'data' ? (
                <DataName>{value}</DataName>
              ) : kind === 'sentence' ? (
                <Said>{value}</Said>
              ) : (
                value
              )}
            </span>
          ))}
          <Popover
            label={t.text('trail.recorded')}
            align="end"
            trigger={
              <IconButton
                small
                label={t.text('trail.recorded')}
                icon={<Braces size={14} aria-hidden="true" />}
              />
            }
          >
            <pre className={styles.recorded}>{JSON.stringify(entry.detail, null, 2)}</pre>
          </Popover>
        </div>
      </td>
      <td>
        <code title={entry.hash}>{entry.hash.slice(0, HASH_SHOWN)}</code>
      </td>
    </tr>
  )
}
