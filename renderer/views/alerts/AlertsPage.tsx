import { useState } from 'react'
import type { IncidentView } from '#shared/contract/documents/alerts.ts'
import { useLiveQuery } from '../../api/use-live-query.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Said } from '../../components/Said.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { Tabs } from '../../components/Tabs.tsx'
import { ActDialog, type IncidentAction } from './ActDialog.tsx'
import styles from './alerts.module.css'
import { IncidentCard } from './IncidentCard.tsx'
import { LedgerPart } from './LedgerPart.tsx'
import { QualityPart } from './QualityPart.tsx'
import { RulesPart } from './RulesPart.tsx'
import { ALERT_PARTS, type AlertsPlace } from './view.ts'

/** What people are told about a model: incidents, the rules behind them, and everything that was kept back. */
export function AlertsPage({ model, part }: AlertsPlace) {
  const { navigation } = useApp()
  const t = useTranslator()
  const { data } = useLiveQuery('alerts.inbox', { model, state: 'open', limit: 200 }, ['alerts.changed'])
  const open = data?.open
  return (
    <Page
      title={t.text('view.alerts')}
      headline={
        open === undefined
          ? t.text('view.alerts')
          : open === 0
            ? t.text('alerts.headline.none')
            : t.text('alerts.headline', { count: open })
      }
    >
      <Tabs
        label={t.text('view.alerts')}
        value={part}
        tabs={ALERT_PARTS.map((one) => ({ value: one, label: t.text(`alerts.part.${one}`) }))}
        onChange={(next) => navigation.go({ view: 'alerts', model, part: next }, 'replace')}
      >
        {part === 'inbox' && <Inbox model={model} />}
        {part === 'rules' && <RulesPart model={model} />}
        {part === 'ledger' && <LedgerPart model={model} />}
        {part === 'quality' && <QualityPart model={model} />}
      </Tabs>
    </Page>
  )
}

function Inbox({ model }: { model: string }) {
  const t = useTranslator()
  const [state, setState] = useState<'open' | 'all'>('open')
  const [acting, setActing] = useState<{ incident: IncidentView; action: IncidentAction } | null>(null)
  const { data, error, reload } = useLiveQuery('alerts.inbox', { model, state, limit: 200 }, [
    'alerts.changed',
  ])
  const rules = useLiveQuery('alerts.rules', { model }, ['alerts.changed'])
  const status = rules.data?.status.find((one) => one.model === model)
  const incidents = data?.incidents ?? []
  return (
    <div className={styles.parts}>
      <Segmented<'open' | 'all'>
        label={t.text('alerts.state')}
        value={state}
        options={[
          { value: 'open', label: t.text('alerts.state.open') },
          { value: 'all', label: t.text('alerts.state.all') },
        ]}
        onChange={setState}
      />
      {status?.problem != null && (
        <p className={styles.warning}>
          <Said>{status.problem}</Said>
        </p>
      )}
      {error !== undefined && <ErrorPanel error={error} onRetry={reload} />}
      {data === undefined && error === undefined && <Skeleton lines={6} />}
      {data !== undefined && incidents.length === 0 && (
        <EmptyState title={t.text('alerts.inbox.empty')}>
          <p>{t.text(rules.data?.own.saved_at == null ? 'alerts.inbox.noRules' : 'alerts.inbox.quiet')}</p>
        </EmptyState>
      )}
      <ul className={styles.incidents}>
        {incidents.map((incident) => (
          <li key={incident.number}>
            <IncidentCard incident={incident} onAct={(action) => setActing({ incident, action })} />
          </li>
        ))}
      </ul>
      {acting !== null && <ActDialog {...acting} onClose={() => setActing(null)} />}
    </div>
  )
}
