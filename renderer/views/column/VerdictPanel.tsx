import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { useTranslator } from '../../app/context.ts'
import { Figure, TermButton } from '../../components/text.tsx'
import { VerdictLabel } from '../../components/VerdictMark.tsx'
import { KIND, ROLE } from '../../i18n/domain-keys.ts'
import type { Term } from '../../i18n/terms.ts'
import styles from './panel.module.css'

/** The verdict, its reasons, and how far it can be trusted. */
export function VerdictPanel({ column }: { column: DriftColumn }) {
  const t = useTranslator()
  const { audit, rows, missing, infinite, onset } = column
  return (
    <section className={styles.panel} aria-labelledby="verdict-panel">
      <h2 id="verdict-panel" className={styles.title}>
        <TermButton term="verdict" />
        <VerdictLabel verdict={column.verdict} />
      </h2>
      {column.reasons.length > 0 && (
        <ul className={styles.reasons}>
          {column.reasons.map((reason) => (
            <li key={reason} lang="en" dir="auto">
              {reason}
            </li>
          ))}
        </ul>
      )}
      <dl className={styles.facts}>
        <div>
          <dt>{t.text('column.kind')}</dt>
          <dd>
            {t.text(KIND[column.kind])} · {t.text(ROLE[column.role])}
          </dd>
        </div>
        <Pair name={t.text('column.rows')} values={[rows.reference, rows.current]} write={t.numbers.count} />
        <Pair term="missing" values={[missing.reference, missing.current]} write={t.numbers.share} />
        {infinite.reference + infinite.current > 0 && (
          <Pair term="infinite" values={[infinite.reference, infinite.current]} write={t.numbers.count} />
        )}
      </dl>
      <h3 className={styles.sub}>{t.text('column.audit')}</h3>
      <dl className={styles.facts}>
        <AuditFact
          term="power_at_threshold"
          value={audit.power_at_threshold}
          write={t.numbers.share}
          reason={audit.reason}
        />
        <AuditFact
          term="false_alarm_rate"
          value={audit.false_alarm_rate}
          write={t.numbers.share}
          reason={audit.reason}
        />
        <AuditFact term="min_rows" value={audit.min_rows} write={t.numbers.count} reason={audit.reason} />
        <div>
          <dt>
            <TermButton term="onset" />
          </dt>
          <dd>
            {onset.at === null ? <NotYet reason={onset.reason} /> : t.numbers.time(onset.at, 'UTC')}
            {onset.ci !== null && ` (${t.text('time.range', { range: t.numbers.timeRange(...onset.ci) })})`}
          </dd>
        </div>
      </dl>
      {audit.convention !== undefined && (
        <p className={styles.note} lang="en" dir="auto">
          {audit.convention}
        </p>
      )}
    </section>
  )
}

function Pair({
  name,
  term,
  values,
  write,
}: {
  name?: string
  term?: Term
  values: readonly [number, number]
  write(value: number): string
}) {
  return (
    <div>
      <dt>{term === undefined ? name : <TermButton term={term} />}</dt>
      <dd>
        <Figure value={values[0]} shown={write(values[0])} /> →{' '}
        <Figure value={values[1]} shown={write(values[1])} />
      </dd>
    </div>
  )
}

function AuditFact({
  term,
  value,
  write,
  reason,
}: {
  term: Term
  value: number | null
  write(value: number): string
  reason: string | undefined
}) {
  return (
    <div>
      <dt>
        <TermButton term={term} />
      </dt>
      <dd>{value === null ? <NotYet reason={reason} /> : <Figure value={value} shown={write(value)} />}</dd>
    </div>
  )
}

/** A number that is not there, with the backend's reason where it has one beyond "not yet". */
function NotYet({ reason }: { reason: string | undefined }) {
  const t = useTranslator()
  const said = reason === undefined || reason === 'not yet computed'
  return (
    <span className={styles.absent} lang={said ? undefined : 'en'}>
      {said ? t.text('column.notyet') : reason}
    </span>
  )
}
