import { CircleHelp, Moon, PanelRight, Search, Sun } from 'lucide-react'
import { useStore } from 'zustand'
import { KeyCaps } from '../../commands/KeyCaps.tsx'
import { keysOf } from '../../commands/registry.ts'
import { IconButton } from '../../components/Button.tsx'
import { useApp, useMedia, useTranslator } from '../context.ts'
import styles from './header.module.css'
import { SubjectSwitch } from './SubjectSwitch.tsx'

export function Header() {
  const app = useApp()
  const t = useTranslator()
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
      <SubjectSwitch />
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
