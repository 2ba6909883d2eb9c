import type { RuleOutlook } from '#shared/contract/documents/alerts.ts'
import { useTranslator } from '../../app/context.ts'
import tables from '../../components/plain-table.module.css'
import { Said } from '../../components/Said.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { DataName } from '../../components/text.tsx'
import type { Translator } from '../../i18n/translator.ts'
import styles from './alerts.module.css'

/** What each rule can see: how soon after a step, and the slowest decay that it misses. */
export function OutlookTable({ rules }: { rules: readonly RuleOutlook[] }) {
  const t = useTranslator()
  const step = rules[0]?.delay.step ?? 0
  return (
    <section className={styles.panel}>
      <h2>{t.text('alerts.outlook')}</h2>
      <ScrollRegion className={tables.scroll} aria-label={t.text('alerts.outlook')}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{t.text('alerts.rule')}</th>
              <th scope="col">{t.text('alerts.outlook.delay', { step: t.numbers.share(step) })}</th>
              <th scope="col">{t.text('alerts.outlook.promised')}</th>
              <th scope="col">{t.text('alerts.outlook.decay')}</th>
            </tr>
          </thead>
          <tbody>
            {rules.map(({ rule, delay, boiling_frog: frog }) => (
              <tr key={rule}>
                <th scope="row">
                  <DataName>{rule}</DataName>
                </th>
                <td>
                  {delay.earliest_seconds === null ? (
                    <Said>{delay.reason ?? ''}</Said>
                  ) : (
                    spanText(t, delay.earliest_seconds, delay.latest_seconds)
                  )}
                </td>
                <td>
                  {delay.promised_seconds === null
                    ? '–'
                    : t.text(delay.met === true ? 'alerts.outlook.met' : 'alerts.outlook.unmet', {
                        time: t.numbers.duration(delay.promised_seconds),
                      })}
                </td>
                <td>
                  {frog.missed_per_day !== null &&
                    `${t.text('alerts.outlook.missed', { share: t.numbers.share(frog.missed_per_day) })} `}
                  <span className={styles.quiet}>
                    <Said>{frog.reason}</Said>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}

function spanText(t: Translator, earliest: number, latest: number | null): string {
  const from = t.numbers.duration(earliest)
  const to = latest === null ? from : t.numbers.duration(latest)
  return to === from ? from : `${from} – ${to}`
}
