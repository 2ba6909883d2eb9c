import type { MenuItemConstructorOptions } from 'electron'

export type MenuContext = {
  readonly platform: NodeJS.Platform
  readonly packaged: boolean
  readonly openFiles: () => void
}

/** The application menu: the platform's own roles with their accelerators, and what only Driftdesk has. */
export function menuTemplate({ platform, packaged, openFiles }: MenuContext): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const application: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
  const recent: MenuItemConstructorOptions = {
    role: 'recentDocuments',
    submenu: [{ role: 'clearRecentDocuments' }],
  }
  const leave: MenuItemConstructorOptions = mac ? { role: 'close' } : { role: 'quit' }
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      { label: 'Open files…', accelerator: 'CmdOrCtrl+O', click: () => openFiles() },
      ...(mac ? [recent] : []),
      separator,
      leave,
    ],
  }
  const edit: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      ...(mac ? [{ role: 'pasteAndMatchStyle' } as const] : []),
      { role: 'delete' },
      { role: 'selectAll' },
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { role: 'reload' },
      ...(packaged ? [] : [{ role: 'forceReload' } as const, { role: 'toggleDevTools' } as const]),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
    ],
  }
  const window: MenuItemConstructorOptions = {
    role: 'windowMenu',
    submenu: [
      { role: 'minimize' },
      { role: 'zoom' },
      ...(mac ? [separator, { role: 'front' } as const] : [{ role: 'close' } as const]),
    ],
  }
  const help: MenuItemConstructorOptions = { role: 'help', submenu: [{ role: 'about' }] }
  return mac ? [application, file, edit, view, window] : [file, edit, view, window, help]
}
