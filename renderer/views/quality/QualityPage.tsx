import type { QualityFinding } from '#shared/contract/documents/drift.ts'
import type { RunId } from '#shared/domain/ids.ts'
import type { Verdict } from '#shared/domain/verdict.ts'
import { useQuery, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName } from '../../components/text.tsx'
import { VerdictMark } from '../../components/VerdictMark.tsx'
import type { MessageKey } from '../../i18n/english.ts'
import { formatRoute } from '../../stores/routes.ts'
import styles from './quality.module.css'
import { RejectedRows } from './RejectedRows.tsx'

const SEVERITY = {
  high: 'severity.high',
  moderate: 'severity.moderate',
  low: 'severity.low',
  info: 'severity.info',
} as const satisfies Record<QualityFinding['severity'], MessageKey>
const SEVERITIES = ['high', 'moderate', 'low', 'info'] as const
const MARK: Record<QualityFinding['severity'], Verdict> = {
  high: 'high',
  moderate: 'moderate',
  low: 'low',
  info: 'none',
}

/** Whether the data itself can be trusted: findings about it, and the rows that were kept aside. */
export function QualityPage({ run, page }: { run: RunId; page: number }) {
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
  const findings = [...data.document.quality].sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  )
  return (
    <Page
      title={t.text('quality.title')}
      headline={
        findings.length === 0
          ? t.text('quality.headline.none')
          : t.text('quality.headline', { count: findings.length })
      }
    >
      <section className={styles.section} aria-labelledby="findings">
        <h2 id="findings">{t.text('quality.findings')}</h2>
        {findings.length === 0 ? (
          <EmptyState title={t.text('quality.none')} />
        ) : (
          <ul className={styles.findings}>
            {findings.map((finding) => (
              <li key={`${finding.code} ${finding.column} ${finding.detail}`} className={styles.finding}>
                <span className={styles.severity}>
                  <VerdictMark verdict={MARK[finding.severity]} />
                  {t.text(SEVERITY[finding.severity])}
                </span>
                <span className={styles.subject}>
                  {finding.column === null ? (
                    t.text('quality.log')
                  ) : (
                    <a href={formatRoute({ view: 'column', run, column: finding.column })}>
                      <DataName clip>{finding.column}</DataName>
                    </a>
                  )}
                </span>
                <span className={styles.detail} lang="en" dir="auto">
                  {finding.detail}
                </span>
                <code className={styles.code}>{finding.code}</code>
              </li>
            ))}
          </ul>
        )}
      </section>
      <RejectedRows run={run} page={page} />
    </Page>
  )
}
