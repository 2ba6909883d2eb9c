import type { ExaminedColumn, ModelColumn } from '#shared/contract/documents/model.ts'
import { useQuery, useTranslator } from '../../app/context.ts'
import { Said } from '../../components/Said.tsx'
import { Select } from '../../components/Select.tsx'
import { Skeleton } from '../../components/States.tsx'
import { DataName, Figure, TermButton } from '../../components/text.tsx'
import { AuditPanel } from '../column/AuditPanel.tsx'
import { OnsetPanel } from '../column/OnsetPanel.tsx'
import panel from '../column/panel.module.css'
import { SegmentsTable } from '../column/SegmentsTable.tsx'
import styles from './detail.module.css'
import type { Examination } from './use-examine.ts'

const NONE = ''

/** Why the verdict is what it is: the statistics twice, the audit, the onset, the segments, the correlations. */
export function WhyPanel({
  model,
  column,
  examination,
  by,
  onSplit,
}: {
  model: string
  column: ModelColumn
  examination: Examination
  by: string | null
  onSplit(by: string | null): void
}) {
  const found = examination.kind === 'done' ? examination.found : null
  const waiting = examination.kind === 'measuring'
  const { window } = column
  const reasons = found?.column.reasons ?? window.reasons
  return (
    <div className={styles.panels}>
      <ul className={panel.reasons}>
        {reasons.map((reason) => (
          <li key={reason}>
            <Said>{reason}</Said>
          </li>
        ))}
      </ul>
      <Statistics window={window} found={found} />
      <SplitPicker model={model} name={window.name} by={by} onSplit={onSplit} />
      {found?.column.segments !== undefined && <SegmentsTable segments={found.column.segments} />}
      {found === null && waiting && <Skeleton lines={5} />}
      {found !== null && (
        <>
          <OnsetPanel run={null} column={found.column} />
          <AuditPanel run={null} column={found.column} />
          <Correlation found={found} />
        </>
      )}
    </div>
  )
}

function SplitPicker({
  model,
  name,
  by,
  onSplit,
}: {
  model: string
  name: string
  by: string | null
  onSplit(by: string | null): void
}) {
  const t = useTranslator()
  const { data } = useQuery('models.segments', { model })
  const names = (data?.columns ?? []).map(({ column }) => column).filter((column) => column !== name)
  if (data !== undefined && names.length === 0)
    return <p className={styles.quiet}>{t.text('detail.segments.missing')}</p>
  return (
    <Select
      label={t.text('detail.segments')}
      shownLabel
      value={by ?? NONE}
      options={[
        { value: NONE, label: t.text('detail.segments.none') },
        ...names.map((value) => ({ value, label: value })),
      ]}
      onChange={(next) => onSplit(next === NONE ? null : next)}
    />
  )
}

type Line = {
  readonly term: 'psi' | 'ks' | 'chi2' | 'cramers_v' | 'wasserstein' | 'js'
  readonly counted: number | null
  readonly bounds: readonly [number, number] | null
  readonly exact: number | null
  readonly interval: readonly [number, number] | null
}

/** Each statistic from counts, with its bounds, beside the one from the rows. */
function Statistics({ window, found }: { window: ModelColumn['window']; found: ExaminedColumn | null }) {
  const t = useTranslator()
  const exact = found?.column
  const all: readonly Line[] = [
    line('psi', window.psi?.value, null, exact?.psi?.value, exact?.psi?.ci),
    line('ks', window.ks?.statistic, window.ks?.bounds, exact?.ks?.statistic),
    line('wasserstein', window.wasserstein?.value, window.wasserstein?.bounds, exact?.wasserstein?.value),
    line('chi2', window.chi2?.statistic, null, exact?.chi2?.statistic),
    line('cramers_v', window.chi2?.cramers_v, null, exact?.chi2?.cramers_v),
    line('js', window.js?.distance, null, exact?.js?.distance),
  ]
  const lines = all.filter(({ counted, exact: value }) => counted !== null || value !== null)
  if (lines.length === 0) return null
  const write = (term: Line['term'], value: number) =>
    term === 'wasserstein' ? t.numbers.measure(value) : t.numbers.statistic(value)
  const range = (term: Line['term'], [low, high]: readonly [number, number]) =>
    t.text('detail.bounds', { low: write(term, low), high: write(term, high) })
  return (
    <section className={panel.panel} aria-labelledby="detail-statistics">
      <h3 id="detail-statistics" className={panel.title}>
        {t.text('detail.statistics')}
      </h3>
      <table className={styles.statistics}>
        <thead>
          <tr>
            <th scope="col">{t.text('detail.metric')}</th>
            <th scope="col" className={styles.number}>
              {t.text('detail.counted')}
            </th>
            <th scope="col" className={styles.number}>
              {t.text('detail.exact')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ term, counted, bounds, exact: value, interval }) => {
            const open = bounds !== null && bounds[1] > bounds[0]
            return (
              <tr key={term}>
                <th scope="row">
                  <TermButton term={term} />
                </th>
                <td className={styles.number}>
                  {counted === null ? (
                    '–'
                  ) : (
                    <Figure value={counted} shown={`${open ? '≈ ' : ''}${write(term, counted)}`} />
                  )}
                  {open && <span className={styles.under}>{range(term, bounds)}</span>}
                </td>
                <td className={styles.number}>
                  {value === null ? '–' : <Figure value={value} shown={write(term, value)} />}
                  {interval !== null && <span className={styles.under}>{range(term, interval)}</span>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {found === null && (
        <p className={panel.note}>{t.text(window.settled ? 'detail.settled' : 'detail.unsettled')}</p>
      )}
    </section>
  )
}

function line(
  term: Line['term'],
  counted: number | null | undefined,
  bounds: readonly [number, number] | null | undefined,
  exact: number | null | undefined,
  interval: readonly [number, number] | null | undefined = null,
): Line {
  return {
    term,
    counted: counted ?? null,
    bounds: bounds ?? null,
    exact: exact ?? null,
    interval: interval ?? null,
  }
}

function Correlation({ found }: { found: ExaminedColumn }) {
  const t = useTranslator()
  const { correlation } = found
  return (
    <section className={panel.panel} aria-labelledby="detail-correlation">
      <h3 id="detail-correlation" className={panel.title}>
        {t.text('detail.correlation')}
      </h3>
      {correlation === null || correlation.pairs === 0 ? (
        <p className={styles.quiet}>{t.text('detail.correlation.none')}</p>
      ) : (
        <>
          <p className={panel.lead}>
            {t.text('detail.correlation.lead', {
              changed: correlation.changed,
              pairs: correlation.pairs,
              rows: Math.min(correlation.rows.reference, correlation.rows.current),
            })}
          </p>
          <table className={styles.statistics}>
            <thead>
              <tr>
                <th scope="col">{t.text('explorer.table.column')}</th>
                <th scope="col" className={styles.number}>
                  {t.text('detail.correlation.before')}
                </th>
                <th scope="col" className={styles.number}>
                  {t.text('detail.correlation.after')}
                </th>
                <th scope="col" className={styles.number}>
                  {t.text('detail.correlation.change')}
                </th>
                <th scope="col" className={styles.number}>
                  {t.text('column.p')}
                </th>
              </tr>
            </thead>
            <tbody>
              {correlation.largest.map((pair) => (
                <tr key={pair.column}>
                  <th scope="row">
                    <DataName clip>{pair.column}</DataName>
                  </th>
                  <td className={styles.number}>{t.numbers.measure(pair.reference)}</td>
                  <td className={styles.number}>{t.numbers.measure(pair.current)}</td>
                  <td className={styles.number}>{t.numbers.measure(pair.current - pair.reference)}</td>
                  <td className={styles.number}>{t.numbers.pValue(pair.p_adjusted)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
