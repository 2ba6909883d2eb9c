import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { TooltipScope } from '../components/Tooltip.tsx'
import { createTranslator } from '../i18n/translator.ts'
import { RecoveryPage } from '../views/recovery/RecoveryPage.tsx'
import type { App } from './app.ts'
import { AppContext, TranslatorContext, useMedia } from './context.ts'
import { FailureBoundary } from './FailureBoundary.tsx'
import { Frame } from './frame/Frame.tsx'

/** The page with its settings applied: theme, density and language are attributes of the document. */
export function Root({ app }: { app: App }) {
  const { theme, density, language } = useStore(app.settings)
  const isClosed = useStore(app.workspace, ({ now, report }) => now?.kind === 'failed' || report !== null)
  const systemIsDark = useMedia('(prefers-color-scheme: dark)')
  const translator = useMemo(() => createTranslator(language, navigator.languages), [language])
  const shown = theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme
  useEffect(() => {
    const { dataset } = document.documentElement
    dataset.theme = shown
    dataset.density = density
    document.documentElement.lang = translator.language
  }, [shown, density, translator])
  return (
    <AppContext value={app}>
      <TranslatorContext value={translator}>
        <FailureBoundary>
          <TooltipScope>{isClosed ? <RecoveryPage /> : <Frame />}</TooltipScope>
        </FailureBoundary>
      </TranslatorContext>
    </AppContext>
  )
}
