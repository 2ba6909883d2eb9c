import type { RunId } from '#shared/domain/ids.ts'
import { useQuery, useTranslator } from '../../app/context.ts'
import { Inspect } from '../../app/frame/Inspect.tsx'
import styles from '../../app/frame/inspector.module.css'
import { buttonClass } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { Skeleton } from '../../components/States.tsx'
import { DataName, Figure, TermButton } from '../../components/text.tsx'
import { VerdictLabel } from '../../components/VerdictMark.tsx'
import { KIND, ROLE } from '../../i18n/domain-keys.ts'
import { formatRoute } from '../../stores/routes.ts'
import { statisticRows } from './statistics.ts'

/** The column that is selected in a view of a comparison, in the inspector. */
export function SelectedColumn({ run, name }: { run: RunId; name: string }) {
  const t = useTranslator()
  return (
    <Inspect heading={t.text('inspector.column')}>
      <Summary run={run} name={name} />
    </Inspect>
  )
}

function Summary({ run, name }: { run: RunId; name: string }) {
  const t = useTranslator()
  const { data } = useQuery('drift.get', { run })
  if (data === undefined) return <Skeleton />
  const column = data.document.columns.find((known) => known.name === name)
  if (column === undefined) return <p className={styles.text}>{t.text('inspector.gone')}</p>
  return (
    <article className={styles.article}>
      <h3 className={styles.name}>
        <DataName>{name}</DataName>
      </h3>
      <p className={styles.line}>
        <VerdictLabel verdict={column.verdict} />
        <span className={styles.detail}>
          {t.text(KIND[column.kind])} · {t.text(ROLE[column.role])}
        </span>
      </p>
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
        {statisticRows(column, t).map((row) => (
          <div key={row.term}>
            <dt>
              <TermButton term={row.term} />
            </dt>
            <dd>
              <Figure value={row.value} shown={row.shown} />
              {row.interval !== null && (
                <span className={styles.detail}>
                  {' '}
                  {t.text('interval', {
                    low: t.numbers.statistic(row.interval[0]),
                    high: t.numbers.statistic(row.interval[1]),
                  })}
                </span>
              )}
            </dd>
          </div>
        ))}
        <div>
          <dt>
            <TermButton term="missing" />
          </dt>
          <dd>
            {t.numbers.share(column.missing.reference)} → {t.numbers.share(column.missing.current)}
          </dd>
        </div>
      </dl>
      <a className={buttonClass('plain')} href={formatRoute({ view: 'column', run, column: name })}>
        {t.text('inspector.open')}
      </a>
    </article>
  )
}
