import type { WebContents } from 'electron'
import { isExternalLink } from '../security/external-links.ts'
import { isPage } from './origin.ts'

export type NavigationDecision = 'allow' | 'external' | 'refuse'

/** What becomes of a navigation: the page may load itself again; https links leave for the system's browser. */
export function decideNavigation(url: string, isMainFrame: boolean): NavigationDecision {
  if (isMainFrame && isPage(url)) return 'allow'
  return isMainFrame && isExternalLink(url) ? 'external' : 'refuse'
}

/** Keeps web contents where they are, opens no window from the page and attaches no web view. */
export function guardNavigation(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  openExternal: (url: string) => void,
): void {
  contents.on('will-frame-navigate', (event) => {
    const decision = decideNavigation(event.url, event.isMainFrame)
    if (decision === 'allow') return
    event.preventDefault()
    if (decision === 'external') openExternal(event.url)
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (isExternalLink(url)) openExternal(url)
    return { action: 'deny' }
  })
}
