import type { PerformanceDocument } from '#shared/contract/documents/performance.ts'
import type { Params } from '#shared/contract/operations.ts'
import { useJob } from '../../api/use-job.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { join } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { ErrorPanel, Partial as PartialState, Skeleton } from '../../components/States.tsx'
import { formatRoute } from '../../stores/routes.ts'
import { Assumptions, Controls } from './Controls.tsx'
import { CostChart } from './CostChart.tsx'
import { CountedHistory } from './CountedHistory.tsx'
import { FairnessBoard } from './FairnessBoard.tsx'
import { FluxPanel } from './FluxPanel.tsx'
import { defaultWindow, performanceHeadline } from './headline.ts'
import { LabelsPanel } from './LabelsPanel.tsx'
import { MetricHistory, nameOf } from './MetricHistory.tsx'
import { COUNTED_METRICS, isMetric, METRIC_NAME, type Metric, metricText } from './metric-keys.ts'
import styles from './performance.module.css'
import { SegmentDots } from './SegmentDots.tsx'
import { SlicesPanel } from './SlicesPanel.tsx'
import { useCountedHistory } from './use-counted-history.ts'
import { useSplittingColumns } from './use-splitting-columns.ts'
import type { PerformancePlace } from './view.ts'
import { WindowMetrics } from './WindowMetrics.tsx'

/** How well a model does: metrics over time before and after labels, segments, costs, fairness, labels. */
export function PerformancePage(place: PerformancePlace) {
  const t = useTranslator()
  const { navigation } = useApp()
  const { data, error, running, progress, again } = useJob('performance.run', paramsOf(place))
  const columns = useSplittingColumns(place.model)
  const change = (part: Partial<PerformancePlace>) => {
    const { route } = navigation.getState()
    if (route.view === 'performance') navigation.go({ ...route, ...part }, 'replace')
  }
  const metric = data === undefined ? null : metricOf(place, data)
  return (
    <Page
      title={t.text('view.performance')}
      headline={
        data === undefined ? (
          t.text(error === undefined ? 'performance.loading' : 'view.performance')
        ) : (
          <Headline document={data} />
        )
      }
    >
      <Controls {...{ place, metric, columns }} document={data} onChange={change} />
      {error !== undefined && <ErrorPanel error={error} onRetry={again} />}
      {running && progress !== null && (
        <PartialState done={progress.done} total={progress.total}>
          {t.text('performance.loading')}
        </PartialState>
      )}
      {data === undefined && error === undefined && <BeforeRows place={place} />}
      {data !== undefined && (
        <div className={join(styles.sections, running && styles.stale)} aria-busy={running}>
          <Sections {...{ place, metric }} document={data} onChange={change} />
        </div>
      )}
    </Page>
  )
}

/** While the rows are read: what counts tell at once of the metric that is asked for. */
function BeforeRows({ place }: { place: PerformancePlace }) {
  const history = useCountedHistory(place)
  const metric = COUNTED_METRICS.find((one) => one === (place.metric ?? COUNTED_METRICS[0]))
  return (
    <>
      {history !== undefined && metric !== undefined && <CountedHistory history={history} metric={metric} />}
      <Skeleton lines={10} />
    </>
  )
}

function Sections({
  place,
  metric,
  document,
  onChange,
}: {
  place: PerformancePlace
  metric: Metric | null
  document: PerformanceDocument
  onChange(change: Partial<PerformancePlace>): void
}) {
  const t = useTranslator()
  const { windows, segments, cost, flux, fairness, estimate, notes, task, model } = document
  const at = Math.min(place.at ?? defaultWindow(windows), windows.length - 1)
  const record = metric === null ? undefined : estimate?.record[metric]
  const [first] = document.judged
  const bySegment = metric !== null && segments.some(({ metrics }) => metric in metrics) ? metric : first
  return (
    <>
      {metric !== null && (
        <MetricHistory
          source={{
            ...document,
            windows: windows.map((window) => ({
              ...window,
              isJudged: window.mature && window.part !== 'baseline',
            })),
          }}
          metric={metric}
          selected={at}
          hrefOf={(window) => formatRoute({ view: 'performance', ...place, at: window })}
        />
      )}
      {record !== undefined && metric !== null && (
        <p className={styles.quiet}>
          {t.text('performance.record', {
            count: record.windows,
            error: metricText(metric, record.mean_absolute_error, t.numbers),
            confirmed: t.numbers.count(record.confirmed),
          })}
        </p>
      )}
      <WindowMetrics {...{ document, at }} onChoose={(window) => onChange({ at: window })} />
      <div className={styles.pair}>
        {segments.length > 0 && bySegment !== undefined && isMetric(bySegment) && (
          <SegmentDots document={document} metric={bySegment} />
        )}
        <SlicesPanel slices={document.slices} task={task} />
      </div>
      {task === 'binary' && (
        <div className={styles.pair}>
          <div className={styles.sections}>
            <Assumptions
              key={`${place.threshold} ${place.falsePositive} ${place.falseNegative}`}
              place={place}
              document={document}
              onChange={onChange}
            />
            {flux.length > 0 && <FluxPanel flux={flux} currency={cost?.currency ?? null} />}
          </div>
          {cost === null ? (
            <section className={styles.panel}>
              <h2>{t.text('performance.cost')}</h2>
              <p className={styles.quiet}>{t.text('performance.cost.none')}</p>
            </section>
          ) : (
            <CostChart cost={cost} subject={model} />
          )}
        </div>
      )}
      {fairness.map((one) => (
        <FairnessBoard key={one.column} fairness={one} subject={model} />
      ))}
      {task === 'binary' && fairness.length === 0 && (
        <section className={styles.panel}>
          <h2>{t.text('performance.fairness.title')}</h2>
          <p className={styles.quiet}>{t.text('performance.fairness.empty')}</p>
        </section>
      )}
      <LabelsPanel document={document} />
      {notes.length > 0 && (
        <section className={styles.panel}>
          <h2>{t.text('performance.notes')}</h2>
          <ul className={styles.list}>
            {notes.map((note) => (
              <li key={note}>
                <Said>{note}</Said>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Headline({ document }: { document: PerformanceDocument }) {
  const t = useTranslator()
  const headline = performanceHeadline(document)
  const name = (metric: string) => (isMetric(metric) ? t.text(METRIC_NAME[metric]) : metric)
  switch (headline.kind) {
    case 'worse':
      return t.text('performance.headline.worse', {
        metric: name(headline.metric),
        value: metricText(headline.metric, headline.value, t.numbers),
        before: metricText(headline.metric, headline.before, t.numbers),
        when: nameOf(headline.window, t.numbers),
        worse: t.numbers.count(headline.worse),
        compared: t.numbers.count(headline.compared),
      })
    case 'steady':
      return t.text('performance.headline.steady', { count: headline.compared })
    case 'estimated':
      return t.text('performance.headline.estimated', {
        metric: name(headline.metric),
        value: metricText(headline.metric, headline.value, t.numbers),
        before: metricText(headline.metric, headline.before, t.numbers),
      })
    case 'insufficient':
      return (
        <span>
          <Said>{headline.reason}</Said>
        </span>
      )
  }
}

function metricOf(place: PerformancePlace, { windows, judged }: PerformanceDocument): Metric | null {
  const known = (name: string | null): name is Metric =>
    name !== null && isMetric(name) && windows.some(({ metrics }) => name in metrics)
  if (known(place.metric)) return place.metric
  const valued = judged.find(
    (name) => known(name) && windows.some(({ metrics }) => (metrics[name]?.value ?? null) !== null),
  )
  return [valued ?? null, ...judged].find(known) ?? null
}

function paramsOf(place: PerformancePlace): Params<'performance.run'> {
  const { falsePositive, falseNegative } = place
  return {
    source: { kind: 'model', model: place.model },
    estimate: true,
    ...(place.window === 'auto' ? {} : { window: place.window }),
    ...(place.by === null ? {} : { by: [place.by] }),
    ...(place.threshold === null ? {} : { thresholds: [place.threshold] }),
    ...(place.protectedColumn === null ? {} : { protected: [place.protectedColumn] }),
    ...(falsePositive === null || falseNegative === null
      ? {}
      : { costs: { false_positive: falsePositive, false_negative: falseNegative } }),
  }
}
