import { useState } from 'react'
import { useLiveQuery } from '../../api/use-live-query.ts'
import { useTranslator } from '../../app/context.ts'
import { Button, join } from '../../components/Button.tsx'
import tables from '../../components/plain-table.module.css'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName } from '../../components/text.tsx'
import styles from './alerts.module.css'
import { againstText } from './facts.ts'

const PAGE = 100

/** Everything that was not sent, or not at once: by what, and what would have been said. */
export function LedgerPart({ model }: { model: string }) {
  const t = useTranslator()
  const [offset, setOffset] = useState(0)
  const { data, error, reload } = useLiveQuery('alerts.ledger', { model, offset, limit: PAGE }, [
    'alerts.changed',
  ])
  if (error !== undefined) return <ErrorPanel error={error} onRetry={reload} />
  if (data === undefined) return <Skeleton lines={6} />
  if (data.total === 0) {
    return (
      <EmptyState title={t.text('alerts.ledger.empty')}>
        <p>{t.text('alerts.ledger.about')}</p>
      </EmptyState>
    )
  }
  return (
    <section className={styles.panel}>
      <h2>{t.text('alerts.ledger.title', { count: data.total })}</h2>
      <p className={styles.quiet}>{t.text('alerts.ledger.about')}</p>
      <ScrollRegion className={join(tables.scroll, tables.bounded)} aria-label={t.text('alerts.part.ledger')}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{t.text('alerts.at')}</th>
              <th scope="col">{t.text('alerts.rule')}</th>
              <th scope="col">{t.text('alerts.seen')}</th>
              <th scope="col">{t.text('alerts.keptBack')}</th>
              <th scope="col">{t.text('alerts.ledger.later')}</th>
            </tr>
          </thead>
          <tbody>
            {data.entries.map((entry) => (
              <tr key={`${entry.id} ${entry.at} ${entry.suppressed_by}`}>
                <td className={tables.at}>{t.numbers.time(entry.at, 'UTC')}</td>
                <th scope="row">
                  <DataName>{entry.rule}</DataName>
                </th>
                <td>{againstText(t, entry)}</td>
                <td>{t.text(`alerts.silencer.${entry.suppressed_by}`)}</td>
                <td className={tables.at}>
                  {entry.sent_later_at === null ? '' : t.numbers.time(entry.sent_later_at, 'UTC')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {data.total > PAGE && (
        <span className={styles.actions}>
          <Button
            small
            disabledBecause={offset === 0 ? t.text('alerts.page.first') : undefined}
            onClick={() => setOffset(Math.max(0, offset - PAGE))}
          >
            {t.text('alerts.page.newer')}
          </Button>
          <Button
            small
            disabledBecause={offset + PAGE >= data.total ? t.text('alerts.page.last') : undefined}
            onClick={() => setOffset(offset + PAGE)}
          >
            {t.text('alerts.page.older')}
          </Button>
        </span>
      )}
    </section>
  )
}
