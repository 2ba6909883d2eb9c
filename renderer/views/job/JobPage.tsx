import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import type { JobView } from '#shared/contract/events.ts'
import { OPERATIONS } from '#shared/contract/operations.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Button, buttonClass } from '../../components/Button.tsx'
import { Progress } from '../../components/Progress.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName } from '../../components/text.tsx'
import { DEFAULT_FILTER } from '../drift/filter.ts'
import styles from './job.module.css'
import { amountWords, barOf, JOB_STAGE } from './progress-words.ts'

/** A comparison on its way. Its link survives a reload: the job is found again by its id. */
export function JobPage({ job }: { job: JobId }) {
  const { jobs } = useApp()
  const t = useTranslator()
  const view = useStore(jobs, (state) => state.jobs.find((known) => known.job === job))
  const complete = useStore(jobs, (state) => state.complete)
  if (view === undefined) {
    return (
      <Page title={t.text('job.title')} headline={t.text(complete ? 'job.unknown' : 'job.title')}>
        {complete ? <BackLink /> : <Skeleton />}
      </Page>
    )
  }
  switch (view.state) {
    case 'running':
      return <Running view={view} />
    case 'done':
      return <Done view={view} />
    case 'cancelled':
      return (
        <Page title={t.text('job.title')} headline={t.text('job.cancelled.headline')}>
          <p>{t.text('job.cancelled.todo')}</p>
          <BackLink />
        </Page>
      )
    case 'failed':
      return (
        <Page title={t.text('job.title')} headline={t.text('job.failed.headline')}>
          {view.error !== null && <ErrorPanel error={view.error} />}
          <BackLink />
        </Page>
      )
  }
}

function Running({ view }: { view: JobView }) {
  const { jobs, notices } = useApp()
  const t = useTranslator()
  const { progress } = view
  return (
    <Page
      title={t.text('job.title')}
      headline={
        <>
          {t.text('job.running.headline')} <DataName>{t.said(view.title).text}</DataName>
        </>
      }
    >
      <section className={styles.card} aria-label={t.text('job.title')}>
        <p className={styles.stage} role="status">
          {progress === null ? t.text('job.starting') : t.text(JOB_STAGE[progress.stage])}
        </p>
        {progress !== null && progress.subject !== '' && (
          <p className={styles.subject}>
            <DataName clip>{progress.subject}</DataName>
          </p>
        )}
        <Progress {...barOf(progress)} label={t.said(view.title).text} />
        {progress !== null && (
          <dl className={styles.facts}>
            {progress.unit !== 'steps' && (
              <Fact name={t.text('job.fact.amount')} value={amountWords(t, progress)} />
            )}
            {progress.rows_per_second !== null && (
              <Fact
                name={t.text('job.fact.rate')}
                value={t.text('job.rate', { rate: t.numbers.rate(progress.rows_per_second) })}
              />
            )}
            {progress.seconds_left !== null && (
              <Fact
                name={t.text('job.fact.left')}
                value={t.numbers.duration(Math.max(1, progress.seconds_left))}
              />
            )}
          </dl>
        )}
        <Button
          onClick={() =>
            void jobs.cancel(view.job).catch((error: unknown) => notices.showError(toErrorShape(error)))
          }
        >
          <X size={16} aria-hidden="true" />
          {t.text('action.cancel')}
        </Button>
      </section>
    </Page>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** Goes on to what the job made, in place of the job in the history. */
function Done({ view }: { view: JobView }) {
  const { client, navigation } = useApp()
  const t = useTranslator()
  const [error, setError] = useState<ErrorShape | null>(null)
  useEffect(() => {
    let here = true
    client
      .query('jobs.result', { job: view.job })
      .then(({ result }) => {
        const run = OPERATIONS['drift.run'].result.parse(result).run
        if (here) navigation.go({ view: 'drift', run, filter: DEFAULT_FILTER }, 'replace')
      })
      .catch((failure: unknown) => {
        if (here) setError(toErrorShape(failure))
      })
    return () => {
      here = false
    }
  }, [client, navigation, view.job])
  return (
    <Page title={t.text('job.title')} headline={t.text('job.done')}>
      {error === null ? <Skeleton /> : <ErrorPanel error={error} />}
      {error !== null && <BackLink />}
    </Page>
  )
}

function BackLink() {
  const { comparison } = useApp()
  const t = useTranslator()
  const kept = useStore(comparison, (state) => state.reference.files.length > 0)
  return (
    <p>
      <a className={buttonClass('plain')} href={kept ? '#/mapping' : '#/'}>
        {t.text(kept ? 'job.back.files' : 'unknown.start')}
      </a>
    </p>
  )
}
