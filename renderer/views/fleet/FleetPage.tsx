import type { FleetDocument, FleetModeView } from '#shared/contract/documents/fleet.ts'
import { useJob } from '../../api/use-job.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { buttonClass } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { useFewFirst } from '../../components/use-few-first.tsx'
import { VerdictMark } from '../../components/VerdictMark.tsx'
import { Bulkheads } from './Bulkheads.tsx'
import { DependencyGraph } from './DependencyGraph.tsx'
import { DisagreementQueue } from './DisagreementQueue.tsx'
import { ErrorMatrix } from './ErrorMatrix.tsx'
import { FleetTimeline } from './FleetTimeline.tsx'
import styles from './fleet.module.css'
import { RetrainCalendar } from './RetrainCalendar.tsx'
import { SharedDependencies } from './SharedDependencies.tsx'
import { Survival } from './Survival.tsx'
import { Traffic } from './Traffic.tsx'

const MOST_NOTES = 12

/** How the models of the workspace fail together. */
export function FleetPage({ at }: { at: number | null }) {
  const t = useTranslator()
  const { navigation } = useApp()
  const { data, error, again } = useJob('fleet.run', { source: { kind: 'workspace' } })
  if (error?.code === 'NOTHING_TO_COMPARE') {
    return (
      <Page title={t.text('view.fleet')} headline={t.text('models.none')}>
        <EmptyState title={t.text('models.none.todo')}>
          <a className={buttonClass('primary')} href="#/">
            {t.text('unknown.start')}
          </a>
        </EmptyState>
      </Page>
    )
  }
  if (data === undefined) {
    return (
      <Page
        title={t.text('view.fleet')}
        headline={t.text(error === undefined ? 'fleet.loading' : 'fleet.failed')}
      >
        {error === undefined ? <Skeleton lines={10} /> : <ErrorPanel error={error} onRetry={again} />}
      </Page>
    )
  }
  const fired = data.modes.filter((mode) => mode.fired)
  const step = Math.min(at ?? data.timeline.length - 1, Math.max(0, data.timeline.length - 1))
  return (
    <Page
      title={t.text('view.fleet')}
      headline={
        fired.length === 0
          ? t.text('fleet.headline.calm', { count: data.models.length })
          : t.text('fleet.headline.fired', {
              count: fired.length,
              modes: t.numbers.list(fired.map(({ mode }) => t.text(`fleet.mode.${mode}`))),
            })
      }
    >
      <ul className={styles.modes}>
        {data.modes.map((mode) => (
          <Mode key={mode.mode} mode={mode} />
        ))}
      </ul>
      <DependencyGraph
        document={data}
        at={step}
        onMove={(next) => navigation.go({ view: 'fleet', at: next }, 'replace')}
      />
      <FleetTimeline document={data} at={step} />
      <div className={styles.panels}>
        <ErrorMatrix document={data} />
        <Survival document={data} />
        <Traffic document={data} />
        <Bulkheads document={data} />
        <SharedDependencies document={data} />
      </div>
      <RetrainCalendar document={data} />
      <DisagreementQueue document={data} />
      <Notes document={data} />
    </Page>
  )
}

/** What was noticed on the way, and where it was computed. */
function Notes({ document: { notes, engine } }: { document: FleetDocument }) {
  const t = useTranslator()
  const { shown, toggle } = useFewFirst(notes, MOST_NOTES)
  return (
    <section className={styles.panel}>
      <h2>{t.text('fleet.notes')}</h2>
      <ul>
        {shown.map((note) => (
          <li key={note}>
            <Said>{note}</Said>
          </li>
        ))}
        <li>
          {t.text(`fleet.computed.${engine.backend}`)}
          {typeof engine.backend_reason === 'string' && (
            <>
              {' '}
              <Said>{engine.backend_reason}</Said>
            </>
          )}
        </li>
      </ul>
      <div>{toggle}</div>
    </section>
  )
}

function Mode({ mode }: { mode: FleetModeView }) {
  const t = useTranslator()
  const state = mode.fired ? 'fleet.seen' : mode.reason === null ? 'fleet.unseen' : 'fleet.untested'
  return (
    <li className={styles.mode}>
      <h2>
        <VerdictMark
          verdict={mode.fired ? 'high' : mode.reason === null ? 'none' : 'insufficient'}
          size={16}
        />
        {t.text(`fleet.mode.${mode.mode}`)}
        <span className={styles.quiet}>{t.text(state)}</span>
      </h2>
      <p>
        <Said>{mode.explanation}</Said>
      </p>
    </li>
  )
}
