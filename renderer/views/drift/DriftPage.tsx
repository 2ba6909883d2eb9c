import { useStore } from 'zustand'
import type { RunId } from '#shared/domain/ids.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import { SelectedColumn } from '../column/SelectedColumn.tsx'
import { ColumnTable } from './ColumnTable.tsx'
import { DriftHeadline } from './DriftHeadline.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { FilterBar } from './FilterBar.tsx'
import type { ColumnFilter } from './filter.ts'
import { RunFacts } from './RunFacts.tsx'

/** What drifted: the answer in a sentence, then every column. */
export function DriftPage({ run, filter }: { run: RunId; filter: ColumnFilter }) {
  const { navigation, settings } = useApp()
  const rowHeight = useStore(settings, ({ density }) => (density === 'compact' ? 22 : 28))
  const t = useTranslator()
  const { data, error, reload } = useQuery('drift.get', { run })
  if (data === undefined) {
    return (
      <Page
        title={t.text('drift.title')}
        headline={t.text(error === undefined ? 'drift.loading' : 'drift.failed')}
      >
        {error === undefined ? <Skeleton lines={12} /> : <ErrorPanel error={error} onRetry={reload} />}
      </Page>
    )
  }
  const { summary, document } = data
  const change = (next: Partial<ColumnFilter>) =>
    navigation.go({ view: 'drift', run, filter: { ...filter, ...next } }, 'replace')
  return (
    <Page
      title={summary.title}
      headline={<DriftHeadline run={run} document={document} />}
      actions={<ExportMenu run={run} />}
      filling
    >
      {filter.selected !== null && <SelectedColumn run={run} name={filter.selected} />}
      <RunFacts run={run} summary={summary} document={document} />
      <ColumnTable
        key={rowHeight}
        rowHeight={rowHeight}
        run={run}
        document={document}
        filter={filter}
        onChange={change}
        bar={<FilterBar document={document} filter={filter} onChange={change} />}
      />
    </Page>
  )
}
