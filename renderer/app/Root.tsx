import { lazy, Suspense, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { toErrorShape } from '#shared/contract/errors.ts'
import { TooltipScope } from '../components/Tooltip.tsx'
import { loadTranslator, type Translator } from '../i18n/translator.ts'
import type { App } from './app.ts'
import { AppContext, TranslatorContext, useMedia } from './context.ts'
import { FailureBoundary } from './FailureBoundary.tsx'
import { Frame } from './frame/Frame.tsx'

const RecoveryPage = lazy(() =>
  import('../views/recovery/RecoveryPage.tsx').then((code) => ({ default: code.RecoveryPage })),
)

/**
 * The page with its settings applied: theme, density and language are attributes of the document. `first`: the
 * translator of the first frame; when the language changes, the window keeps its words until the new ones are loaded.
 */
export function Root({ app, first }: { app: App; first: Translator }) {
  const { theme, density } = useStore(app.settings)
  const isClosed = useStore(app.workspace, ({ now, report }) => now?.kind === 'failed' || report !== null)
  const systemIsDark = useMedia('(prefers-color-scheme: dark)')
  const translator = useLoadedTranslator(app, first)
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
          <TooltipScope>
            <Suspense>{isClosed ? <RecoveryPage /> : <Frame />}</Suspense>
          </TooltipScope>
        </FailureBoundary>
      </TranslatorContext>
    </AppContext>
  )
}

function useLoadedTranslator(app: App, first: Translator): Translator {
  const language = useStore(app.settings, (settings) => settings.language)
  const [translator, setTranslator] = useState(first)
  useEffect(() => {
    if (translator.speaks(language)) return
    let isWanted = true
    loadTranslator(language, navigator.languages).then(
      (loaded) => {
        if (isWanted) setTranslator(loaded)
      },
      (error) => app.notices.showError(toErrorShape(error)),
    )
    return () => {
      isWanted = false
    }
  }, [app, language, translator])
  return translator
}
