import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { useTranslator } from '../../app/context.ts'
import { Said } from '../../components/Said.tsx'
import { Figure, TermButton } from '../../components/text.tsx'
import { VerdictLabel } from '../../components/VerdictMark.tsx'
import { KIND, ROLE } from '../../i18n/domain-keys.ts'
import type { Term } from '../../i18n/terms.ts'
import styles from './panel.module.css'

/** The verdict and its reasons, and what the column is. */
export function VerdictPanel({ column }: { column: DriftColumn }) {
  const t = useTranslator()
  const { rows, missing, infinite } = column
  return (
    <section className={styles.panel} aria-labelledby="verdict-panel">
      <h2 id="verdict-panel" className={styles.title}>
        <TermButton term="verdict" />
        <VerdictLabel verdict={column.verdict} />
      </h2>
      {column.reasons.length > 0 && (
        <ul className={styles.reasons}>
          {column.reasons.map((reason) => (
            <li key={reason}>
              <Said>{reason}</Said>
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
