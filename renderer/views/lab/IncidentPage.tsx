import { FolderOpen, Pause, Play, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { ScenarioResult } from '#shared/contract/documents/scenario.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import { useJob } from '../../api/use-job.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Button } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import { NO_SELECTION } from '../../stores/selections.ts'
import { type Course, courseOf, knownBy } from './course.ts'
import { IncidentChart } from './IncidentChart.tsx'
import styles from './lab.module.css'
import { scenarioFacts } from './scenario-facts.ts'
import { TruthTable } from './TruthTable.tsx'
import { usePlayhead } from './use-playhead.ts'

/** Rows of an incident that is played: enough for every monitor, few enough to be there in seconds. */
const ROWS = 20_000

/** One incident on its own time: what each monitor said when, and at the end what was true. */
export function IncidentPage({ name, seed }: { name: string; seed: number }) {
  const t = useTranslator()
  const { data, error, again } = useJob('scenarios.run', { name, seed, rows: ROWS })
  const { data: library } = useQuery('scenarios.list', {})
  const known = library?.scenarios.find((scenario) => scenario.name === name)
  const result = data?.scenarios[0]
  const course = result === undefined ? null : courseOf(result)
  return (
    <Page
      title={known === undefined ? name : t.said(known.title).text}
      headline={known === undefined ? name : <Said>{known.title}</Said>}
      actions={<OpenHere name={name} seed={seed} />}
    >
      {known !== undefined && (
        <>
          <p className={styles.facts}>{scenarioFacts(t, known, ROWS)}</p>
          <p className={styles.lead}>
            <Said>{known.story}</Said>
          </p>
        </>
      )}
      {error !== undefined && <ErrorPanel error={error} onRetry={again} />}
      {result === undefined && error === undefined && <Skeleton lines={10} label={t.text('lab.preparing')} />}
      {result !== undefined && course !== null && <Replay result={result} course={course} />}
    </Page>
  )
}

function Replay({ result, course }: { result: ScenarioResult; course: Course }) {
  const t = useTranslator()
  const { at, playing, toggle, seek } = usePlayhead()
  const time = course.from + (course.to - course.from) * at
  const done = at >= 1
  const fired = knownBy(course, time)
  const [newest] = fired
  const label = t.numbers.time(new Date(time).toISOString(), 'UTC')
  return (
    <>
      <div className={styles.player}>
        <Button look="primary" onClick={toggle}>
          {playing ? (
            <Pause size={16} aria-hidden="true" />
          ) : done ? (
            <RotateCcw size={16} aria-hidden="true" />
          ) : (
            <Play size={16} aria-hidden="true" />
          )}
          {t.text(playing ? 'lab.pause' : done ? 'lab.again' : 'lab.play')}
        </Button>
        <input
          className={styles.time}
          type="range"
          min={0}
          max={1000}
          value={Math.round(at * 1000)}
          aria-label={t.text('lab.time')}
          aria-valuetext={label}
          onChange={(event) => seek(Number(event.currentTarget.value) / 1000)}
        />
        <output className={styles.clock}>{t.text('lab.clock', { time: label })}</output>
      </div>
      <p className={styles.known} aria-live={playing ? 'off' : 'polite'}>
        {newest === undefined
          ? t.text('lab.known.nothing')
          : t.text('lab.known', { count: fired.length, subject: t.said(newest.outcome.subject).text })}
      </p>
      <IncidentChart course={course} time={time} revealed={done} subject={result.name} onSeek={seek} />
      {done ? <TruthTable result={result} /> : <p className={styles.hidden}>{t.text('lab.hidden')}</p>}
    </>
  )
}

/** Imports the incident's models into this workspace, to be looked at with every view. */
function OpenHere({ name, seed }: { name: string; seed: number }) {
  const { client, navigation, notices } = useApp()
  const t = useTranslator()
  const [busy, setBusy] = useState(false)
  const open = () => {
    setBusy(true)
    client
      .job('scenarios.open', { name, seed, rows: ROWS })
      .result.then(
        ({ models: [model] }) => {
          if (model === undefined) navigation.go({ view: 'models' })
          else navigation.go({ view: 'overview', model, selection: NO_SELECTION })
        },
        (failure: unknown) => notices.showError(toErrorShape(failure)),
      )
      .finally(() => setBusy(false))
  }
  return (
    <Button onClick={open} disabledBecause={busy ? t.text('lab.opening') : undefined} aria-busy={busy}>
      <FolderOpen size={16} aria-hidden="true" />
      {t.text('lab.open')}
    </Button>
  )
}
