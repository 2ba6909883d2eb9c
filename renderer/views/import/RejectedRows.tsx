import { Download } from 'lucide-react'
import type { ImportedLog } from '#shared/contract/documents/log.ts'
import type { RejectsFormat } from '#shared/contract/log-operations.ts'
import { useDelivery } from '../../api/use-delivery.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { Button, join } from '../../components/Button.tsx'
import { Menu } from '../../components/Menu.tsx'
import { Pager } from '../../components/Pager.tsx'
import tables from '../../components/plain-table.module.css'
import { Said } from '../../components/Said.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName, TermButton } from '../../components/text.tsx'
import styles from './import.module.css'

const PAGE_ROWS = 100

/** The rows of an import that did not fit, a page at a time, each with its place, its reason and its text. */
export function RejectedRows({ log, page }: { log: ImportedLog; page: number }) {
  const { client, navigation } = useApp()
  const t = useTranslator()
  const { dataset } = log
  const { data, error, reload } = useQuery('datasets.rejects', {
    dataset,
    offset: (page - 1) * PAGE_ROWS,
    limit: PAGE_ROWS,
  })
  const { busy, deliver } = useDelivery()
  const save = (format: RejectsFormat) =>
    deliver(() => client.job('datasets.exportRejects', { dataset, format }).result)
  return (
    <div className={styles.section}>
      <header className={styles.head}>
        <h2 id="rejected">
          <TermButton term="rejected" />
        </h2>
        {data !== undefined && (
          <Pager
            page={page}
            pageRows={PAGE_ROWS}
            total={data.total}
            onGo={(to) => navigation.go({ view: 'import', dataset, page: to }, 'replace')}
          />
        )}
        {data !== undefined && data.total > 0 && (
          <Menu
            label={t.text('import.rejects.export')}
            trigger={
              <Button small aria-busy={busy}>
                <Download size={14} aria-hidden="true" />
                {t.text('import.rejects.export')}
              </Button>
            }
            entries={[
              { label: 'CSV', hint: t.text('import.rejects.csv'), run: () => save('csv') },
              { label: 'NDJSON', hint: t.text('import.rejects.ndjson'), run: () => save('ndjson') },
            ]}
          />
        )}
      </header>
      {error !== undefined && <ErrorPanel error={error} onRetry={reload} />}
      {data === undefined && error === undefined && <Skeleton lines={4} />}
      {data?.total === 0 && <EmptyState title={t.text('import.rejects.none')} />}
      {data !== undefined && data.rows.length > 0 && (
        <ScrollRegion className={join(tables.scroll, tables.bounded)} aria-labelledby="rejected">
          <table className={join(tables.table, styles.rejects)}>
            <thead>
              <tr>
                <th scope="col">{t.text('rejects.file')}</th>
                <th scope="col" className={tables.number}>
                  {t.text('rejects.line')}
                </th>
                <th scope="col">{t.text('table.column')}</th>
                <th scope="col">{t.text('rejects.reason')}</th>
                <th scope="col">{t.text('rejects.text')}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={`${row.file} ${row.line} ${row.column} ${row.text}`}>
                  <td>
                    <DataName clip>{row.file}</DataName>
                  </td>
                  <td className={tables.number}>{row.line === 0 ? '–' : t.numbers.count(row.line)}</td>
                  <td>{row.column === '' ? '–' : <DataName clip>{row.column}</DataName>}</td>
                  <td>
                    <Said>{row.reason}</Said>
                  </td>
                  <td className={tables.raw}>
                    <DataName clip>{row.text}</DataName>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </div>
  )
}
