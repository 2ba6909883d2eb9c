import { ArrowLeft, Link, X } from 'lucide-react'
import { useStore } from 'zustand'
import type { RunId } from '#shared/domain/ids.ts'
import { buttonClass, IconButton } from '../../components/Button.tsx'
import { Skeleton } from '../../components/States.tsx'
import { DataName, Figure, TermButton } from '../../components/text.tsx'
import { VerdictLabel } from '../../components/VerdictMark.tsx'
import { KIND, ROLE } from '../../i18n/domain-keys.ts'
import { TERM_MEANING, TERM_NAME, TERM_READING } from '../../i18n/term-keys.ts'
import type { Term } from '../../i18n/terms.ts'
import { formatRoute, viewOf } from '../../stores/routes.ts'
import { statisticRows } from '../../views/column/statistics.ts'
import { useApp, useQuery, useRoute, useTranslator } from '../context.ts'
import styles from './inspector.module.css'

/** Explains what is selected: a term of art, a column, or else the view itself. */
export function Inspector() {
  const { inspector, notices } = useApp()
  const t = useTranslator()
  const route = useRoute()
  const term = useStore(inspector, (state) => state.term)
  const selected =
    route.view === 'drift' ? route.filter.selected : route.view === 'time' ? route.column : null
  const copyLink = () =>
    navigator.clipboard.writeText(window.location.href).then(
      () => notices.show({ tone: 'info', text: t.text('inspector.copied') }),
      () => notices.show({ tone: 'error', text: t.text('copy.refused') }),
    )
  return (
    <aside
      className={styles.inspector}
      aria-label={t.text('inspector.title')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') inspector.setOpen(false)
      }}
    >
      <header className={styles.head}>
        {term !== null && (
          <IconButton
            small
            label={t.text('inspector.back')}
            icon={<ArrowLeft size={14} />}
            onClick={inspector.forgetTerm}
          />
        )}
        <h2 className={styles.kind}>
          {t.text(
            term !== null ? 'inspector.term' : selected !== null ? 'inspector.column' : 'inspector.view',
          )}
        </h2>
        <IconButton
          small
          label={t.text('inspector.copy')}
          icon={<Link size={14} />}
          onClick={() => void copyLink()}
        />
        <IconButton
          small
          label={t.text('inspector.close')}
          icon={<X size={14} />}
          onClick={() => inspector.setOpen(false)}
        />
      </header>
      <div className={styles.body} aria-live="polite">
        {term !== null ? (
          <Definition term={term} />
        ) : selected !== null && 'run' in route ? (
          <SelectedColumn run={route.run} name={selected} />
        ) : (
          <p className={styles.text}>{t.text(viewOf(route.view)?.about ?? 'about.unknown')}</p>
        )}
      </div>
    </aside>
  )
}

function Definition({ term }: { term: Term }) {
  const t = useTranslator()
  return (
    <article className={styles.article}>
      <h3 className={styles.name}>{t.text(TERM_NAME[term])}</h3>
      <p className={styles.text}>{t.text(TERM_MEANING[term])}</p>
      <h4 className={styles.sub}>{t.text('inspector.reading')}</h4>
      <p className={styles.text}>{t.text(TERM_READING[term])}</p>
    </article>
  )
}

function SelectedColumn({ run, name }: { run: RunId; name: string }) {
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
            <li key={reason} lang="en" dir="auto">
              {reason}
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
