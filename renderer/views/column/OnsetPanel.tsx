import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useTranslator } from '../../app/context.ts'
import { Said } from '../../components/Said.tsx'
import { TermButton } from '../../components/text.tsx'
import { formatRoute } from '../../stores/routes.ts'
import { stepWords } from './onset-step.ts'
import styles from './panel.module.css'

/** Since when the column is other than before, how sure that is, and every further change. */
export function OnsetPanel({ run, column }: { run: RunId | null; column: DriftColumn }) {
  const t = useTranslator()
  const { at, ci, reason, until = null, in_baseline = false, changes = [], step } = column.onset
  const moment = t.numbers.moment
  return (
    <section className={styles.panel} aria-labelledby="onset-panel">
      <h2 id="onset-panel" className={styles.title}>
        <TermButton term="onset">{t.text('onset.title')}</TermButton>
      </h2>
      {at === null ? (
        <p className={styles.absent}>
          {reason === undefined || reason === 'not yet computed' ? (
            t.text('column.notyet')
          ) : (
            <Said>{`${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`}</Said>
          )}
        </p>
      ) : (
        <>
          <p>
            {ci === null
              ? t.text('onset.words.at', { at: moment(at) })
              : t.text('onset.words', { at: moment(at), start: moment(ci[0]), end: moment(ci[1]) })}
            {until !== null && ` ${t.text('onset.until', { until: moment(until) })}`}
            {step !== undefined && ` ${t.text('onset.step', { step: stepWords(t, step) })}`}
          </p>
          {in_baseline && <p>{t.text('onset.baseline')}</p>}
          {changes.length > 1 && (
            <>
              <h3 className={styles.sub}>{t.text('onset.others')}</h3>
              <ol className={styles.changes}>
                {changes.map((change) => (
                  <li key={change.at} className={change.at === at ? styles.chief : undefined}>
                    <span>
                      {change.ci === null
                        ? moment(change.at)
                        : t.text('onset.change', {
                            at: moment(change.at),
                            start: moment(change.ci[0]),
                            end: moment(change.ci[1]),
                          })}
                    </span>
                    {change.in_baseline === true && (
                      <span className={styles.absent}>{t.text('onset.change.baseline')}</span>
                    )}
                    {change.p_value !== null && (
                      <span className={styles.absent}>
                        {t.text('onset.p', { p: t.numbers.pValue(change.p_value) })}
                      </span>
                    )}
                  </li>
                ))}
              </ol>
            </>
          )}
          {run !== null && (
            <p className={styles.more}>
              <a href={formatRoute({ view: 'time', run, order: 'onset', column: null, at: null })}>
                {t.text('onset.see')}
              </a>
            </p>
          )}
        </>
      )}
    </section>
  )
}
