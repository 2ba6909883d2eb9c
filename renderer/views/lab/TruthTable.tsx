import { Check, X } from 'lucide-react'
import type { ScenarioOutcome, ScenarioResult, ScenarioTruth } from '#shared/contract/documents/scenario.ts'
import { useTranslator } from '../../app/context.ts'
import tables from '../../components/plain-table.module.css'
import { Said } from '../../components/Said.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import type { Translator } from '../../i18n/translator.ts'
import styles from './lab.module.css'
import { expectedKey } from './outcome-table.ts'

/** What was true, and how each monitor did against it. */
export function TruthTable({
  result: { truth, expectations, others, passed, pending },
}: {
  result: ScenarioResult
}) {
  const t = useTranslator()
  const right = expectations.filter((outcome) => outcome.passed).length
  const isControl = truth.affected.rows === 0
  return (
    <section className={styles.truth} aria-labelledby="lab-truth">
      <h2 id="lab-truth">
        {t.text(passed ? 'lab.truth.passed' : 'lab.truth.failed', {
          right,
          count: expectations.length,
        })}
      </h2>
      <p>
        {isControl ? t.text('lab.truth.nothing') : began(t, truth)}
        {!isControl && (
          <>
            {' '}
            <Said>{truth.affected.where}</Said>
          </>
        )}
      </p>
      <ScrollRegion className={tables.scroll} aria-label={t.text('lab.truth')}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{t.text('lab.result')}</th>
              <th scope="col">{t.text('lab.looked')}</th>
              <th scope="col">{t.text('lab.expected')}</th>
              <th scope="col">{t.text('lab.found')}</th>
              <th scope="col">{t.text('lab.at')}</th>
              <th scope="col">{t.text('lab.evidence')}</th>
            </tr>
          </thead>
          <tbody>
            {expectations.map((outcome) => (
              <Row
                key={`${outcome.model} ${outcome.monitor} ${outcome.subject} ${outcome.expected}`}
                outcome={outcome}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {others.length > 0 && (
        <p className={styles.hint}>
          {t.text('lab.others', {
            count: others.length,
            fired: others.filter(({ fired }) => fired).length,
          })}
        </p>
      )}
      {pending.length > 0 && (
        <p className={styles.hint}>
          {t.text('lab.pending', {
            what: t.numbers.list([...new Set(pending.map((one) => t.said(one.waits_for).text))]),
            subjects: t.numbers.list(pending.map(({ subject }) => t.said(subject).text)),
          })}
        </p>
      )}
    </section>
  )
}

function began(t: Translator, { onset, affected: { rows, of } }: ScenarioTruth): string {
  return onset === null
    ? t.text('lab.truth.undated', { rows, of })
    : t.text('lab.truth.onset', { time: t.numbers.time(onset, 'UTC'), rows, of })
}

function Row({ outcome }: { outcome: ScenarioOutcome }) {
  const t = useTranslator()
  return (
    <tr>
      <td>
        <span className={outcome.passed ? styles.right : styles.wrong}>
          {outcome.passed ? <Check size={14} aria-hidden="true" /> : <X size={14} aria-hidden="true" />}
          {t.text(outcome.passed ? 'lab.agrees' : 'lab.disagrees')}
        </span>
      </td>
      <td>
        {outcome.model !== null && <b>{outcome.model}: </b>}
        <Said>{outcome.subject}</Said>
      </td>
      <td>
        {t.text(expectedKey(outcome))}
        {outcome.miss !== null && (
          <span className={styles.hint}>
            {' '}
            <Said>{outcome.miss}</Said>
          </span>
        )}
      </td>
      <td>{t.text(outcome.fired ? 'lab.did.fire' : 'lab.did.silent')}</td>
      <td className={tables.at}>{outcome.at === null ? '' : t.numbers.time(outcome.at, 'UTC')}</td>
      <td className={styles.evidence}>
        <Said>{outcome.evidence}</Said>
      </td>
    </tr>
  )
}
