import { Ban, Check, ListChecks, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ResponseView } from '#shared/contract/documents/response.ts'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import { useLiveQuery } from '../../api/use-live-query.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button, join } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName } from '../../components/text.tsx'
import { DecisionDialog } from './DecisionDialog.tsx'
import styles from './response.module.css'

/** What the model needs: the newest plan with its reasons, what stands in its way, and what people decided. */
export function ResponsePanel({ model }: { model: string }) {
  const { client } = useApp()
  const t = useTranslator()
  const { data, error, reload } = useLiveQuery('responses.list', { model }, ['responses.changed'])
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<ErrorShape | null>(null)
  const plan = () => {
    setBusy(true)
    setFailed(null)
    client
      .job('responses.plan', { model })
      .result.catch((failure: unknown) => setFailed(toErrorShape(failure)))
      .finally(() => setBusy(false))
  }
  const [newest, ...earlier] = data?.responses ?? []
  const decided = earlier.filter(({ decision }) => decision !== null).slice(0, 5)
  return (
    <section className={styles.panel} aria-labelledby="response">
      <header className={styles.head}>
        <h2 id="response">{t.text('response.title')}</h2>
        <Button small aria-busy={busy} onClick={plan}>
          <ListChecks size={14} aria-hidden="true" />
          {t.text(newest === undefined ? 'response.plan' : 'response.again')}
        </Button>
      </header>
      {error !== undefined && <ErrorPanel error={error} onRetry={reload} />}
      {failed !== null && <ErrorPanel error={failed} />}
      {busy && newest === undefined && <Skeleton lines={3} />}
      {data !== undefined && newest === undefined && !busy && <EmptyState title={t.text('response.none')} />}
      {newest !== undefined && <Plan plan={newest} />}
      {decided.length > 0 && (
        <ul className={styles.list}>
          {decided.map((one) => (
            <li key={one.response} className={styles.quiet}>
              {t.text(`response.action.${one.action}`)}: <Decision plan={one} />
            </li>
          ))}
        </ul>
      )}
      <p className={styles.quiet}>{t.text('response.dry')}</p>
    </section>
  )
}

function Plan({ plan }: { plan: ResponseView }) {
  const t = useTranslator()
  const [deciding, setDeciding] = useState<'accepted' | 'dismissed' | null>(null)
  const { action, because, blocked, checks, also, ruled_out, due_seconds, proposed_at, decision } = plan
  const reasons = checks.filter(({ code }) => code !== 'roll_back_helps')
  return (
    <>
      <p className={styles.action}>
        <strong>{t.text(`response.action.${action}`)}</strong>
        {due_seconds !== null && (
          <span className={styles.quiet}>
            {t.text('response.due', { time: t.numbers.duration(due_seconds) })}
          </span>
        )}
        {blocked && (
          <span className={styles.blocked}>
            <TriangleAlert size={14} aria-hidden="true" />
            {t.text('response.blocked')}
          </span>
        )}
      </p>
      <ul className={styles.list}>
        {because.map((text) => (
          <li key={text}>
            <Said>{text}</Said>
          </li>
        ))}
      </ul>
      {reasons.length + ruled_out.length > 0 && (
        <ul className={styles.checks}>
          {reasons.map(({ code, ok, says }) => (
            <li key={code} className={ok ? styles.quiet : styles.blocked}>
              {ok ? <Check size={14} aria-hidden="true" /> : <TriangleAlert size={14} aria-hidden="true" />}
              <span>
                <Said>{says}</Said>
              </span>
            </li>
          ))}
          {ruled_out.map(({ why }) => (
            <li key={why} className={styles.quiet}>
              <Ban size={14} aria-hidden="true" />
              <span>
                <Said>{why}</Said>
              </span>
            </li>
          ))}
        </ul>
      )}
      {also.length > 0 && (
        <p className={styles.quiet}>
          {t.text('response.also', {
            actions: also.map((one) => t.text(`response.action.${one.action}`)).join(', '),
          })}
        </p>
      )}
      <p className={styles.quiet}>{t.text('response.at', { time: t.numbers.time(proposed_at) })}</p>
      {decision === null ? (
        action !== 'none' && (
          <div className={styles.choices}>
            <Button small look="primary" onClick={() => setDeciding('accepted')}>
              {t.text('response.accept')}
            </Button>
            <Button small onClick={() => setDeciding('dismissed')}>
              {t.text('response.dismiss')}
            </Button>
          </div>
        )
      ) : (
        <p>
          <Decision plan={plan} />
        </p>
      )}
      {deciding !== null && (
        <DecisionDialog plan={plan} decision={deciding} onClose={() => setDeciding(null)} />
      )}
    </>
  )
}

function Decision({ plan: { decision } }: { plan: ResponseView }) {
  const t = useTranslator()
  if (decision === null) return null
  const { decision: kind, by, reason, at, due_at } = decision
  const late = due_at !== null && Date.parse(due_at) < Date.now()
  return (
    <>
      {t.text(`response.${kind}`, { time: t.numbers.time(at) })} <DataName>{`${by}: “${reason}”`}</DataName>
      {due_at !== null && (
        <span className={join(styles.due, late && styles.late)}>
          {t.text(late ? 'response.overdue' : 'response.dueAt', { time: t.numbers.time(due_at) })}
        </span>
      )}
    </>
  )
}
