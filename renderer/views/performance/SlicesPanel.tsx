import type { PerformanceDocument } from '#shared/contract/documents/performance.ts'
import { useTranslator } from '../../app/context.ts'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { DataName, Figure } from '../../components/text.tsx'
import styles from './performance.module.css'

/** Slices of one or two columns that err more than the rest. */
export function SlicesPanel({ slices, task }: Pick<PerformanceDocument, 'slices' | 'task'>) {
  const t = useTranslator()
  const { weakest, examined } = slices
  const loss = (value: number) => (task === 'regression' ? t.numbers.measure(value) : t.numbers.share(value))
  const title = t.text('performance.slices')
  return (
    <section className={styles.panel}>
      <h2>{title}</h2>
      {weakest.length === 0 ? (
        <p className={styles.quiet}>{t.text('performance.slices.none', { count: examined })}</p>
      ) : (
        <>
          <ScrollRegion aria-label={title}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t.text('performance.slices.slice')}</th>
                  <th scope="col" className={styles.figure}>
                    {t.text('performance.slices.rows')}
                  </th>
                  <th scope="col" className={styles.figure}>
                    {t.text('performance.slices.loss')}
                  </th>
                  <th scope="col" className={styles.figure}>
                    {t.text('performance.slices.other')}
                  </th>
                  <th scope="col" className={styles.figure}>
                    {t.text('performance.slices.p')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {weakest.map((slice) => (
                  <tr key={slice.parts.map(({ column, value }) => `${column}=${value}`).join('&')}>
                    <td>
                      {slice.parts.map(({ column, value }, part) => (
                        <span key={column}>
                          {part > 0 && ` ${t.text('performance.and')} `}
                          <DataName>{`${column} ${/^[≤>]/.test(value) ? value : `= ${value}`}`}</DataName>
                        </span>
                      ))}
                    </td>
                    <td className={styles.figure}>{t.numbers.count(slice.rows)}</td>
                    <td className={styles.figure}>
                      <Figure value={slice.loss} shown={loss(slice.loss)} />
                    </td>
                    <td className={styles.figure}>
                      <Figure value={slice.other_loss} shown={loss(slice.other_loss)} />
                    </td>
                    <td className={styles.figure}>{t.numbers.pValue(slice.p_adjusted)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
          <p className={styles.quiet}>{t.text('performance.slices.note', { count: examined })}</p>
        </>
      )}
    </section>
  )
}
