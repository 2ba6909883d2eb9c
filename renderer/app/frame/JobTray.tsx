import { ChevronUp, CircleAlert, CircleCheck, CircleSlash, LoaderCircle, X } from 'lucide-react'
import { useStore } from 'zustand'
import { toErrorShape } from '#shared/contract/errors.ts'
import type { JobView } from '#shared/contract/events.ts'
import { IconButton } from '../../components/Button.tsx'
import { Popover } from '../../components/Popover.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Said } from '../../components/Said.tsx'
import { DataName } from '../../components/text.tsx'
import { barOf, JOB_STATE, jobLine } from '../../views/job/progress-words.ts'
import { useApp, useConnection, useQuery, useTranslator } from '../context.ts'
import { JOB_KIND } from './job-kinds.ts'
import styles from './tray.module.css'

/** What is running, how fast, how long still; what ran before; and what the backend runs on. */
export function JobTray() {
  const { jobs } = useApp()
  const t = useTranslator()
  const all = useStore(jobs, (state) => state.jobs)
  const running = all.filter(({ state }) => state === 'running')
  const [first] = running
  return (
    <footer className={styles.tray}>
      <div className={styles.bar}>
        <Popover
          label={t.text('tray.history')}
          side="top"
          flush
          trigger={
            <button type="button" className={styles.toggle}>
              <ChevronUp size={14} aria-hidden="true" className={styles.chevron} />
              {running.length === 0 ? t.text('tray.idle') : t.text('tray.running', { count: running.length })}
            </button>
          }
        >
          <JobHistory jobs={all} />
        </Popover>
        <JobAnnouncer jobs={all} />
        {first !== undefined && <RunningJob job={first} />}
        <BackendLine />
      </div>
    </footer>
  )
}

function JobHistory({ jobs }: { jobs: readonly JobView[] }) {
  const t = useTranslator()
  if (jobs.length === 0) return <p className={styles.nothing}>{t.text('tray.never')}</p>
  return (
    <ul className={styles.history}>
      {jobs.map((job) => (
        <JobRow key={job.job} job={job} />
      ))}
    </ul>
  )
}

/** Says to screen readers when a job begins to run or ends; its progress would be said too often. */
function JobAnnouncer({ jobs }: { jobs: readonly JobView[] }) {
  const t = useTranslator()
  const [newest] = jobs.toSorted((a, b) => timeOf(b) - timeOf(a))
  return (
    <p className="visually-hidden" role="status">
      {newest !== undefined && (
        <>
          <bdi>{t.said(newest.title).text}</bdi>: {t.text(JOB_STATE[newest.state])}
        </>
      )}
    </p>
  )
}

function timeOf({ ended_at, started_at }: JobView): number {
  return Date.parse(ended_at ?? started_at)
}

function RunningJob({ job }: { job: JobView }) {
  const t = useTranslator()
  const cancel = useCancel()
  return (
    <div className={styles.running}>
      <span className={styles.title}>
        <DataName clip>{t.said(job.title).text}</DataName>
      </span>
      <span className={styles.meter}>
        <Progress {...barOf(job.progress)} label={t.said(job.title).text} />
      </span>
      <span className={styles.words}>{jobLine(t, job.progress)}</span>
      <IconButton
        small
        label={t.text('tray.cancel', { title: t.said(job.title).text })}
        icon={<X size={14} />}
        onClick={() => cancel(job)}
      />
    </div>
  )
}

function JobRow({ job }: { job: JobView }) {
  const t = useTranslator()
  const cancel = useCancel()
  const title = t.said(job.title).text
  const kind = JOB_KIND[job.operation]
  const seconds =
    job.ended_at === null ? null : (Date.parse(job.ended_at) - Date.parse(job.started_at)) / 1000
  return (
    <li className={styles.row}>
      <StateIcon state={job.state} />
      <div className={styles.rowText}>
        <DataName clip>{title}</DataName>
        <span className={styles.rowDetail}>
          {kind !== undefined && t.text(kind) !== title && `${t.text(kind)} · `}
          {t.text(JOB_STATE[job.state])}
          {job.state === 'running' && job.progress !== null && ` · ${jobLine(t, job.progress)}`}
          {seconds !== null && job.state !== 'running' && ` · ${t.numbers.duration(seconds)}`}
          {' · '}
          {t.numbers.ago(job.started_at, Date.now())}
        </span>
        {job.error !== null && job.state === 'failed' && (
          <span className={styles.rowDetail}>
            <Said>{job.error.message}</Said> <Said>{job.error.mend}</Said>
          </span>
        )}
      </div>
      {job.state === 'running' && (
        <IconButton
          small
          label={t.text('tray.cancel', { title: t.said(job.title).text })}
          icon={<X size={14} />}
          onClick={() => cancel(job)}
        />
      )}
    </li>
  )
}

function StateIcon({ state }: { state: JobView['state'] }) {
  switch (state) {
    case 'running':
      return <LoaderCircle size={16} aria-hidden="true" className={styles.spin} />
    case 'done':
      return <CircleCheck size={16} aria-hidden="true" className={styles.good} />
    case 'failed':
      return <CircleAlert size={16} aria-hidden="true" className={styles.bad} />
    case 'cancelled':
      return <CircleSlash size={16} aria-hidden="true" />
  }
}

function BackendLine() {
  const t = useTranslator()
  const connection = useConnection()
  const { data } = useQuery('app.capabilities', {})
  if (connection.kind !== 'connected' || data === undefined) {
    return <span className={styles.backend}>{t.text('tray.connecting')}</span>
  }
  return (
    <span className={styles.backend} title={data.workspace}>
      {t.text('tray.backend', { count: data.workers, version: data.version })}
    </span>
  )
}

function useCancel(): (job: JobView) => void {
  const { jobs, notices } = useApp()
  return (job) => {
    jobs.cancel(job.job).catch((error: unknown) => notices.showError(toErrorShape(error)))
  }
}
