import { ArrowLeft, ArrowRight, ArrowUp } from 'lucide-react'
import { useCallback } from 'react'
import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import type { Distribution } from '#shared/contract/operations.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { DistributionChart } from '../../charts/DistributionChart.tsx'
import { PairedBars } from '../../charts/PairedBars.tsx'
import { useViewAction } from '../../commands/view-actions.ts'
import { buttonClass } from '../../components/Button.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import { formatRoute } from '../../stores/routes.ts'
import { columnRow, compareBySeverity } from '../drift/column-rows.ts'
import { DEFAULT_FILTER } from '../drift/filter.ts'
import { AuditPanel } from './AuditPanel.tsx'
import { BinsTable } from './BinsTable.tsx'
import { binLabel } from './bin-label.ts'
import { binRows } from './bins.ts'
import { ColumnHeadline } from './ColumnHeadline.tsx'
import styles from './column.module.css'
import { LatencyTable } from './LatencyTable.tsx'
import { OnsetPanel } from './OnsetPanel.tsx'
import { SegmentsTable } from './SegmentsTable.tsx'
import { StatisticsTable } from './StatisticsTable.tsx'
import { VerdictPanel } from './VerdictPanel.tsx'

/** One column: both distributions, the arithmetic, and why the verdict is what it is. */
export function ColumnPage({ run, column }: { run: RunId; column: string }) {
  const t = useTranslator()
  const { data, error, reload } = useQuery('drift.column', { run, column })
  const whole = useQuery('drift.get', { run })
  const up = formatRoute({ view: 'drift', run, filter: { ...DEFAULT_FILTER, selected: column } })
  if (data === undefined) {
    return (
      <Page title={column} headline={t.text(error === undefined ? 'column.loading' : 'column.failed')}>
        {error === undefined ? <Skeleton lines={12} /> : <ErrorPanel error={error} onRetry={reload} />}
        <p>
          <a className={buttonClass('plain')} href={up}>
            {t.text('column.up')}
          </a>
        </p>
      </Page>
    )
  }
  return (
    <Page
      title={column}
      headline={<ColumnHeadline column={data.column} policy={whole.data?.document.policy ?? ''} />}
      actions={<Neighbours run={run} column={column} up={up} />}
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          <Picture column={data.column} distribution={data.distribution} />
          {data.column.latency !== undefined && <LatencyTable latency={data.column.latency} />}
          {data.column.psi !== null && <BinsTable psi={data.column.psi} />}
          {data.column.segments !== undefined && <SegmentsTable segments={data.column.segments} />}
        </div>
        <div className={styles.aside}>
          <VerdictPanel column={data.column} />
          <OnsetPanel run={run} column={data.column} />
          <AuditPanel run={run} column={data.column} />
          <StatisticsTable column={data.column} />
        </div>
      </div>
    </Page>
  )
}

function Picture({ column, distribution }: { column: DriftColumn; distribution: Distribution | null }) {
  const t = useTranslator()
  const { psi, ks } = column
  if (distribution !== null && distribution.edges.length > 1) {
    return (
      <DistributionChart
        title={t.text('column.distribution')}
        subject={column.name}
        distribution={distribution}
        gap={
          ks === null || ks.location === null
            ? null
            : { at: ks.location, label: t.text('column.gap', { d: t.numbers.statistic(ks.statistic) }) }
        }
        note={t.text('column.distribution.note')}
      />
    )
  }
  if (psi === null) return null
  const rows = binRows(psi)
  const shares = rows.map((row) => ({
    label: binLabel(t, row.label),
    reference: row.referenceShare,
    current: row.currentShare,
  }))
  return (
    <PairedBars
      title={t.text('column.shares')}
      subject={column.name}
      shares={shares}
      note={t.text('column.shares.note')}
    />
  )
}

/** The columns before and after in the order of severity, and the way back up. */
function Neighbours({ run, column, up }: { run: RunId; column: string; up: string }) {
  const { navigation } = useApp()
  const t = useTranslator()
  const { data } = useQuery('drift.get', { run })
  const names = (data?.document.columns ?? [])
    .map(columnRow)
    .sort((a, b) => compareBySeverity(b, a))
    .map((row) => row.name)
  const at = names.indexOf(column)
  const [previous, next] = at < 0 ? [] : [names[at - 1], names[at + 1]]
  const go = useCallback(
    (name: string) => navigation.go({ view: 'column', run, column: name }),
    [navigation, run],
  )
  const goPrevious = useCallback(() => previous !== undefined && go(previous), [go, previous])
  const goNext = useCallback(() => next !== undefined && go(next), [go, next])
  const goUp = useCallback(() => {
    window.location.hash = up
  }, [up])
  useViewAction('previous', previous === undefined ? undefined : goPrevious)
  useViewAction('next', next === undefined ? undefined : goNext)
  useViewAction('up', goUp)
  return (
    <>
      <a className={buttonClass('quiet')} href={up} title={`${t.text('column.up')} (U)`}>
        <ArrowUp size={16} aria-hidden="true" />
        {t.text('column.up')}
      </a>
      {previous !== undefined && (
        <a
          className={buttonClass('plain')}
          href={formatRoute({ view: 'column', run, column: previous })}
          title={`${previous} (P)`}
        >
          <ArrowLeft size={16} aria-hidden="true" />
          {t.text('column.previous')}
        </a>
      )}
      {next !== undefined && (
        <a
          className={buttonClass('plain')}
          href={formatRoute({ view: 'column', run, column: next })}
          title={`${next} (N)`}
        >
          {t.text('column.next')}
          <ArrowRight size={16} aria-hidden="true" />
        </a>
      )}
    </>
  )
}
