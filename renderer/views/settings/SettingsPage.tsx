import { useStore } from 'zustand'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { LANGUAGES } from '../../i18n/translator.ts'
import { Diagnostics } from './Diagnostics.tsx'
import styles from './settings.module.css'

/** How the window looks and speaks, and whether everything it needs is there. */
export function SettingsPage() {
  const { settings } = useApp()
  const t = useTranslator()
  const { theme, density, language } = useStore(settings)
  return (
    <Page title={t.text('settings.title')} headline={t.text('settings.title')}>
      <section className={styles.section} aria-labelledby="looks">
        <h2 id="looks">{t.text('settings.looks')}</h2>
        <div className={styles.row}>
          <span>{t.text('settings.theme')}</span>
          <Segmented
            label={t.text('settings.theme')}
            value={theme}
            options={[
              { value: 'system', label: t.text('settings.theme.system') },
              { value: 'light', label: t.text('settings.theme.light') },
              { value: 'dark', label: t.text('settings.theme.dark') },
            ]}
            onChange={(next) => void settings.change({ theme: next })}
          />
        </div>
        <div className={styles.row}>
          <span>{t.text('settings.density')}</span>
          <Segmented
            label={t.text('settings.density')}
            value={density}
            options={[
              { value: 'comfortable', label: t.text('settings.density.comfortable') },
              { value: 'compact', label: t.text('settings.density.compact') },
            ]}
            onChange={(next) => void settings.change({ density: next })}
          />
        </div>
        <div className={styles.row}>
          <span>{t.text('settings.language')}</span>
          <Segmented
            label={t.text('settings.language')}
            value={language}
            options={Object.entries(LANGUAGES).map(([tag, name]) => ({
              value: tag,
              label: name,
              language: tag,
            }))}
            onChange={(next) => void settings.change({ language: next })}
          />
        </div>
      </section>
      <Diagnostics />
    </Page>
  )
}
