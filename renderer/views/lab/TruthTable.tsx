import { Check, X } from 'lucide-react'
import type { ScenarioOutcome, ScenarioResult } from '#shared/contract/documents/scenario.ts'
import { useTranslator } from '../../app/context.ts'
import tables from '../../components/plain-table.module.css'
import { Said } from '../../components/Said.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
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
  return (
    <section className={styles.truth} aria-labelledby="lab-truth">
      <h2 id="lab-truth">
        {t.text(passed ? 'lab.truth.passed' : 'lab.truth.failed', {
          right,
          count: expectations.length,
        })}
      </h2>
      <p>
        {truth.onset === null
          ? t.text('lab.truth.nothing')
          : t.text('lab.truth.onset', {
              time: t.numbers.time(truth.onset, 'UTC'),
              rows: truth.affected.rows,
              of: truth.affected.of,
            })}{' '}
        <Said>{truth.affected.where}</Said>
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
          {t.text('lab.pending', { subjects: t.numbers.list(pending.map(({ subject }) => subject)) })}
        </p>
      )}
    </section>
  )
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
