import { ArrowRight } from 'lucide-react'
import type { DriftDocument } from '#shared/contract/documents/drift.ts'
import type { RunSummary } from '#shared/contract/operations.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useTranslator } from '../../app/context.ts'
import { DataName, Figure, TermButton } from '../../components/text.tsx'
import { VerdictLabel } from '../../components/VerdictMark.tsx'
import { formatRoute } from '../../stores/routes.ts'
import styles from './facts.module.css'

/** The comparison in one line each: verdict, both sides, what was found about the data, how it was computed. */
export function RunFacts({
  run,
  summary,
  document,
}: {
  run: RunId
  summary: RunSummary
  document: DriftDocument
}) {
  const t = useTranslator()
  const { quality, engine, policy } = document
  return (
    <dl className={styles.facts}>
      <div>
        <dt>
          <TermButton term="verdict" />
        </dt>
        <dd>
          <VerdictLabel verdict={document.summary.verdict} />
        </dd>
      </div>
      <div className={styles.wide}>
        <dt>
          <TermButton term="baseline" /> <ArrowRight size={12} aria-hidden="true" />{' '}
          <TermButton term="current" />
        </dt>
        <dd className={styles.sides}>
          <span className={styles.side}>
            <DataName clip>{summary.reference}</DataName>
          </span>
          <span className={styles.rows}>
            <Figure
              value={document.reference.rows}
              shown={t.text('rows', { count: document.reference.rows })}
            />
          </span>
          <ArrowRight size={12} aria-hidden="true" />
          <span className={styles.side}>
            <DataName clip>{summary.current}</DataName>
          </span>
          <span className={styles.rows}>
            <Figure value={document.current.rows} shown={t.text('rows', { count: document.current.rows })} />
          </span>
        </dd>
      </div>
      <div>
        <dt>{t.text('drift.fact.quality')}</dt>
        <dd>
          <a href={formatRoute({ view: 'quality', run, page: 1, severities: [] })}>
            {quality.length === 0
              ? t.text('drift.fact.quality.none')
              : t.text('findings', { count: quality.length })}
          </a>
        </dd>
      </div>
      <div>
        <dt>{t.text('drift.fact.rule')}</dt>
        <dd>
          <a href={formatRoute({ view: 'inputs', run })}>
            <DataName>{policy}</DataName>
          </a>
          {' · '}
          {t.numbers.duration(engine.seconds)}
        </dd>
      </div>
    </dl>
  )
}
