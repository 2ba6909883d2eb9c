import type { PerformanceDocument, PerformanceWindow } from '#shared/contract/documents/performance.ts'
import { useTranslator } from '../../app/context.ts'
import { Explain } from '../../components/Explain.tsx'
import { Said } from '../../components/Said.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { Select } from '../../components/Select.tsx'
import { Figure } from '../../components/text.tsx'
import { VerdictLabel } from '../../components/VerdictMark.tsx'
import { intervalOf, nameOf } from './MetricHistory.tsx'
import { METRIC_MEANING, METRIC_NAME, METRICS, type Metric, metricText } from './metric-keys.ts'
import styles from './performance.module.css'

/** All metrics of one window, each number one click from its definition and inputs. */
export function WindowMetrics({
  document,
  at,
  onChoose,
}: {
  document: PerformanceDocument
  at: number
  onChoose(window: number): void
}) {
  const t = useTranslator()
  const window = document.windows[at]
  if (window === undefined) return null
  const shown = METRICS.filter((metric) => metric in window.metrics)
  const bounded = shown.some((metric) => isOpen(window, metric))
  const estimated = shown.some((metric) => metric in window.estimated)
  const title = t.text('performance.table', { when: nameOf(window, t.numbers) })
  return (
    <section className={styles.panel}>
      <div className={styles.titled}>
        <h2>{title}</h2>
        <Select
          label={t.text('performance.window')}
          value={String(at)}
          options={document.windows.map((one, w) => ({
            value: String(w),
            label: nameOf(one, t.numbers),
          }))}
          onChange={(window) => onChoose(Number(window))}
        />
      </div>
      <div className={styles.list}>
        <p>
          <VerdictLabel verdict={window.verdict} />{' '}
          {t.text('performance.rows', {
            rows: t.numbers.count(window.rows),
            labelled: t.numbers.count(window.labelled),
          })}
        </p>
        {window.part === 'baseline' && <p className={styles.quiet}>{t.text('performance.is.baseline')}</p>}
        {!window.mature && window.labelled > 0 && (
          <p className={styles.quiet}>{t.text('performance.immature')}</p>
        )}
      </div>
      <ScrollRegion aria-label={title}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.text('performance.metric')}</th>
              <th scope="col" className={styles.figure}>
                {t.text('performance.table.value')}
              </th>
              <th scope="col" className={styles.figure}>
                {t.text('performance.table.interval')}
              </th>
              <th scope="col" className={styles.figure}>
                {t.text('performance.table.baseline')}
              </th>
              <th scope="col" className={styles.figure}>
                {t.text('performance.table.difference')}
              </th>
              {estimated && (
                <th scope="col" className={styles.figure}>
                  {t.text('performance.table.estimate')}
                </th>
              )}
              {bounded && (
                <th scope="col" className={styles.figure}>
                  {t.text('performance.table.bounds')}{' '}
                  <Explain
                    name={t.text('performance.table.bounds')}
                    definition={t.text('performance.table.bounds.meaning')}
                  />
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((metric) => (
              <Row
                key={metric}
                metric={metric}
                window={window}
                before={document.baseline?.metrics[metric]?.value ?? null}
                bounded={bounded}
                estimated={estimated}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}

function isOpen(window: PerformanceWindow, metric: string): boolean {
  const bounds = window.bounds[metric]
  return bounds !== undefined && bounds[1] - bounds[0] > 1e-9
}

function Row({
  metric,
  window,
  before,
  bounded,
  estimated,
}: {
  metric: Metric
  window: PerformanceWindow
  before: number | null
  bounded: boolean
  estimated: boolean
}) {
  const t = useTranslator()
  const text = (value: number | null | undefined) => metricText(metric, value, t.numbers)
  const measure = window.metrics[metric]
  const against = window.against_baseline[metric]
  const estimate = window.estimated[metric]
  const bounds = window.bounds[metric]
  const value = measure?.value ?? null
  return (
    <tr>
      <td>
        {against !== undefined && against.verdict !== 'none' && (
          <>
            <VerdictLabel verdict={against.verdict} />{' '}
          </>
        )}
        {t.text(METRIC_NAME[metric])}
      </td>
      <td className={styles.figure}>
        <Explain
          name={t.text(METRIC_NAME[metric])}
          definition={t.text(METRIC_MEANING[metric])}
          {...(measure?.reason === undefined
            ? {}
            : {
                convention: (
                  <span>
                    <Said>{measure.reason}</Said>
                  </span>
                ),
              })}
          inputs={[
            { label: t.text('performance.inputs.labelled'), value: t.numbers.count(window.labelled) },
            { label: t.text('performance.inputs.interval'), value: intervalOf(measure, text) },
          ]}
        >
          {value === null ? '–' : <Figure value={value} shown={text(value)} />}
        </Explain>
      </td>
      <td className={styles.figure}>{intervalOf(measure, text)}</td>
      <td className={styles.figure}>
        {against?.seasonal === true ? (
          <Explain
            name={t.text('performance.table.seasonal')}
            definition={t.text('performance.table.seasonal.meaning')}
            inputs={[{ label: t.text('performance.table.baseline.whole'), value: text(before) }]}
          >
            {text(against.baseline)}
          </Explain>
        ) : (
          text(before)
        )}
      </td>
      <td className={styles.figure}>
        {against === undefined || against.difference === null
          ? '–'
          : `${against.difference > 0 ? '+' : '−'}${text(Math.abs(against.difference))}`}
      </td>
      {estimated && (
        <td className={styles.figure}>
          {estimate === undefined || estimate.value === null
            ? '–'
            : estimate.standard_error === null
              ? text(estimate.value)
              : `${text(estimate.value)} ± ${text(estimate.standard_error)}`}
        </td>
      )}
      {bounded && (
        <td className={styles.figure}>
          {bounds === undefined ? '–' : `${text(bounds[0])} – ${text(bounds[1])}`}
        </td>
      )}
    </tr>
  )
}
