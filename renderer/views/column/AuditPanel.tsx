import { Scale } from 'lucide-react'
import { useCallback } from 'react'
import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { useViewAction } from '../../commands/view-actions.ts'
import { buttonClass } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { Figure, TermButton } from '../../components/text.tsx'
import type { Term } from '../../i18n/terms.ts'
import { formatRoute, type Route } from '../../stores/routes.ts'
import { auditWords } from './audit-words.ts'
import styles from './panel.module.css'

/** How far the verdict can be trusted: in words, then the numbers, then by which convention they were made. */
export function AuditPanel({ run, column }: { run: RunId | null; column: DriftColumn }) {
  const { navigation } = useApp()
  const t = useTranslator()
  const { audit, psi } = column
  const compared = psi !== null || column.ks !== null || column.chi2 !== null
  const others: Route | null = run === null ? null : { view: 'audit', run, column: column.name }
  const goAudit = useCallback(
    () => (run === null ? undefined : navigation.go({ view: 'audit', run, column: column.name })),
    [navigation, run, column.name],
  )
  useViewAction('audit', compared && run !== null ? goAudit : undefined)
  return (
    <section className={styles.panel} aria-labelledby="audit-panel">
      <h2 id="audit-panel" className={styles.title}>
        {t.text('column.audit')}
      </h2>
      <ul className={styles.reasons}>
        {auditWords(t, column).map(({ text, language }) => (
          <li key={text} lang={language} dir="auto">
            {text}
          </li>
        ))}
      </ul>
      <dl className={styles.facts}>
        <AuditFact term="power_at_threshold" value={audit.power_at_threshold} write={t.numbers.share} />
        <AuditFact term="false_alarm_rate" value={audit.false_alarm_rate} write={t.numbers.share} />
        <AuditFact term="min_rows" value={audit.min_rows} write={t.numbers.count} />
        {psi !== null && <AuditFact term="expected_psi" value={psi.expected} write={t.numbers.statistic} />}
      </dl>
      {audit.convention !== undefined && (
        <details className={styles.why}>
          <summary>{t.text('audit.why')}</summary>
          <p className={styles.note}>
            <Said>{audit.convention}</Said>
          </p>
        </details>
      )}
      {compared && others !== null && (
        <a className={buttonClass('plain')} href={formatRoute(others)} title={`${t.text('audit.open')} (A)`}>
          <Scale size={16} aria-hidden="true" />
          {t.text('audit.open')}
        </a>
      )}
    </section>
  )
}

function AuditFact({
  term,
  value,
  write,
}: {
  term: Term
  value: number | null
  write(value: number): string
}) {
  return (
    <div>
      <dt>
        <TermButton term={term} />
      </dt>
      <dd>
        {value === null ? (
          <span className={styles.absent}>–</span>
        ) : (
          <Figure value={value} shown={write(value)} />
        )}
      </dd>
    </div>
  )
}
