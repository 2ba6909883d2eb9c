import { BellOff, Check, CheckCheck, CircleAlert, TriangleAlert } from 'lucide-react'
import type { AlertView, IncidentView } from '#shared/contract/documents/alerts.ts'
import { useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { DataName } from '../../components/text.tsx'
import { formatRoute } from '../../stores/routes.ts'
import type { IncidentAction } from './ActDialog.tsx'
import styles from './alerts.module.css'
import { againstText } from './facts.ts'

/** One incident: what it says, the likely cause first, what is to be done, and what people said. */
export function IncidentCard({
  incident,
  onAct,
}: {
  incident: IncidentView
  onAct(action: IncidentAction): void
}) {
  const t = useTranslator()
  const { number, state, severity, alerts, opened_at, resolved_at, history, related, snoozed_until } =
    incident
  const [first, ...others] = alerts
  const Mark = severity === 'critical' ? CircleAlert : TriangleAlert
  return (
    <article className={styles.incident} aria-label={t.text('alerts.incident', { number })}>
      <header className={styles.head}>
        <Mark size={18} className={styles[severity]} aria-hidden="true" />
        <h2>
          {first === undefined ? (
            t.text('alerts.incident', { number })
          ) : (
            <DataName clip>{first.rule}</DataName>
          )}
        </h2>
        <span className={styles.badge}>
          {t.text(`alerts.severity.${severity}`)} · {t.text(`alerts.incident.${state}`)}
        </span>
        {state !== 'resolved' && (
          <span className={styles.actions}>
            {state === 'firing' && (
              <Button small look="primary" onClick={() => onAct('acknowledge')}>
                <Check size={14} aria-hidden="true" />
                {t.text('alerts.act.acknowledge')}
              </Button>
            )}
            <Button small onClick={() => onAct('snooze')}>
              <BellOff size={14} aria-hidden="true" />
              {t.text('alerts.act.snooze')}
            </Button>
            <Button small onClick={() => onAct('resolve')}>
              <CheckCheck size={14} aria-hidden="true" />
              {t.text('alerts.act.resolve')}
            </Button>
          </span>
        )}
      </header>
      <p className={styles.quiet}>
        {t.text('alerts.since', { number, time: t.numbers.time(opened_at, 'UTC') })}
        {resolved_at !== null && ` · ${t.text('alerts.until', { time: t.numbers.time(resolved_at, 'UTC') })}`}
        {snoozed_until !== null &&
          ` · ${t.text('alerts.snoozed', { time: t.numbers.time(snoozed_until, 'UTC') })}`}
      </p>
      {first !== undefined && <Alert alert={first} />}
      {others.length > 0 && (
        <details>
          <summary>{t.text('alerts.more', { count: others.length })}</summary>
          {others.map((alert) => (
            <Alert key={alert.id} alert={alert} named />
          ))}
        </details>
      )}
      {related.length > 0 && (
        <p>
          {t.text('alerts.related')}{' '}
          {related.map((one) => (
            <a
              key={`${one.model} ${one.number}`}
              className={styles.related}
              href={formatRoute({ view: 'alerts', model: one.model, part: 'inbox' })}
            >
              <DataName>{one.model}</DataName>
              {one.is_cause && ` (${t.text('alerts.related.cause')})`}
            </a>
          ))}
        </p>
      )}
      {history.length > 0 && (
        <ul className={styles.history}>
          {history.map(({ recorded_at, action, by, reason, was_false }) => (
            <li key={`${recorded_at} ${action}`}>
              {t.numbers.time(recorded_at, 'UTC')} · {t.text(`alerts.did.${action}`)}{' '}
              <DataName>{by}</DataName>: <DataName>{reason}</DataName>
              {was_false === true && ` (${t.text('alerts.false')})`}
            </li>
          ))}
        </ul>
      )}
    </article>
  )
}

function Alert({ alert, named = false }: { alert: AlertView; named?: boolean }) {
  const t = useTranslator()
  const { rule, metric, segment, owner, action, runbook, sent, late } = alert
  return (
    <dl className={styles.alert}>
      {named && (
        <>
          <dt>{t.text('alerts.rule')}</dt>
          <dd>
            <DataName>{rule}</DataName>
          </dd>
        </>
      )}
      <dt>
        <Said>{metric}</Said>
      </dt>
      <dd>
        {againstText(t, alert)}
        {segment !== null && (
          <>
            {' '}
            · <DataName>{segment.column}</DataName> = <DataName>{segment.value}</DataName>
          </>
        )}
        {late !== null && ` · ${t.text(`alerts.late.${late}`)}`}
      </dd>
      {action !== null && (
        <>
          <dt>{t.text('alerts.action')}</dt>
          <dd>
            <DataName>{action}</DataName>
            {owner !== null && (
              <span className={styles.quiet}>
                {' '}
                · <DataName>{owner}</DataName>
              </span>
            )}
            {runbook !== null && (
              <span className={styles.quiet}>
                {' '}
                · <DataName>{runbook}</DataName>
              </span>
            )}
          </dd>
        </>
      )}
      <dt>{t.text('alerts.sent')}</dt>
      <dd>
        {sent.length === 0
          ? t.text('alerts.sent.none')
          : sent
              .map(({ at, reason }) => `${t.numbers.time(at, 'UTC')} (${t.text(`alerts.sent.${reason}`)})`)
              .join(', ')}
      </dd>
    </dl>
  )
}
