import type { BrowserWindow, MessageBoxOptions } from 'electron'
import { APP_URL } from './origin.ts'

export type WindowFault = { readonly what: string; readonly why: string }

/** The dialog for a page that failed, so that nobody is left with a blank window. */
export function windowFaultDialog(fault: WindowFault): MessageBoxOptions {
  return {
    type: 'error',
    title: 'Driftdesk',
    message: fault.what,
    detail: `${fault.why}\n\nNothing that was stored is lost.`,
    buttons: ['Reload', 'Quit'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  }
}

/** Loads the page, shows the window when it has drawn, and tells when the page fails. */
export function showPage(window: BrowserWindow, onFault: (fault: WindowFault) => void): void {
  window.once('ready-to-show', () => window.show())
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') onFault({ what: 'The window stopped working.', why: `Reason: ${reason}.` })
  })
  window.webContents.on('did-fail-load', (_event, _code, description, _url, isMainFrame) => {
    if (isMainFrame) onFault({ what: 'The page could not be loaded.', why: description })
  })
  // A page that fails to load is told by did-fail-load; the promise would tell it a second time.
  window.loadURL(APP_URL).catch(() => undefined)
}
