import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron'

/** What every web page of the app is denied, whatever it shows. */
const LOCKED: WebPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  plugins: false,
}

/** Options of the app's window; it is shown once the page has drawn, so that no blank window is seen. */
export function windowOptions(
  preload: string,
  dark: boolean,
  packaged: boolean,
): BrowserWindowConstructorOptions {
  return {
    title: 'Driftdesk',
    width: 1_440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    backgroundColor: dark ? '#111317' : '#ffffff',
    webPreferences: { ...LOCKED, preload, spellcheck: false, devTools: !packaged },
  }
}

/** Name of the session in which reports are printed; it is kept in memory. */
export const PRINT_PARTITION = 'print'

/** Options of the hidden window that prints a report: no preload, no scripts, a session of its own. */
export function printWindowOptions(): BrowserWindowConstructorOptions {
  return {
    show: false,
    webPreferences: { ...LOCKED, javascript: false, partition: PRINT_PARTITION, devTools: false },
  }
}
