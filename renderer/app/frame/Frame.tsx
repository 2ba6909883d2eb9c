import { Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { useShortcuts } from '../../commands/use-shortcuts.ts'
import { pathOf } from '../../stores/routes.ts'
import { DropTarget } from '../../views/start/DropTarget.tsx'
import { CurrentView, preloadView } from '../CurrentView.tsx'
import { Apart, codeApart } from '../code-apart.ts'
import { useApp, useRoute, useTranslator } from '../context.ts'
import { FailureBoundary } from '../FailureBoundary.tsx'
import { preloadWhenIdle } from '../preload-rest.ts'
import { VIEWS } from '../views.ts'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import styles from './frame.module.css'
import { Header } from './Header.tsx'
import { Inspector } from './Inspector.tsx'
import { JobTray } from './JobTray.tsx'
import { Navigation } from './Navigation.tsx'
import { Notices } from './Notices.tsx'
import { preloadSpine, SpineSlot } from './SpineSlot.tsx'

const palette = codeApart(async () => ({
  default: (await import('../../commands/CommandPalette.tsx')).CommandPalette,
}))
const help = codeApart(async () => ({ default: (await import('../../commands/HelpSheet.tsx')).HelpSheet }))
const REST = [
  palette.load,
  help.load,
  preloadSpine,
  ...VIEWS.map(
    ({ name }) =>
      () =>
        preloadView(name),
  ),
] as const

/** The window: header, navigation by question, one view, the inspector and the job tray. */
export function Frame() {
  const app = useApp()
  const t = useTranslator()
  const route = useRoute()
  const overlay = useStore(app.overlay, (state) => state.overlay)
  const inspectorOpen = useStore(app.inspector, ({ open }) => open)
  const place = pathOf(route)
  useShortcuts()
  useEffect(() => preloadWhenIdle(REST), [])
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
        {overlay === 'palette' && <Apart code={palette} props={{}} />}
        {overlay === 'help' && <Apart code={help} props={{}} />}
      </Suspense>
    </div>
  )
}
