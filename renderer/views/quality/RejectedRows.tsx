import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { QualitySeverity } from '#shared/contract/documents/drift.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { IconButton } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName, TermButton } from '../../components/text.tsx'
import styles from './quality.module.css'

const PAGE_ROWS = 100

/** The rows that could not be read, a page at a time, each with its place and its reason. */
export function RejectedRows({
  run,
  page,
  severities,
}: {
  run: RunId
  page: number
  /** Filter of the findings above, which stays. */
  severities: readonly QualitySeverity[]
}) {
  const { navigation } = useApp()
  const t = useTranslator()
  const offset = (page - 1) * PAGE_ROWS
  const { data, error, reload } = useQuery('drift.rejects', { run, offset, limit: PAGE_ROWS })
  const go = (to: number) => navigation.go({ view: 'quality', run, page: to, severities })
  const pages = data === undefined ? 1 : Math.max(1, Math.ceil(data.total / PAGE_ROWS))
  return (
    <div className={styles.section}>
      <header className={styles.head}>
        <h2 id="rejected">
          <TermButton term="rejected" />
        </h2>
        {data !== undefined && data.total > 0 && (
          <p className={styles.count} role="status">
            {t.text('rejects.range', {
              first: Math.min(offset + 1, data.total),
              last: Math.min(offset + data.rows.length, data.total),
              count: data.total,
            })}
          </p>
        )}
        {pages > 1 && (
          <span className={styles.pages}>
            <IconButton
              small
              label={t.text('rejects.previous')}
              icon={<ChevronLeft size={16} />}
              disabledBecause={page <= 1 ? t.text('rejects.first') : undefined}
              onClick={() => go(page - 1)}
            />
            <IconButton
              small
              label={t.text('rejects.next')}
              icon={<ChevronRight size={16} />}
              disabledBecause={page >= pages ? t.text('rejects.last') : undefined}
              onClick={() => go(page + 1)}
            />
          </span>
        )}
      </header>
      {error !== undefined && <ErrorPanel error={error} onRetry={reload} />}
      {data === undefined && error === undefined && <Skeleton lines={4} />}
      {data?.total === 0 && <EmptyState title={t.text('rejects.none')} />}
      {data !== undefined && data.rows.length > 0 && (
        <ScrollRegion className={styles.scroll} aria-labelledby="rejected">
          <table className={styles.rejects}>
            <thead>
              <tr>
                <th scope="col">{t.text('rejects.file')}</th>
                <th scope="col" className={styles.number}>
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
                  <td className={styles.number}>{row.line === 0 ? '–' : t.numbers.count(row.line)}</td>
                  <td>{row.column === '' ? '–' : <DataName clip>{row.column}</DataName>}</td>
                  <td className={styles.reason}>
                    <Said>{row.reason}</Said>
                  </td>
                  <td className={styles.raw}>
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
