import { FolderOpen } from 'lucide-react'
import { useStore } from 'zustand'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { DataName } from '../../components/text.tsx'
import { formatRoute } from '../../stores/routes.ts'
import styles from './start.module.css'

const MOST_SHOWN = 4

/** Other workspaces that were open on this computer; nothing while there is none. */
export function RecentWorkspaces() {
  const { workspace } = useApp()
  const t = useTranslator()
  const now = useStore(workspace, (state) => state.now)
  const { data } = useQuery('workspaces.list', {})
  const others = (data?.workspaces ?? []).filter((known) => known.workspace !== now?.workspace)
  if (others.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby="recent-workspaces">
      <h2 id="recent-workspaces">{t.text('start.workspaces')}</h2>
      <ul className={styles.items}>
        {others.slice(0, MOST_SHOWN).map((known) => (
          <li key={known.workspace}>
            <button
              type="button"
              className={styles.item}
              onClick={() => void workspace.open(known.workspace)}
            >
              <FolderOpen size={16} aria-hidden="true" />
              <span className={styles.text}>
                <span className={styles.name}>
                  <DataName clip>{known.name}</DataName>
                </span>
                <span className={styles.detail}>{t.numbers.ago(known.opened_at, Date.now())}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <a href={formatRoute({ view: 'workspaces' })}>{t.text('start.workspaces.all')}</a>
    </section>
  )
}
