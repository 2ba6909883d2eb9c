import { ChevronDown, CircleHelp, Moon, PanelRight, Search, Sun } from 'lucide-react'
import { useStore } from 'zustand'
import type { RunId } from '#shared/domain/ids.ts'
import { KeyCaps } from '../../commands/KeyCaps.tsx'
import { keysOf } from '../../commands/registry.ts'
import { IconButton } from '../../components/Button.tsx'
import { Menu } from '../../components/Menu.tsx'
import { DataName } from '../../components/text.tsx'
import { VerdictMark } from '../../components/VerdictMark.tsx'
import { DEFAULT_FILTER } from '../../views/drift/filter.ts'
import { useApp, useMedia, useQuery, useTranslator } from '../context.ts'
import styles from './header.module.css'

export function Header() {
  const app = useApp()
  const t = useTranslator()
  const run = useStore(app.navigation, (state) => state.run)
  const theme = useStore(app.settings, (state) => state.theme)
  const systemIsDark = useMedia('(prefers-color-scheme: dark)')
  const inspectorOpen = useStore(app.inspector, ({ open }) => open)
  const dark = theme === 'dark' || (theme === 'system' && systemIsDark)
  return (
    <header className={styles.header}>
      <a href="#/" className={styles.brand} aria-label={t.text('frame.home')}>
        <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
          <path className={styles.fill} d="M2 28h5v-6h5v-7h5V6h5v9h4v7h4v6z" />
          <path className={styles.line} d="M2 27h8v-5h6v-9h6V8h8" />
        </svg>
        <span className={styles.word}>Driftdesk</span>
      </a>
      {run === null ? <span className={styles.grow} /> : <RunSwitch run={run} />}
      <button
        type="button"
        className={styles.search}
        onClick={() => app.overlay.setState({ overlay: 'palette' })}
        aria-label={t.text('palette.title')}
      >
        <Search size={14} aria-hidden="true" />
        <span>{t.text('palette.short')}</span>
        <KeyCaps keys="mod+k" />
      </button>
      <IconButton
        label={t.text(dark ? 'frame.light' : 'frame.dark')}
        keys={keysOf('window.theme')}
        icon={dark ? <Sun size={16} /> : <Moon size={16} />}
        onClick={() => void app.settings.change({ theme: dark ? 'light' : 'dark' })}
      />
      <IconButton
        label={t.text('help.title')}
        keys="?"
        icon={<CircleHelp size={16} />}
        onClick={() => app.overlay.setState({ overlay: 'help' })}
      />
      <IconButton
        label={t.text('inspector.title')}
        keys={keysOf('window.inspector')}
        icon={<PanelRight size={16} />}
        aria-pressed={inspectorOpen}
        onClick={() => app.inspector.setOpen(!inspectorOpen)}
      />
    </header>
  )
}

/** The comparison on screen, and the way to the others. */
function RunSwitch({ run }: { run: RunId }) {
  const { navigation, deletion } = useApp()
  const t = useTranslator()
  const { data } = useQuery('drift.list', {})
  const hidden = useStore(deletion, (state) => state.hidden)
  const runs = (data?.runs ?? []).filter((summary) => !hidden.has(summary.run))
  const now = runs.find((summary) => summary.run === run)
  if (now === undefined) return <span className={styles.grow} />
  return (
    <div className={styles.grow}>
      <Menu
        label={t.text('frame.runs')}
        align="start"
        trigger={
          <button type="button" className={styles.run}>
            <VerdictMark verdict={now.verdict} />
            <span className={styles.runTitle}>
              <DataName clip>{now.title}</DataName>
            </span>
            <ChevronDown size={14} aria-hidden="true" />
            <span className="visually-hidden">{t.text('frame.runs')}</span>
          </button>
        }
        entries={runs.slice(0, 12).map((summary) => ({
          key: summary.run,
          label: summary.title,
          icon: <VerdictMark verdict={summary.verdict} />,
          hint: t.numbers.ago(summary.created_at, Date.now()),
          run: () => navigation.go({ view: 'drift', run: summary.run, filter: DEFAULT_FILTER }),
        }))}
      />
    </div>
  )
}
