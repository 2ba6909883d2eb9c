import { lazy, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { useShortcuts } from '../../commands/use-shortcuts.ts'
import { pathOf } from '../../stores/routes.ts'
import { DropTarget } from '../../views/start/DropTarget.tsx'
import { CurrentView } from '../CurrentView.tsx'
import { useApp, useRoute, useTranslator } from '../context.ts'
import { FailureBoundary } from '../FailureBoundary.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import styles from './frame.module.css'
import { Header } from './Header.tsx'
import { Inspector } from './Inspector.tsx'
import { JobTray } from './JobTray.tsx'
import { Navigation } from './Navigation.tsx'
import { Notices } from './Notices.tsx'
import { SpineSlot } from './SpineSlot.tsx'

const loadPalette = () => import('../../commands/CommandPalette.tsx')
const loadHelp = () => import('../../commands/HelpSheet.tsx')
const CommandPalette = lazy(() => loadPalette().then((code) => ({ default: code.CommandPalette })))
const HelpSheet = lazy(() => loadHelp().then((code) => ({ default: code.HelpSheet })))

/** The window: header, navigation by question, one view, the inspector and the job tray. */
export function Frame() {
  const app = useApp()
  const t = useTranslator()
  const route = useRoute()
  const overlay = useStore(app.overlay, (state) => state.overlay)
  const inspectorOpen = useStore(app.inspector, ({ open }) => open)
  const place = pathOf(route)
  useShortcuts()
  // Not on the first screen, but there before a person can type into it.
  useEffect(() => {
    const idle = window.requestIdleCallback(() => {
      // A failure comes back, with its message, when one of them is opened.
      Promise.all([loadPalette(), loadHelp()]).catch(() => undefined)
    })
    return () => window.cancelIdleCallback(idle)
  }, [])
  // A definition belongs to the view in which it was opened.
  useEffect(() => {
    if (route.view !== 'unknown') app.inspector.forgetTerm()
  }, [app, route.view])
  return (
    <div className={styles.frame}>
      <button type="button" className={styles.skip} onClick={() => document.getElementById('view')?.focus()}>
        {t.text('frame.skip')}
      </button>
      <Header />
      <SpineSlot />
      <Navigation />
      <main id="view" className={styles.view} tabIndex={-1}>
        <ConnectionBanner />
        <FailureBoundary resetKey={place}>
          <CurrentView />
        </FailureBoundary>
      </main>
      {inspectorOpen && <Inspector />}
      <JobTray />
      <Notices />
      <DropTarget />
      <Suspense>
        {overlay === 'palette' && <CommandPalette />}
        {overlay === 'help' && <HelpSheet />}
      </Suspense>
    </div>
  )
}
