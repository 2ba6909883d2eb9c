import type { Result } from '#shared/contract/operations.ts'
import { useTranslator } from '../../app/context.ts'
import { BreakerLabel } from '../../components/BreakerMark.tsx'
import tables from '../../components/plain-table.module.css'
import { Said } from '../../components/Said.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import styles from './breakers.module.css'
import { HistoryStrip } from './HistoryStrip.tsx'

const SHOWN = 30

/** What the breaker did, newest first. */
export function HistoryPanel({
  model,
  transitions,
  breaker,
}: Pick<Result<'breakers.get'>, 'transitions' | 'breaker'> & { model: string }) {
  const t = useTranslator()
  return (
    <section className={styles.panel}>
      <h2>{t.text('breakers.history')}</h2>
      {breaker !== null && <HistoryStrip {...{ model, breaker, transitions }} />}
      {transitions.length === 0 ? (
        <p className={styles.quiet}>{t.text('breakers.history.none')}</p>
      ) : (
        <ScrollRegion className={tables.scroll} aria-label={t.text('breakers.history')}>
          <table className={tables.table}>
            <thead>
              <tr>
                <th scope="col">{t.text('breakers.history.when')}</th>
                <th scope="col" className={tables.number}>
                  {t.text('breakers.history.row')}
                </th>
                <th scope="col">{t.text('breakers.to')}</th>
                <th scope="col">{t.text('breakers.history.cause')}</th>
              </tr>
            </thead>
            <tbody>
              {transitions.slice(0, SHOWN).map(({ at, recorded_at, row, to, cause }) => (
                <tr key={`${recorded_at} ${at} ${row} ${to}`}>
                  <td>{t.numbers.time(at ?? recorded_at)}</td>
                  <td className={tables.number}>{row < 0 ? '–' : t.numbers.count(row)}</td>
                  <td>
                    <BreakerLabel state={to} />
                  </td>
                  <td>
                    <Said>{cause}</Said>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  )
}
