import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { useTranslator } from '../../app/context.ts'
import { EmptyState } from '../../components/States.tsx'
import { Figure, TermButton } from '../../components/text.tsx'
import styles from './panel.module.css'
import { statisticRows } from './statistics.ts'

/** Each statistic with its interval and its convention; its name opens the definition. */
export function StatisticsTable({ column }: { column: DriftColumn }) {
  const t = useTranslator()
  const rows = statisticRows(column, t)
  return (
    <section className={styles.panel} aria-labelledby="statistics">
      <h2 id="statistics" className={styles.title}>
        {t.text('column.statistics')}
      </h2>
      {rows.length === 0 ? (
        <EmptyState title={t.text('column.statistics.none')} />
      ) : (
        <table className={styles.statistics}>
          <thead>
            <tr>
              <th scope="col">{t.text('column.statistic')}</th>
              <th scope="col" className={styles.number}>
                {t.text('column.value')}
              </th>
              <th scope="col" className={styles.number}>
                <TermButton term="interval" />
              </th>
              <th scope="col" className={styles.number}>
                <TermButton term="p_adjusted">{t.text('column.p')}</TermButton>
              </th>
            </tr>
          </thead>
          {rows.map((row) => (
            <tbody key={row.term}>
              <tr>
                <th scope="row">
                  <TermButton term={row.term} />
                </th>
                <td className={styles.number}>
                  <Figure value={row.value} shown={row.shown} />
                </td>
                <td className={styles.number}>
                  {row.interval === null
                    ? '–'
                    : t.text('interval', {
                        low: t.numbers.statistic(row.interval[0]),
                        high: t.numbers.statistic(row.interval[1]),
                      })}
                </td>
                <td className={styles.number}>
                  {row.p == null ? '–' : <Figure value={row.p} shown={t.numbers.pValue(row.p)} />}
                </td>
              </tr>
              <tr className={styles.convention}>
                <td colSpan={4}>{row.convention.join(' · ')}</td>
              </tr>
            </tbody>
          ))}
        </table>
      )}
    </section>
  )
}
