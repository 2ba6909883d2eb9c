import type { AlertsReplay } from '#shared/contract/documents/alerts.ts'
import { useTranslator } from '../../app/context.ts'
import { join } from '../../components/Button.tsx'
import tables from '../../components/plain-table.module.css'
import { Said } from '../../components/Said.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { StatCard, StatCards } from '../../components/StatCard.tsx'
import { DataName } from '../../components/text.tsx'
import styles from './alerts.module.css'
import { againstText } from './facts.ts'

const MOST_SHOWN = 200

/** What the rules would have said over the whole log, before they are in force. */
export function ReplayResult({ document }: { document: AlertsReplay }) {
  const t = useTranslator()
  const { alerts, per_day, lead_seconds, lead_reason, suppressed, false_alarms, sent, fired } = document
  const { loss_drill, notes, onset } = document
  return (
    <section className={styles.panel}>
      <h2>{t.text('alerts.replay.title')}</h2>
      <StatCards>
        <StatCard
          label={t.text('alerts.replay.perDay')}
          value={t.numbers.measure(per_day)}
          detail={t.text('alerts.replay.sent', { sent, fired, suppressed })}
        />
        <StatCard
          label={t.text('alerts.replay.lead')}
          value={
            lead_seconds === null
              ? '–'
              : t.text(lead_seconds >= 0 ? 'alerts.replay.before' : 'alerts.replay.after', {
                  time: t.numbers.duration(Math.abs(lead_seconds)),
                })
          }
          detail={
            lead_reason === null ? (
              onset === null ? undefined : (
                t.text('alerts.replay.onset', { time: t.numbers.time(onset.at, 'UTC') })
              )
            ) : (
              <span>
                <Said>{lead_reason}</Said>
              </span>
            )
          }
        />
        <StatCard label={t.text('alerts.replay.false')} value={t.numbers.count(false_alarms)} />
        <StatCard
          label={t.text('alerts.replay.drill')}
          value={t.numbers.count(loss_drill.would_be_lost.length)}
          detail={t.text('alerts.replay.drill.about', { count: loss_drill.criticals })}
        />
      </StatCards>
      {alerts.length === 0 ? (
        <p>{t.text('alerts.replay.none')}</p>
      ) : (
        <ScrollRegion
          className={join(tables.scroll, tables.bounded)}
          aria-label={t.text('alerts.replay.title')}
        >
          <table className={tables.table}>
            <thead>
              <tr>
                <th scope="col">{t.text('alerts.at')}</th>
                <th scope="col">{t.text('alerts.rule')}</th>
                <th scope="col">{t.text('alerts.severity')}</th>
                <th scope="col">{t.text('alerts.seen')}</th>
                <th scope="col">{t.text('alerts.keptBack')}</th>
              </tr>
            </thead>
            <tbody>
              {alerts.slice(0, MOST_SHOWN).map((alert) => (
                <tr key={`${alert.id} ${alert.at} ${alert.reason}`}>
                  <td className={tables.at}>{t.numbers.time(alert.at, 'UTC')}</td>
                  <th scope="row">
                    <DataName>{alert.rule}</DataName>
                    {alert.segment !== null && (
                      <span className={styles.quiet}>
                        {' '}
                        <DataName>{alert.segment.value}</DataName>
                      </span>
                    )}
                  </th>
                  <td>
                    {t.text(`alerts.severity.${alert.severity}`)}
                    {alert.is_false === true && ` (${t.text('alerts.false')})`}
                  </td>
                  <td>{againstText(t, alert)}</td>
                  <td>
                    {alert.suppressed_by === null ? '' : t.text(`alerts.silencer.${alert.suppressed_by}`)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {alerts.length > MOST_SHOWN && (
        <p className={styles.quiet}>{t.text('alerts.replay.first', { count: MOST_SHOWN })}</p>
      )}
      {notes.length > 0 && (
        <ul className={styles.history}>
          {notes.map((note) => (
            <li key={note}>
              <Said>{note}</Said>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
