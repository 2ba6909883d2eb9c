import type { DriftDocument, QualitySeverity } from '#shared/contract/documents/drift.ts'
import type { ImportDocument } from '#shared/contract/documents/import.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useQuery, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { boardOf } from './board.ts'
import { Findings } from './Findings.tsx'
import { QualityTiles } from './QualityTiles.tsx'
import styles from './quality.module.css'
import { RejectedRows } from './RejectedRows.tsx'
import { SeverityFilter } from './SeverityFilter.tsx'

/** Whether the data itself can be trusted: what was looked at, what was found, and the rows that were kept aside. */
export function QualityPage({
  run,
  page,
  severities,
}: {
  run: RunId
  page: number
  severities: readonly QualitySeverity[]
}) {
  const t = useTranslator()
  const { data, error, reload } = useQuery('drift.get', { run })
  if (data === undefined) {
    return (
      <Page
        title={t.text('quality.title')}
        headline={t.text(error === undefined ? 'quality.loading' : 'drift.failed')}
      >
        {error === undefined ? <Skeleton /> : <ErrorPanel error={error} onRetry={reload} />}
      </Page>
    )
  }
  const { quality } = data.document
  return (
    <Page
      title={t.text('quality.title')}
      headline={
        quality.length === 0
          ? t.text('quality.headline.none')
          : t.text('quality.headline', { count: quality.length })
      }
    >
      <Board run={run} page={page} severities={severities} document={data.document} imports={data.imports} />
      <RejectedRows run={run} page={page} severities={severities} />
    </Page>
  )
}

function Board({
  run,
  page,
  severities,
  document,
  imports,
}: {
  run: RunId
  page: number
  severities: readonly QualitySeverity[]
  document: DriftDocument
  imports: readonly ImportDocument[]
}) {
  const t = useTranslator()
  const { quality } = document
  const shown = quality.filter(({ severity }) => severities.length === 0 || severities.includes(severity))
  return (
    <>
      <QualityTiles groups={boardOf(quality, imports)} />
      <section className={styles.section} aria-labelledby="findings">
        <header className={styles.head}>
          <h2 id="findings">{t.text('quality.findings')}</h2>
          {quality.length > 0 && (
            <SeverityFilter run={run} page={page} findings={quality} severities={severities} />
          )}
        </header>
        {quality.length === 0 ? (
          <EmptyState title={t.text('quality.none')} />
        ) : shown.length === 0 ? (
          <EmptyState title={t.text('board.none')} />
        ) : (
          boardOf(shown, imports)
            .filter(({ findings }) => findings.length > 0)
            .map(({ group, findings }) => (
              <Findings key={group} run={run} group={group} findings={findings} document={document} />
            ))
        )}
      </section>
    </>
  )
}
