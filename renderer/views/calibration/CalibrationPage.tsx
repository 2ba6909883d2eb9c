import type { CalibrationDocument } from '#shared/contract/documents/calibration.ts'
import { useJob } from '../../api/use-job.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { join } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { Select } from '../../components/Select.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName } from '../../components/text.tsx'
import { VerdictLabel } from '../../components/VerdictMark.tsx'
import styles from '../performance/performance.module.css'
import { useCountedHistory } from '../performance/use-counted-history.ts'
import { useSplittingColumns } from '../performance/use-splitting-columns.ts'
import { WINDOW_CHOICES } from '../performance/view.ts'
import { CalibrationNumbers } from './CalibrationNumbers.tsx'
import { CountedErrors } from './CountedErrors.tsx'
import { ErrorOverTime } from './ErrorOverTime.tsx'
import { ReliabilityDiagram } from './ReliabilityDiagram.tsx'
import { BINNINGS, type CalibrationPlace } from './view.ts'

const BINNING_NAME = {
  equal_mass: 'calibration.binning.equal_mass',
  equal_width: 'calibration.binning.equal_width',
} as const
const WINDOW_NAME = {
  auto: 'performance.window.auto',
  '1d': 'performance.window.1d',
  '1w': 'performance.window.1w',
  '1mo': 'performance.window.1mo',
} as const

/** Whether the scores of a model come true: curve, errors, signatures, over time and by segment. */
export function CalibrationPage(place: CalibrationPlace) {
  const t = useTranslator()
  const { navigation } = useApp()
  const columns = useSplittingColumns(place.model)
  const { data, error, running, again } = useJob('calibration.run', {
    source: { kind: 'model', model: place.model },
    binning: place.binning,
    ...(place.window === 'auto' ? {} : { window: place.window }),
    ...(place.by === null ? {} : { by: [place.by] }),
  })
  const change = (part: Partial<CalibrationPlace>) => {
    const { route } = navigation.getState()
    if (route.view === 'calibration') navigation.go({ ...route, ...part }, 'replace')
  }
  return (
    <Page
      title={t.text('view.calibration')}
      headline={
        data === undefined ? (
          t.text(error === undefined ? 'calibration.loading' : 'view.calibration')
        ) : (
          <Headline document={data} />
        )
      }
    >
      <div className={styles.controls}>
        <Segmented
          label={t.text('calibration.binning')}
          value={place.binning}
          options={BINNINGS.map((value) => ({ value, label: t.text(BINNING_NAME[value]) }))}
          onChange={(binning) => change({ binning })}
        />
        <Segmented
          label={t.text('performance.window')}
          value={place.window}
          options={WINDOW_CHOICES.map((value) => ({ value, label: t.text(WINDOW_NAME[value]) }))}
          onChange={(window) => change({ window })}
        />
        {columns.length > 0 && (
          <Select
            label={t.text('performance.by')}
            shownLabel
            value={place.by ?? ''}
            options={[
              { value: '', label: t.text('performance.by.none') },
              ...columns.map((column) => ({ value: column, label: column })),
            ]}
            onChange={(by) => change({ by: by === '' ? null : by })}
          />
        )}
      </div>
      {error !== undefined && <ErrorPanel error={error} onRetry={again} />}
      {data === undefined && error === undefined && <BeforeRows place={place} />}
      {data !== undefined && (
        <div className={join(styles.sections, running && styles.stale)} aria-busy={running}>
          <CalibrationNumbers document={data} />
          {data.curve.length > 0 && (
            <div className={styles.pair}>
              <ReliabilityDiagram document={data} />
              <div className={styles.sections}>
                <ErrorOverTime model={data.model} parts={data.over_time} />
                <Signatures document={data} />
              </div>
            </div>
          )}
          <Segments document={data} />
          {data.notes.length > 0 && (
            <section className={styles.panel}>
              <h2>{t.text('performance.notes')}</h2>
              <ul className={styles.list}>
                {data.notes.map((note) => (
                  <li key={note}>
                    <Said>{note}</Said>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      )}
    </Page>
  )
}

/** While the rows are read: what counts tell at once of the calibration error over time. */
function BeforeRows({ place }: { place: CalibrationPlace }) {
  const history = useCountedHistory({ ...place, threshold: null })
  return (
    <>
      {history !== undefined && <CountedErrors history={history} />}
      <Skeleton lines={10} />
    </>
  )
}

function Headline({ document }: { document: CalibrationDocument }) {
  const t = useTranslator()
  const { verdict, rows, ece_debiased, reasons } = document
  switch (verdict) {
    case 'insufficient':
      return (
        <span>
          <Said>{reasons[0]}</Said>
        </span>
      )
    case 'none':
      return t.text('calibration.headline.none', { rows: t.numbers.count(rows) })
    case 'low':
    case 'moderate':
    case 'high':
      return t.text('calibration.headline.off', { error: t.numbers.measure(ece_debiased ?? Number.NaN) })
  }
}

function Signatures({ document }: { document: CalibrationDocument }) {
  const t = useTranslator()
  const title = t.text('calibration.signatures')
  return (
    <section className={styles.panel}>
      <h2>{title}</h2>
      {document.signatures.length === 0 && (
        <p className={styles.quiet}>{t.text('calibration.signatures.none')}</p>
      )}
      <ul className={styles.list}>
        {document.signatures.map(({ code, detail }) => (
          <li key={`${code} ${String(detail.score)}`}>
            <Said>{String(detail.explanation)}</Said>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Segments({ document }: { document: CalibrationDocument }) {
  const t = useTranslator()
  const title = t.text('calibration.segments')
  const number = (value: number | null) => (value === null ? '–' : t.numbers.measure(value))
  return (
    <section className={styles.panel}>
      <h2>{title}</h2>
      {document.segments.length === 0 ? (
        <p className={styles.quiet}>{t.text('calibration.segments.none')}</p>
      ) : (
        <ScrollRegion aria-label={title}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t.text('calibration.segment')}</th>
                <th scope="col">{t.text('performance.verdict')}</th>
                <th scope="col" className={styles.figure}>
                  {t.text('performance.inputs.labelled')}
                </th>
                <th scope="col" className={styles.figure}>
                  {t.text('calibration.mean')}
                </th>
                <th scope="col" className={styles.figure}>
                  {t.text('calibration.observed')}
                </th>
                <th scope="col" className={styles.figure}>
                  {t.text('calibration.ece')}
                </th>
                <th scope="col" className={styles.figure}>
                  {t.text('performance.slices.p')}
                </th>
              </tr>
            </thead>
            <tbody>
              {document.segments.map((segment) => (
                <tr key={`${segment.column} ${segment.value}`}>
                  <td>
                    <DataName>{`${segment.column}: ${segment.value}`}</DataName>
                  </td>
                  <td>
                    <VerdictLabel verdict={segment.verdict} />
                  </td>
                  <td className={styles.figure}>{t.numbers.count(segment.rows)}</td>
                  <td className={styles.figure}>{number(segment.mean_score)}</td>
                  <td className={styles.figure}>{number(segment.observed_rate)}</td>
                  <td className={styles.figure}>{number(segment.ece_debiased)}</td>
                  <td className={styles.figure}>
                    {segment.p_adjusted === null ? '–' : t.numbers.pValue(segment.p_adjusted)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  )
}
