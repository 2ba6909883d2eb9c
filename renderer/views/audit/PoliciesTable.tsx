import type { ColumnAuditDocument } from '#shared/contract/documents/column-audit.ts'
import { useTranslator } from '../../app/context.ts'
import { Said } from '../../components/Said.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { DataName, Figure, TermButton } from '../../components/text.tsx'
import { VerdictLabel } from '../../components/VerdictMark.tsx'
import styles from './audit.module.css'

/** What each rule says about the column, why, and how far that can be trusted. */
export function PoliciesTable({
  policies,
  used,
}: {
  policies: ColumnAuditDocument['policies']
  /** The rule of the comparison. */
  used: string | undefined
}) {
  const t = useTranslator()
  return (
    <div className={styles.panel}>
      <h2 id="policies">{t.text('others.policies')}</h2>
      <ScrollRegion className={styles.scroll} aria-labelledby="policies">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">
                <TermButton term="policy">{t.text('others.policy')}</TermButton>
              </th>
              <th scope="col">{t.text('term.verdict.name')}</th>
              <th scope="col">{t.text('others.reasons')}</th>
              <th scope="col" className={styles.number}>
                <TermButton term="power_at_threshold">{t.text('others.power')}</TermButton>
              </th>
              <th scope="col" className={styles.number}>
                <TermButton term="false_alarm_rate">{t.text('others.alarms')}</TermButton>
              </th>
              <th scope="col" className={styles.number}>
                <TermButton term="min_rows">{t.text('others.rows')}</TermButton>
              </th>
            </tr>
          </thead>
          <tbody>
            {policies.map(({ policy, summary, verdict, reasons, audit }) => (
              <tr key={policy}>
                <th scope="row">
                  <span className={styles.policy}>
                    <DataName>{policy}</DataName>
                    {policy === used && <span className={styles.tag}>{t.text('others.used')}</span>}
                  </span>
                  <span className={styles.summary}>
                    <Said>{summary}</Said>
                  </span>
                </th>
                <td>
                  <VerdictLabel verdict={verdict} />
                </td>
                <td className={styles.reasons}>
                  <Said>{reasons.join('; ')}</Said>
                </td>
                <AuditCell value={audit.power_at_threshold} write={t.numbers.share} reason={audit.reason} />
                <AuditCell value={audit.false_alarm_rate} write={t.numbers.share} reason={audit.reason} />
                <AuditCell value={audit.min_rows} write={t.numbers.count} reason={audit.reason} />
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  )
}

/** A number of the audit, or a dash that says on hover why there is none. */
function AuditCell({
  value,
  write,
  reason,
}: {
  value: number | null
  write(value: number): string
  reason: string | null
}) {
  const t = useTranslator()
  return (
    <td className={styles.number} title={value === null ? (reason ?? undefined) : undefined}>
      {value === null ? (
        <>
          <span aria-hidden="true">–</span>
          <span className="visually-hidden">{reason ?? t.text('table.absent')}</span>
        </>
      ) : (
        <Figure value={value} shown={write(value)} />
      )}
    </td>
  )
}
