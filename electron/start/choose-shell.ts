import type { ElectronBinary } from '../loopback/electron-binary.ts'

export type ShellChoice =
  | { readonly shell: 'electron'; readonly path: string; readonly why: string }
  | { readonly shell: 'loopback'; readonly why: string }

/** Electron where it can show a window, else the loopback window; `why` is for the one line that says so. */
export function chooseShell(electron: ElectronBinary, display: boolean, port: number | null): ShellChoice {
  if (port !== null) return { shell: 'loopback', why: 'a port was asked for' }
  if (!display) return { shell: 'loopback', why: 'there is no display' }
  if (!electron.found) return { shell: 'loopback', why: electron.reason }
  return { shell: 'electron', path: electron.path, why: "Electron's program is here" }
}
