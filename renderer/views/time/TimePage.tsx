import { useMemo } from 'react'
import type { DriftDocument } from '#shared/contract/documents/drift.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Said } from '../../components/Said.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { SelectedColumn } from '../column/SelectedColumn.tsx'
import { Heatmap } from './Heatmap.tsx'
import { linesOf } from './order.ts'
import { TIME_ORDERS, type TimeOrder } from './order-names.ts'
import { TimeHeadline } from './TimeHeadline.tsx'

type Props = { run: RunId; order: TimeOrder; column: string | null; at: string | null }

/** Since when: every column over time, bucket by bucket. */
export function TimePage({ run, order, column, at }: Props) {
  const { navigation } = useApp()
  const t = useTranslator()
  const whole = useQuery('drift.get', { run })
  const map = useQuery('drift.heatmap', { run })
  const error = whole.error ?? map.error
  if (error !== undefined || whole.data === undefined || map.data === undefined) {
    const older = map.error?.code === 'NOT_AVAILABLE'
    const reload = () => {
      if (whole.error !== undefined) whole.reload()
      if (map.error !== undefined) map.reload()
    }
    return (
      <Page
        title={t.text('time.title')}
        headline={t.text(error === undefined ? 'time.loading' : 'time.failed')}
      >
        {error === undefined ? (
          <Skeleton lines={12} />
        ) : older ? (
          <EmptyState title={t.text('time.no.older')} />
        ) : (
          <ErrorPanel error={error} onRetry={reload} />
        )}
      </Page>
    )
  }
  const { document, summary } = whole.data
  if (map.data.reason !== null) {
    return (
      <Page title={t.text('time.title')} headline={t.text('time.headline.no')}>
        <EmptyState title={t.text('time.no.todo')}>
          <p>
            <Said>{map.data.reason}</Said>
          </p>
        </EmptyState>
      </Page>
    )
  }
  return (
    <Page
      title={t.text('time.title')}
      headline={<TimeHeadline run={run} document={document} />}
      actions={
        <Segmented
          label={t.text('time.order')}
          value={order}
          options={TIME_ORDERS.map((value) => ({ value, label: t.text(`time.order.${value}`) }))}
          onChange={(next) => navigation.go({ view: 'time', run, order: next, column, at }, 'replace')}
        />
      }
    >
      {column !== null && <SelectedColumn run={run} name={column} />}
      <OrderedMap
        run={run}
        document={document}
        subject={summary.title}
        map={map.data}
        {...{ order, column, at }}
      />
    </Page>
  )
}

function OrderedMap({
  run,
  document,
  subject,
  map,
  order,
  column,
  at,
}: Props & { document: DriftDocument; subject: string; map: Parameters<typeof Heatmap>[0]['heatmap'] }) {
  const lines = useMemo(
    () => linesOf(map.columns, document.columns, order),
    [map.columns, document.columns, order],
  )
  return (
    <Heatmap
      key={order}
      run={run}
      order={order}
      heatmap={map}
      lines={lines}
      policy={document.policy}
      subject={subject}
      start={{ column, at }}
    />
  )
}
