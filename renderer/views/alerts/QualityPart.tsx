import { useLiveQuery } from '../../api/use-live-query.ts'
import { useTranslator } from '../../app/context.ts'
import tables from '../../components/plain-table.module.css'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import styles from './alerts.module.css'

/** How good the alerts of each month were. */
export function QualityPart({ model }: { model: string }) {
  const t = useTranslator()
  const { data, error, reload } = useLiveQuery('alerts.quality', { model }, ['alerts.changed'])
  if (error !== undefined) return <ErrorPanel error={error} onRetry={reload} />
  if (data === undefined) return <Skeleton lines={6} />
  if (data.months.length === 0) {
    return (
      <EmptyState title={t.text('alerts.quality.empty')}>
        <p>{t.text('alerts.quality.about')}</p>
      </EmptyState>
    )
  }
  const share = (value: number | null) => (value === null ? '–' : t.numbers.share(value))
  const duration = (value: number | null) => (value === null ? '–' : t.numbers.duration(value))
  return (
    <section className={styles.panel}>
      <h2>{t.text('alerts.part.quality')}</h2>
      <p className={styles.quiet}>{t.text('alerts.quality.about')}</p>
      <ScrollRegion className={tables.scroll} aria-label={t.text('alerts.part.quality')}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{t.text('alerts.quality.month')}</th>
              <th scope="col" className={tables.number}>
                {t.text('alerts.quality.fired')}
              </th>
              <th scope="col" className={tables.number}>
                {t.text('alerts.quality.sent')}
              </th>
              <th scope="col" className={tables.number}>
                {t.text('alerts.quality.suppressed')}
              </th>
              <th scope="col" className={tables.number}>
                {t.text('alerts.quality.false')}
              </th>
              <th scope="col" className={tables.number}>
                {t.text('alerts.quality.acknowledge')}
              </th>
              <th scope="col" className={tables.number}>
                {t.text('alerts.quality.resolve')}
              </th>
              <th scope="col" className={tables.number}>
                {t.text('alerts.quality.correlated')}
              </th>
              <th scope="col" className={tables.number}>
                {t.text('alerts.quality.escalated')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.months.map((month) => (
              <tr key={month.month}>
                <th scope="row">{t.numbers.month(`${month.month}-01T00:00:00Z`)}</th>
                <td className={tables.number}>{t.numbers.count(month.fired)}</td>
                <td className={tables.number}>{t.numbers.count(month.sent)}</td>
                <td className={tables.number}>{t.numbers.count(month.suppressed)}</td>
                <td className={tables.number}>{share(month.false_share)}</td>
                <td className={tables.number}>{duration(month.median_seconds_to_acknowledge)}</td>
                <td className={tables.number}>{duration(month.median_seconds_to_resolve)}</td>
                <td className={tables.number}>{share(month.correlated_share)}</td>
                <td className={tables.number}>{share(month.escalated_share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}
