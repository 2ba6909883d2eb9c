import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { SinkView } from '#shared/contract/documents/sink.ts'
import { useLiveQuery } from '../../api/use-live-query.ts'
import { useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Button } from '../../components/Button.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DeliveriesTable } from './DeliveriesTable.tsx'
import { SinkCard } from './SinkCard.tsx'
import { SinkDialog } from './SinkDialog.tsx'
import styles from './sinks.module.css'
import type { SinksPlace } from './view.ts'

/** Where alerts go outside the window, what became of them, and what could not be delivered. */
export function SinksPage({ dead, page }: SinksPlace) {
  const t = useTranslator()
  const { data, error, reload } = useLiveQuery('sinks.list', {}, ['sinks.changed'])
  const [edited, setEdited] = useState<SinkView | 'new' | null>(null)
  const sinks = data?.sinks ?? []
  const on = sinks.filter((sink) => sink.on).length
  const aside = sinks.reduce((sum, sink) => sum + sink.dead, 0)
  return (
    <Page
      title={t.text('view.sinks')}
      headline={
        data === undefined
          ? t.text('view.sinks')
          : aside > 0
            ? t.text('sinks.headline.aside', { count: aside })
            : on > 0
              ? t.text('sinks.headline.on', { count: on })
              : t.text('sinks.headline.off')
      }
      actions={
        <Button look="primary" onClick={() => setEdited('new')}>
          <Plus size={16} aria-hidden="true" />
          {t.text('sinks.add')}
        </Button>
      }
    >
      {error !== undefined && <ErrorPanel error={error} onRetry={reload} />}
      {data === undefined && error === undefined && <Skeleton lines={6} />}
      {data !== undefined && sinks.length === 0 && (
        <EmptyState title={t.text('sinks.none')}>{t.text('sinks.none.todo')}</EmptyState>
      )}
      {sinks.length > 0 && (
        <div className={styles.cards}>
          {sinks.map((sink) => (
            <SinkCard key={sink.sink} sink={sink} onEdit={() => setEdited(sink)} />
          ))}
        </div>
      )}
      {data !== undefined && <DeliveriesTable dead={dead} page={page} />}
      {edited !== null && (
        <SinkDialog sink={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Page>
  )
}
