import { ArrowUp, X } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import { useStore } from 'zustand'
import type { ColumnAuditDocument } from '#shared/contract/documents/column-audit.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import type { JobProgress } from '#shared/contract/events.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { useViewAction } from '../../commands/view-actions.ts'
import { Button, buttonClass } from '../../components/Button.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Said } from '../../components/Said.tsx'
import { EmptyState, ErrorPanel } from '../../components/States.tsx'
import { DataName, Rich } from '../../components/text.tsx'
import { VERDICT_LABEL } from '../../components/VerdictMark.tsx'
import { formatRoute } from '../../stores/routes.ts'
import { jobLine } from '../job/progress-words.ts'
import styles from './audit.module.css'
import { BinningsTable } from './BinningsTable.tsx'
import { ConventionStrip } from './ConventionStrip.tsx'
import { PoliciesTable } from './PoliciesTable.tsx'
import { verdictsOf } from './readings.ts'

/** One column under every convention: what others would have said, and why. */
export function AuditPage({ run, column }: { run: RunId; column: string }) {
  const { columnAudits } = useApp()
  const t = useTranslator()
  const state = useStore(columnAudits, (states) => states[columnAudits.key(run, column)])
  useEffect(() => columnAudits.ensure(run, column), [columnAudits, run, column])
  const title = `${column} · ${t.text('others.title')}`
  const actions = <Up run={run} column={column} />
  const name = <DataName>{column}</DataName>
  if (state === undefined || state.kind === 'running') {
    return (
      <Page title={title} headline={<Rich message="others.running" values={{ name }} />} actions={actions}>
        <Running run={run} column={column} progress={state?.progress ?? null} />
      </Page>
    )
  }
  switch (state.kind) {
    case 'cancelled':
      return (
        <Page
          title={title}
          headline={<Rich message="others.cancelled" values={{ name }} />}
          actions={actions}
        >
          <p>
            <Button onClick={() => columnAudits.restart(run, column)}>{t.text('others.again')}</Button>
          </p>
        </Page>
      )
    case 'failed':
      return (
        <Page title={title} headline={<Rich message="others.failed" values={{ name }} />} actions={actions}>
          <ErrorPanel error={state.error} onRetry={() => columnAudits.restart(run, column)} />
        </Page>
      )
    case 'done':
      return (
        <Page title={title} headline={<Headline audit={state.audit} />} actions={actions}>
          <Audit run={run} audit={state.audit} />
        </Page>
      )
  }
}

function Running({ run, column, progress }: { run: RunId; column: string; progress: JobProgress | null }) {
  const { columnAudits, notices } = useApp()
  const t = useTranslator()
  return (
    <section className={styles.running} aria-label={t.text('others.title')}>
      <p role="status">{jobLine(t, progress)}</p>
      <Progress done={progress?.done ?? 0} total={progress?.total ?? null} label={t.text('others.title')} />
      <Button
        onClick={() =>
          void columnAudits
            .cancel(run, column)
            .catch((error: unknown) => notices.showError(toErrorShape(error)))
        }
      >
        <X size={16} aria-hidden="true" />
        {t.text('action.cancel')}
      </Button>
    </section>
  )
}

function Headline({ audit }: { audit: ColumnAuditDocument }) {
  const t = useTranslator()
  const verdicts = verdictsOf(audit)
  const count = t.numbers.count(audit.policies.length)
  const name = <DataName>{audit.column}</DataName>
  const [only] = verdicts
  if (verdicts.length === 1 && only !== undefined) {
    const verdict = t.text(VERDICT_LABEL[only]).toLocaleLowerCase(t.language)
    return <Rich message="others.headline.agree" values={{ count, name, verdict }} />
  }
  return (
    <Rich
      message="others.headline.differ"
      values={{ count, name, verdicts: t.numbers.count(verdicts.length) }}
    />
  )
}

function Audit({ run, audit }: { run: RunId; audit: ColumnAuditDocument }) {
  const t = useTranslator()
  const { data } = useQuery('drift.get', { run })
  return (
    <>
      <section className={styles.section} aria-labelledby="disagreements">
        <h2 id="disagreements">{t.text('others.disagreements')}</h2>
        {audit.disagreements.length === 0 ? (
          <EmptyState title={t.text('others.agree')} />
        ) : (
          <ul className={styles.words}>
            {audit.disagreements.map((words) => (
              <li key={words}>
                <Said>{sentence(words)}</Said>
              </li>
            ))}
          </ul>
        )}
      </section>
      <PoliciesTable policies={audit.policies} used={data?.document.policy} />
      <ConventionStrip audit={audit} />
      <BinningsTable audit={audit} />
    </>
  )
}

function sentence(words: string): string {
  const said = words.charAt(0).toUpperCase() + words.slice(1)
  return /[.!?]$/.test(said) ? said : `${said}.`
}

function Up({ run, column }: { run: RunId; column: string }) {
  const t = useTranslator()
  const up = formatRoute({ view: 'column', run, column })
  const goUp = useCallback(() => {
    window.location.hash = up
  }, [up])
  useViewAction('up', goUp)
  return (
    <a className={buttonClass('plain')} href={up} title={`${t.text('others.up')} (U)`}>
      <ArrowUp size={16} aria-hidden="true" />
      {t.text('others.up')}
    </a>
  )
}
