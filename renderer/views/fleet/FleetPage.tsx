import type { FleetDocument, FleetModeView } from '#shared/contract/documents/fleet.ts'
import { useJob } from '../../api/use-job.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Said } from '../../components/Said.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName } from '../../components/text.tsx'
import { VerdictMark } from '../../components/VerdictMark.tsx'
import { DependencyGraph } from './DependencyGraph.tsx'
import { ErrorMatrix } from './ErrorMatrix.tsx'
import { FleetTimeline } from './FleetTimeline.tsx'
import styles from './fleet.module.css'

/** How the models of the workspace fail together. */
export function FleetPage({ at }: { at: number | null }) {
  const t = useTranslator()
  const { navigation } = useApp()
  const { data, error, again } = useJob('fleet.run', { source: { kind: 'workspace' } })
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
        <Shared document={data} />
        <Calendar document={data} />
      </div>
      <Queue document={data} />
    </Page>
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

function Survival({ document }: { document: FleetDocument }) {
  const t = useTranslator()
  if (document.survival === null) return null
  return (
    <section className={styles.panel}>
      <h2>{t.text('fleet.survival')}</h2>
      <table className={styles.plain}>
        <thead>
          <tr>
            <th scope="col">{t.text('fleet.survival.removed')}</th>
            <th scope="col">{t.text('fleet.survival.mean')}</th>
            <th scope="col">{t.text('fleet.survival.worst')}</th>
            <th scope="col">{t.text('fleet.survival.who')}</th>
          </tr>
        </thead>
        <tbody>
          {document.survival.map(({ removed, mean, worst, worst_removed: without }) => (
            <tr key={removed}>
              <th scope="row">{t.numbers.count(removed)}</th>
              <td>{t.numbers.share(mean)}</td>
              <td>{t.numbers.share(worst)}</td>
              <td>{without.length === 0 ? '—' : t.numbers.list(without)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Shared({ document }: { document: FleetDocument }) {
  const t = useTranslator()
  return (
    <section className={styles.panel}>
      <h2>{t.text('fleet.shared')}</h2>
      {document.shared.length === 0 ? (
        <p className={styles.quiet}>{t.text('fleet.shared.none')}</p>
      ) : (
        <ul>
          {document.shared.map(({ kind, name, models }) => (
            <li key={`${kind} ${name}`}>
              <span className={styles.quiet}>{kindWord(t, kind)}</span> <DataName>{name}</DataName>:{' '}
              {t.numbers.list(models)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const SHOWN_RETRAINS = 6

/** Retrains of the same models, one line for all of their times. */
function Calendar({ document }: { document: FleetDocument }) {
  const t = useTranslator()
  const groups = Object.values(
    Object.groupBy(document.calendar.collisions, ({ models }) => models.join('\u0000')),
  ).flatMap((group) => (group === undefined ? [] : [group]))
  return (
    <section className={styles.panel}>
      <h2>{t.text('fleet.calendar')}</h2>
      {groups.length === 0 ? (
        <p className={styles.quiet}>{t.text('fleet.calendar.none')}</p>
      ) : (
        <ul>
          {groups.map((group) => (
            <li key={group[0].models.join(' ')}>
              {t.numbers.list(group[0].models)}
              {group[0].shared.length > 0 && (
                <span className={styles.quiet}>
                  {' '}
                  ({t.numbers.list(group[0].shared.map((one) => sharedWords(t, one)))})
                </span>
              )}
              <ul className={styles.times}>
                {group.slice(0, SHOWN_RETRAINS).map(({ at }) => (
                  <li key={at}>{t.numbers.time(at, 'UTC')}</li>
                ))}
                {group.length > SHOWN_RETRAINS && (
                  <li className={styles.quiet}>
                    {t.text('fleet.calendar.more', { count: group.length - SHOWN_RETRAINS })}
                  </li>
                )}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const KINDS = {
  data_source: 'fleet.kind.data_source',
  feature_source: 'fleet.kind.feature_source',
  vendor: 'fleet.kind.vendor',
  architecture: 'fleet.kind.architecture',
  upstream: 'fleet.kind.upstream',
} as const

function kindWord(t: ReturnType<typeof useTranslator>, kind: string): string {
  return kind in KINDS ? t.text(KINDS[kind as keyof typeof KINDS]) : kind
}

/** "vendor: Northwind" in the words of the language. */
function sharedWords(t: ReturnType<typeof useTranslator>, shared: string): string {
  const end = shared.indexOf(': ')
  return end < 0 ? shared : `${kindWord(t, shared.slice(0, end))}${shared.slice(end)}`
}

function Queue({ document }: { document: FleetDocument }) {
  const t = useTranslator()
  if (document.disagreements.length === 0) return null
  return (
    <section className={styles.panel}>
      <h2>{t.text('fleet.queue')}</h2>
      <p className={styles.quiet}>{t.text('fleet.queue.count', { count: document.disagreement_rows })}</p>
      <ScrollRegion className={styles.scroll} aria-label={t.text('fleet.queue')}>
        <table className={styles.plain}>
          <thead>
            <tr>
              <th scope="col">{t.text('fleet.timeline.model')}</th>
              <th scope="col">{t.text('fleet.graph.time')}</th>
              <th scope="col">{t.text('fleet.queue.confidence')}</th>
              <th scope="col">{t.text('fleet.queue.prediction')}</th>
              <th scope="col">{t.text('fleet.queue.human')}</th>
            </tr>
          </thead>
          <tbody>
            {document.disagreements.slice(0, 50).map(({ model, row, at, confidence, prediction, human }) => (
              <tr key={`${model} ${row}`}>
                <th scope="row">
                  <DataName>{model}</DataName>
                </th>
                <td>{at === null ? '—' : t.numbers.time(at, 'UTC')}</td>
                <td>{confidence === null ? '—' : t.numbers.measure(confidence)}</td>
                <td>
                  <DataName>{prediction}</DataName>
                </td>
                <td>
                  <DataName>{human}</DataName>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}
