import { Trash2 } from 'lucide-react'
import { useStore } from 'zustand'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { IconButton } from '../../components/Button.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName } from '../../components/text.tsx'
import { VERDICT_LABEL, VerdictMark } from '../../components/VerdictMark.tsx'
import { formatRoute } from '../../stores/routes.ts'
import { DEFAULT_FILTER } from '../drift/filter.ts'
import styles from './start.module.css'

const MOST_SHOWN = 12

/** Comparisons that are stored in the workspace, newest first. */
export function RecentRuns() {
  const { deletion, navigation } = useApp()
  const t = useTranslator()
  const { data, error, reload } = useQuery('drift.list', {})
  const hidden = useStore(deletion, (state) => state.hidden)
  const runs = data?.runs.filter((summary) => !hidden.has(summary.run)).slice(0, MOST_SHOWN)
  return (
    <section className={styles.section} aria-labelledby="recent">
      <h2 id="recent">{t.text('recent.title')}</h2>
      {error !== undefined && <ErrorPanel error={error} onRetry={reload} />}
      {runs === undefined && error === undefined && <Skeleton lines={3} />}
      {runs?.length === 0 && (
        <EmptyState title={t.text('recent.none')}>
          <p>{t.text('recent.none.todo')}</p>
        </EmptyState>
      )}
      {runs !== undefined && runs.length > 0 && (
        <ul className={styles.items}>
          {runs.map((summary) => (
            <li key={summary.run} className={styles.row}>
              <a
                className={styles.item}
                href={formatRoute({ view: 'drift', run: summary.run, filter: DEFAULT_FILTER })}
              >
                <VerdictMark verdict={summary.verdict} />
                <span className={styles.text}>
                  <span className={styles.name}>
                    <DataName clip>{summary.title}</DataName>
                  </span>
                  <span className={styles.detail}>
                    {t.text(VERDICT_LABEL[summary.verdict])}
                    {' · '}
                    {t.text('recent.drifted', { drifted: summary.drifted, count: summary.columns })}
                    {' · '}
                    {t.numbers.ago(summary.created_at, Date.now())}
                  </span>
                </span>
              </a>
              <IconButton
                small
                label={t.text('recent.delete', { title: summary.title })}
                icon={<Trash2 size={14} />}
                onClick={() => {
                  deletion.remove(summary.run, {
                    text: t.text('recent.deleted', { title: summary.title }),
                    undo: t.text('action.undo'),
                  })
                  navigation.forgetRun(summary.run)
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
