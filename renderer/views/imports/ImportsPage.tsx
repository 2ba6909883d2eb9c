import { FilePlus2 } from 'lucide-react'
import { useState } from 'react'
import type { ImportedLog } from '#shared/contract/documents/log.ts'
import { useLiveQuery } from '../../api/use-live-query.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Button } from '../../components/Button.tsx'
import { Field, SelectInput } from '../../components/Field.tsx'
import tables from '../../components/plain-table.module.css'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName, Rich } from '../../components/text.tsx'
import { formatRoute } from '../../stores/routes.ts'
import { ImportDialog } from './ImportDialog.tsx'
import styles from './imports.module.css'
import { modelsOf, totalsOf } from './totals.ts'

/** What came, when, and what became of each of its rows. */
export function ImportsPage({ of }: { of: string | null }) {
  const { navigation } = useApp()
  const t = useTranslator()
  const { data, error, reload } = useLiveQuery('datasets.list', {}, ['logs.changed', 'runs.changed'])
  const [importing, setImporting] = useState(false)
  const all = data?.datasets ?? []
  const models = modelsOf(all)
  const shown = of === null ? all : all.filter(({ model }) => model === of)
  return (
    <Page
      title={t.text('view.imports')}
      headline={data === undefined ? t.text('view.imports') : <Headline logs={shown} of={of} />}
      actions={
        <Button look="primary" onClick={() => setImporting(true)}>
          <FilePlus2 size={16} aria-hidden="true" />
          {t.text('imports.add')}
        </Button>
      }
    >
      {error !== undefined && <ErrorPanel error={error} onRetry={reload} />}
      {data === undefined && error === undefined && <Skeleton lines={8} />}
      {data !== undefined && models.length > 1 && (
        <div className={styles.filter}>
          <Field label={t.text('imports.model')}>
            {(control) => (
              <SelectInput
                {...control}
                value={of ?? ''}
                onChange={(event) =>
                  navigation.go({ view: 'imports', of: event.target.value || null }, 'replace')
                }
              >
                <option value="">{t.text('imports.model.all')}</option>
                {models.map((model) => (
                  <option key={model} value={model}>
                    {model}
                  </option>
                ))}
              </SelectInput>
            )}
          </Field>
        </div>
      )}
      {data !== undefined && shown.length === 0 && (
        <EmptyState title={t.text('imports.none')}>
          <p>{t.text('imports.none.todo')}</p>
        </EmptyState>
      )}
      {shown.length > 0 && <ImportsTable logs={shown} />}
      {importing && <ImportDialog models={models} model={of} onClose={() => setImporting(false)} />}
    </Page>
  )
}

function Headline({ logs, of }: { logs: readonly ImportedLog[]; of: string | null }) {
  const t = useTranslator()
  if (logs.length === 0) return t.text('imports.headline.none')
  const { rows, rejected } = totalsOf(logs)
  const values = { count: logs.length, rows, rejected }
  return of === null ? (
    t.text(rejected === 0 ? 'imports.headline.clean' : 'imports.headline', values)
  ) : (
    <Rich
      message={rejected === 0 ? 'imports.headline.model.clean' : 'imports.headline.model'}
      count={logs.length}
      values={{
        model: <DataName>{of}</DataName>,
        count: t.numbers.count(logs.length),
        rows: t.numbers.count(rows),
        rejected: t.numbers.count(rejected),
      }}
    />
  )
}

function ImportsTable({ logs }: { logs: readonly ImportedLog[] }) {
  const t = useTranslator()
  return (
    <ScrollRegion className={tables.scroll} aria-label={t.text('imports.table')}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t.text('imports.log')}</th>
            <th scope="col">{t.text('imports.came')}</th>
            <th scope="col" className={tables.number}>
              {t.text('imports.equation.head')}
            </th>
            <th scope="col" className={tables.number}>
              {t.text('imports.labels')}
            </th>
            <th scope="col">{t.text('imports.times')}</th>
            <th scope="col" className={tables.number}>
              {t.text('imports.bytes')}
            </th>
          </tr>
        </thead>
        <tbody>
          {logs.map((log) => (
            <ImportRow key={log.dataset} log={log} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function ImportRow({ log }: { log: ImportedLog }) {
  const t = useTranslator()
  const removed = log.rows_stored - log.rows
  return (
    <tr>
      <th scope="row" className={styles.log}>
        <a className={tables.name} href={formatRoute({ view: 'import', dataset: log.dataset, page: 1 })}>
          <DataName>{log.name}</DataName>
        </a>
        <span className={styles.under}>
          <a href={formatRoute({ view: 'modelMapping', model: log.model })}>
            <DataName>{log.model}</DataName>
          </a>
          {log.is_labels && ` · ${t.text('imports.is.labels')}`}
        </span>
      </th>
      <td title={t.numbers.time(log.created_at)}>{t.numbers.ago(log.created_at, Date.now())}</td>
      <td className={tables.number}>
        <Equation log={log} />
        {removed > 0 && <span className={styles.under}>{t.text('imports.removed', { count: removed })}</span>}
      </td>
      <td className={tables.number}>
        {log.labels === undefined ? (
          '–'
        ) : (
          <>
            {t.text('imports.joined', { count: log.labels.joined })}
            {log.labels.unmatched > 0 && (
              <span className={styles.under}>
                {t.text('imports.unmatched', { count: log.labels.unmatched })}
              </span>
            )}
          </>
        )}
      </td>
      <td className={styles.times}>
        {log.time_range === null
          ? '–'
          : t.text('time.range', { range: t.numbers.timeRange(...log.time_range) })}
      </td>
      <td className={tables.number}>
        {t.numbers.bytes(log.bytes)}
        <span className={styles.under}>
          {t.text('imports.kept', { size: t.numbers.bytes(log.stored_bytes) })}
        </span>
      </td>
    </tr>
  )
}

/** read = stored + rejected + duplicate, each with its word for those who hear it. */
export function Equation({ log }: { log: ImportedLog }) {
  const t = useTranslator()
  const { rows_read: read, rows_stored: stored, rows_rejected: rejected, rows_duplicate: duplicate } = log
  const values = { read, stored, rejected, duplicate }
  return (
    <>
      <span aria-hidden="true" className={styles.equation}>
        {t.text('imports.equation', values)}
      </span>
      <span className="visually-hidden">{t.text('imports.equation.said', values)}</span>
    </>
  )
}
