import type { DriftDocument } from '#shared/contract/documents/drift.ts'
import type { Multivariate } from '#shared/contract/documents/multivariate.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useQuery, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Said } from '../../components/Said.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName, Rich } from '../../components/text.tsx'
import { formatRoute } from '../../stores/routes.ts'
import { CorrelationPairs } from './CorrelationPairs.tsx'
import { JointCards } from './JointCards.tsx'
import { jointHeadlineOf } from './joint.ts'
import styles from './together.module.css'
import { WeightBars } from './WeightBars.tsx'

/** The columns taken together: five tests on the rows as a whole, and what they go by. */
export function TogetherPage({ run }: { run: RunId }) {
  const t = useTranslator()
  const { data, error, reload } = useQuery('drift.get', { run })
  const title = t.text('together.title')
  if (data === undefined) {
    return (
      <Page title={title} headline={t.text(error === undefined ? 'together.loading' : 'drift.failed')}>
        {error === undefined ? <Skeleton lines={12} /> : <ErrorPanel error={error} onRetry={reload} />}
      </Page>
    )
  }
  const { multivariate } = data.document
  if (multivariate === undefined) {
    return (
      <Page title={title} headline={t.text('together.headline.older')}>
        <EmptyState title={t.text('together.older.todo')} />
      </Page>
    )
  }
  if (multivariate.reason !== null) {
    return (
      <Page title={title} headline={t.text('together.headline.no')}>
        <EmptyState title={t.said(multivariate.reason).text} />
      </Page>
    )
  }
  return (
    <Page title={title} headline={<Headline run={run} multivariate={multivariate} />}>
      <Together document={data.document} subject={data.summary.title} multivariate={multivariate} run={run} />
    </Page>
  )
}

function Headline({ run, multivariate }: { run: RunId; multivariate: Multivariate }) {
  const t = useTranslator()
  const headline = jointHeadlineOf(multivariate)
  switch (headline.kind) {
    case 'skipped':
      return <Said>{headline.reason}</Said>
    case 'agree':
      return t.text('together.headline.agree', { count: headline.tests })
    case 'moved':
      return (
        <>
          {t.text('together.headline.moved', {
            seen: t.numbers.count(headline.seen),
            count: headline.tests,
          })}
          {headline.most !== null && (
            <>
              {' '}
              <Rich
                message="together.headline.most"
                values={{
                  column: (
                    <a href={formatRoute({ view: 'column', run, column: headline.most })}>
                      <DataName>{headline.most}</DataName>
                    </a>
                  ),
                }}
              />
            </>
          )}
        </>
      )
  }
}

function Together({
  document,
  subject,
  multivariate,
  run,
}: {
  document: DriftDocument
  subject: string
  multivariate: Multivariate
  run: RunId
}) {
  const t = useTranslator()
  const headline = jointHeadlineOf(multivariate)
  const { columns, columns_left_out: left, imputed, correlation, classifier, warnings } = multivariate
  return (
    <>
      <div className={styles.lead}>
        {headline.kind === 'moved' && headline.correlations !== null && (
          <p>{t.text(headline.correlations ? 'together.joint' : 'together.marginal')}</p>
        )}
        <p className={styles.quiet} title={t.numbers.list(columns)}>
          {t.text('together.columns', { count: columns.length })}
          {left > 0 && ` ${t.text('together.left', { count: left })}`}
          {imputed.reference + imputed.current > 0 &&
            ` ${t.text('together.imputed', { baseline: imputed.reference, current: imputed.current })}`}
        </p>
      </div>
      {warnings.length > 0 && (
        <section className={styles.warnings} aria-labelledby="warnings">
          <h2 id="warnings">{t.text('together.warnings')}</h2>
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>
                <Said>{warning}</Said>
              </li>
            ))}
          </ul>
        </section>
      )}
      <JointCards multivariate={multivariate} />
      <div className={styles.charts}>
        {classifier !== null && classifier.weights.length > 0 && (
          <WeightBars run={run} document={document} subject={subject} weights={classifier.weights} />
        )}
        {correlation !== null && correlation.largest.length > 0 && (
          <CorrelationPairs subject={subject} correlation={correlation} />
        )}
      </div>
    </>
  )
}
