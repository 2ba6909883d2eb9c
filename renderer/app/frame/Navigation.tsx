import {
  ChartNoAxesCombined,
  FileStack,
  Grid3x3,
  ListChecks,
  Plus,
  Settings2,
  ShieldCheck,
  Waypoints,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { RunId } from '#shared/domain/ids.ts'
import { keysText } from '../../commands/KeyCaps.tsx'
import { keysOf } from '../../commands/registry.ts'
import { DEFAULT_FILTER, formatRoute, type Route } from '../../stores/routes.ts'
import { useApp, useQuery, useRoute, useTranslator } from '../context.ts'
import styles from './navigation.module.css'

/** The views, by the question that each answers. */
export function Navigation() {
  const { navigation, comparison } = useApp()
  const t = useTranslator()
  const run = useStore(navigation, (state) => state.run)
  const preparing = useStore(comparison, (state) => state.reference.files.length > 0)
  return (
    <nav className={styles.nav} aria-label={t.text('nav.label')}>
      <ul className={styles.list}>
        <Item
          route={{ view: 'start' }}
          command="go.start"
          icon={<Plus size={16} />}
          label={t.text('nav.start')}
        />
        {preparing && (
          <Item
            route={{ view: 'mapping' }}
            command="go.mapping"
            icon={<ListChecks size={16} />}
            label={t.text('nav.mapping')}
          />
        )}
      </ul>
      {run !== null && <RunItems run={run} />}
      <ul className={styles.last}>
        <Item
          route={{ view: 'settings' }}
          command="go.settings"
          icon={<Settings2 size={16} />}
          label={t.text('nav.settings')}
        />
      </ul>
    </nav>
  )
}

function RunItems({ run }: { run: RunId }) {
  const t = useTranslator()
  const { data } = useQuery('drift.get', { run })
  const summary = data?.document.summary
  return (
    <section className={styles.section} aria-labelledby="nav-run">
      <h2 id="nav-run" className={styles.heading}>
        {t.text('nav.run')}
      </h2>
      <ul className={styles.list}>
        <Item
          route={{ view: 'drift', run, filter: DEFAULT_FILTER }}
          also={['column', 'audit']}
          command="go.drift"
          icon={<ChartNoAxesCombined size={16} />}
          label={t.text('nav.drift')}
          count={summary?.drifted}
        />
        <Item
          route={{ view: 'time', run, order: 'severity', column: null, at: null }}
          command="go.time"
          icon={<Grid3x3 size={16} />}
          label={t.text('nav.time')}
        />
        <Item
          route={{ view: 'together', run }}
          command="go.together"
          icon={<Waypoints size={16} />}
          label={t.text('nav.together')}
        />
        <Item
          route={{ view: 'quality', run, page: 1, severities: [] }}
          command="go.quality"
          icon={<ShieldCheck size={16} />}
          label={t.text('nav.quality')}
          count={data?.document.quality.length}
        />
        <Item
          route={{ view: 'inputs', run }}
          command="go.inputs"
          icon={<FileStack size={16} />}
          label={t.text('nav.inputs')}
        />
      </ul>
    </section>
  )
}

function Item({
  route,
  also = [],
  command,
  icon,
  label,
  count,
}: {
  route: Route
  also?: readonly Route['view'][]
  command: string
  icon: ReactNode
  label: string
  count?: number | undefined
}) {
  const t = useTranslator()
  const now = useRoute().view
  const keys = keysText(keysOf(command))
  return (
    <li>
      <a
        href={formatRoute(route)}
        className={styles.item}
        aria-current={now === route.view ? 'page' : also.includes(now) ? 'true' : undefined}
        title={keys === undefined ? label : `${label} (${keys})`}
      >
        {icon}
        <span className={styles.label}>{label}</span>
        {count !== undefined && count > 0 && <span className={styles.count}>{t.numbers.count(count)}</span>}
      </a>
    </li>
  )
}
