import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ImportedLog } from '#shared/contract/documents/log.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import { useLiveQuery } from '../../api/use-live-query.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Button } from '../../components/Button.tsx'
import { RemovalDialog } from '../../components/RemovalDialog.tsx'
import { Said } from '../../components/Said.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName, Rich } from '../../components/text.tsx'
import { ROLE } from '../../i18n/domain-keys.ts'
import { formatRoute } from '../../stores/routes.ts'
import { Equation } from '../imports/ImportsPage.tsx'
import { ExportRows } from './ExportRows.tsx'
import styles from './import.module.css'
import { RejectedRows } from './RejectedRows.tsx'

/** One import: what became of its rows, what its columns were taken for, and what was kept aside. */
export function ImportPage({ dataset, page }: { dataset: DatasetId; page: number }) {
  const t = useTranslator()
  const { data, error, reload } = useLiveQuery('datasets.list', {}, ['logs.changed'])
  const log = data?.datasets.find((one) => one.dataset === dataset)
  if (log !== undefined) return <Known log={log} page={page} />
  return (
    <Page title={t.text('view.imports')} headline={t.text(data ? 'import.gone' : 'view.imports')}>
      {error !== undefined && <ErrorPanel error={error} onRetry={reload} />}
      {data === undefined && error === undefined && <Skeleton lines={8} />}
      {data !== undefined && (
        <EmptyState title={t.text('import.gone.why')}>
          <a href={formatRoute({ view: 'imports', of: null })}>{t.text('import.back')}</a>
        </EmptyState>
      )}
    </Page>
  )
}

function Known({ log, page }: { log: ImportedLog; page: number }) {
  const { client, navigation } = useApp()
  const t = useTranslator()
  const [removing, setRemoving] = useState(false)
  const name = <DataName>{log.name}</DataName>
  const remove = async (reason: string) => {
    await client.command('datasets.delete', { dataset: log.dataset, reason })
    navigation.go({ view: 'imports', of: null })
  }
  return (
    <Page
      title={log.name}
      headline={
        <Rich
          message={log.rows_rejected === 0 ? 'import.headline.clean' : 'import.headline'}
          count={log.rows_rejected}
          values={{
            name,
            stored: t.numbers.count(log.rows_stored),
            read: t.numbers.count(log.rows_read),
            count: t.numbers.count(log.rows_rejected),
          }}
        />
      }
      actions={
        <Button onClick={() => setRemoving(true)}>
          <Trash2 size={16} aria-hidden="true" />
          {t.text('import.delete')}
        </Button>
      }
    >
      <Facts log={log} />
      {log.notes.length > 0 && (
        <ul className={styles.notes}>
          {log.notes.map((note) => (
            <li key={note}>
              <Said>{note}</Said>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.halves}>
        <Roles log={log} />
        {log.rows > 0 && <ExportRows log={log} />}
      </div>
      <RejectedRows log={log} page={page} />
      {removing && (
        <RemovalDialog
          title={t.text('import.delete')}
          action={t.text('import.delete.do', { count: log.rows })}
          onRemove={remove}
          onClose={() => setRemoving(false)}
        >
          <p>
            <Rich message="import.delete.about" values={{ name }} />
          </p>
        </RemovalDialog>
      )}
    </Page>
  )
}

function Facts({ log }: { log: ImportedLog }) {
  const t = useTranslator()
  const removed = log.rows_stored - log.rows
  return (
    <dl className={styles.facts}>
      <dt>{t.text('imports.equation.head')}</dt>
      <dd>
        <Equation log={log} />
        {removed > 0 && ` · ${t.text('imports.removed', { count: removed })}`}
      </dd>
      <dt>{t.text('imports.model')}</dt>
      <dd>
        <a href={formatRoute({ view: 'modelMapping', model: log.model })}>
          <DataName>{log.model}</DataName>
        </a>
      </dd>
      <dt>{t.text('imports.came')}</dt>
      <dd>
        {t.numbers.time(log.created_at)}
        {log.seconds > 0 &&
          ` · ${t.text('import.took', {
            time: t.numbers.duration(log.seconds),
            rate: t.numbers.rate(log.rows_read / log.seconds),
          })}`}
      </dd>
      <dt>{t.text('imports.times')}</dt>
      <dd>
        {log.time_range === null
          ? t.text('import.timeless')
          : t.text('time.range', { range: t.numbers.timeRange(...log.time_range) })}
      </dd>
      {log.labels !== undefined && (
        <>
          <dt>{t.text('imports.labels')}</dt>
          <dd>
            {t.text('imports.joined', { count: log.labels.joined })}
            {' · '}
            {t.text('imports.unmatched', { count: log.labels.unmatched })}
          </dd>
        </>
      )}
      <dt>{t.text('imports.bytes')}</dt>
      <dd>
        {t.numbers.bytes(log.bytes)}
        {' · '}
        {t.text('imports.kept', { size: t.numbers.bytes(log.stored_bytes) })}
      </dd>
    </dl>
  )
}

function Roles({ log }: { log: ImportedLog }) {
  const t = useTranslator()
  return (
    <section className={styles.section} aria-labelledby="roles">
      <h2 id="roles">{t.text('import.roles')}</h2>
      <ul className={styles.roles}>
        {Object.entries(log.roles).map(([column, role]) => (
          <li key={column}>
            <DataName clip>{column}</DataName>
            <span className={styles.role}>{t.text(ROLE[role])}</span>
          </li>
        ))}
      </ul>
      <p>
        <a href={formatRoute({ view: 'modelMapping', model: log.model })}>{t.text('import.roles.change')}</a>
      </p>
    </section>
  )
}
