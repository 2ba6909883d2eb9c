import { useState } from 'react'
import type { DeliveryView } from '#shared/contract/documents/sink.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import { useLiveQuery } from '../../api/use-live-query.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { DeciderField, useDecision } from '../../components/Decision.tsx'
import { Pager } from '../../components/Pager.tsx'
import tables from '../../components/plain-table.module.css'
import { RemovalDialog } from '../../components/RemovalDialog.tsx'
import { Said } from '../../components/Said.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName } from '../../components/text.tsx'
import styles from './sinks.module.css'

const PAGE_ROWS = 50

/** What was sent, what waits, and what was put aside for a person to send again or give up. */
export function DeliveriesTable({ dead, page }: { dead: boolean; page: number }) {
  const { client, navigation, notices } = useApp()
  const t = useTranslator()
  const decision = useDecision()
  const [giving, setGiving] = useState<DeliveryView | null>(null)
  const { data, error, reload } = useLiveQuery(
    'deliveries.list',
    { ...(dead ? { state: 'dead' as const } : {}), offset: (page - 1) * PAGE_ROWS, limit: PAGE_ROWS },
    ['sinks.changed'],
  )
  const { nobody } = decision
  const aside = data?.deliveries.filter(({ state }) => state === 'dead') ?? []
  const retry = (keys: string[]) => {
    client
      .command('deliveries.retry', { keys, by: decision.take().by })
      .catch((failure: unknown) => notices.showError(toErrorShape(failure)))
  }
  return (
    <section className={styles.section}>
      <header className={styles.head}>
        <h2 id="deliveries">{t.text('sinks.deliveries')}</h2>
        <Segmented
          label={t.text('sinks.deliveries')}
          value={dead ? 'dead' : 'all'}
          options={[
            { value: 'all', label: t.text('sinks.show.all') },
            { value: 'dead', label: t.text('sinks.show.dead') },
          ]}
          onChange={(show) => navigation.go({ view: 'sinks', dead: show === 'dead', page: 1 }, 'replace')}
        />
        {data !== undefined && (
          <Pager
            page={page}
            pageRows={PAGE_ROWS}
            total={data.total}
            onGo={(to) => navigation.go({ view: 'sinks', dead, page: to }, 'replace')}
          />
        )}
      </header>
      {aside.length > 0 && (
        <div className={styles.decide}>
          <DeciderField decision={decision} />
          <Button disabledBecause={nobody} onClick={() => retry(aside.map(({ key }) => key))}>
            {t.text('sinks.retry.all', { count: aside.length })}
          </Button>
        </div>
      )}
      {error !== undefined && <ErrorPanel error={error} onRetry={reload} />}
      {data === undefined && error === undefined && <Skeleton lines={4} />}
      {data?.total === 0 && <EmptyState title={t.text(dead ? 'sinks.dead.none' : 'sinks.deliveries.none')} />}
      {data !== undefined && data.deliveries.length > 0 && (
        <ScrollRegion className={tables.scroll} aria-labelledby="deliveries">
          <table className={tables.table}>
            <thead>
              <tr>
                <th scope="col">{t.text('storage.audit.at')}</th>
                <th scope="col">{t.text('sinks.message')}</th>
                <th scope="col">{t.text('sinks.name')}</th>
                <th scope="col">{t.text('sinks.state')}</th>
                <th scope="col" className={tables.number}>
                  {t.text('sinks.tries')}
                </th>
                <th scope="col">{t.text('sinks.answer')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t.text('table.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.deliveries.map((one) => (
                <tr key={one.key}>
                  <td className={styles.at}>{t.numbers.time(one.queued_at)}</td>
                  <th scope="row">
                    <Said>{one.title}</Said>
                    {one.text !== '' && (
                      <div className={tables.detail}>
                        <Said>{one.text}</Said>
                      </div>
                    )}
                  </th>
                  <td>
                    <DataName>{one.sink_name}</DataName>
                  </td>
                  <td className={one.state === 'dead' ? styles.error : undefined}>
                    {t.text(`sinks.state.${one.state}`)}
                    {one.next_at !== null && one.tries > 0 && (
                      <span className={tables.detail}>
                        {' '}
                        {t.text('sinks.next', { time: t.numbers.time(one.next_at) })}
                      </span>
                    )}
                  </td>
                  <td className={tables.number}>{t.numbers.count(one.tries)}</td>
                  <td lang="en" className={styles.said}>
                    {[one.error, one.answer].filter((text) => text !== null && text !== '').join(': ')}
                  </td>
                  <td className={styles.rowActions}>
                    {one.state === 'dead' && (
                      <>
                        <Button small disabledBecause={nobody} onClick={() => retry([one.key])}>
                          {t.text('sinks.retry')}
                        </Button>
                        <Button small look="quiet" disabledBecause={nobody} onClick={() => setGiving(one)}>
                          {t.text('sinks.discard')}
                        </Button>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {giving !== null && (
        <RemovalDialog
          title={t.text('sinks.discard')}
          action={t.text('sinks.discard')}
          onRemove={async (reason) => {
            const { by } = decision.take()
            await client.command('deliveries.discard', { keys: [giving.key], by, reason })
          }}
          onClose={() => setGiving(null)}
        >
          <p>{t.text('sinks.discard.sure', { title: giving.title })}</p>
        </RemovalDialog>
      )}
    </section>
  )
}
