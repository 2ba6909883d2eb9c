import { join, resolve } from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  Menu,
  Notification,
  nativeTheme,
  protocol,
  safeStorage,
  session,
  shell,
} from 'electron'
import { createBackend } from '#backend/create-backend.ts'
import { createWorkspaceHost, type WorkspaceHost } from '#backend/lifecycle/workspace-host.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import { makeTemporaryFolder, type TemporaryFolder } from '../security/files/temporary-folder.ts'
import { showPage, type WindowFault, windowFaultDialog } from './app-window.ts'
import { CHANNELS } from './channels.ts'
import { openIpc } from './ipc.ts'
import { menuTemplate } from './menu.ts'
import { guardNavigation } from './navigation.ts'
import { restrictPermissions } from './permissions.ts'
import { chooseFiles, type ElectronParts, electronPlatform } from './platform.ts'
import { APP_PROTOCOL, serveApp } from './protocol.ts'
import { readArguments, readHandover } from './start-arguments.ts'
import { PRINT_PARTITION, windowOptions } from './window-options.ts'

/** `dist/`; this file is built to `dist/main/electron/shell/`. */
const BUILD_FOLDER = resolve(import.meta.dirname, '..', '..', '..')
const RESOURCES_FOLDER = join(app.isPackaged ? process.resourcesPath : app.getAppPath(), 'resources')

const given = readArguments(process.argv, app.isPackaged, process.cwd())
const windows = new Set<BrowserWindow>()
const opening = Promise.withResolvers<WorkspaceHost>()
let temporary: TemporaryFolder | undefined
let isClosing = false

const parts: ElectronParts = {
  dialog,
  window: () => BrowserWindow.getFocusedWindow() ?? [...windows][0],
  openPrintWindow: (options) => new BrowserWindow(options),
  showNotification: (options) => new Notification(options).show(),
  openExternal: (url) => shell.openExternal(url),
  safeStorage,
  downloads: app.getPath('downloads'),
}

// The name is fixed, whatever a package calls the app: the loopback window opens the same workspace.
app.setPath('userData', join(app.getPath('appData'), 'driftdesk'))
app.enableSandbox()
protocol.registerSchemesAsPrivileged([APP_PROTOCOL])

if (app.requestSingleInstanceLock(given)) run()
else app.quit()

function run(): void {
  // Files can come before the app is ready; `opening` keeps them until there is a backend.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openFiles([path])
  })
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const handover = readHandover(data)
    showWindow()
    if (handover.workspace !== null && handover.workspace !== given.workspace) {
      tellOf('Driftdesk is open already.', `Change its workspace there to open ${handover.workspace}.`)
    }
    if (handover.files.length > 0) openFiles(handover.files)
  })
  app.on('activate', () => showWindow())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('before-quit', (event) => {
    if (isClosing) return
    isClosing = true
    event.preventDefault()
    close()
      .catch((error: unknown) => process.stderr.write(`${toErrorShape(error).message}\n`))
      .finally(() => app.exit(0))
  })
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents, openExternal))
  app.whenReady().then(start).catch(fail)
}

async function start(): Promise<void> {
  restrictPermissions(session.defaultSession)
  restrictPermissions(session.fromPartition(PRINT_PARTITION))
  serveApp(protocol, join(BUILD_FOLDER, 'renderer'))
  openIpc({
    backend: () => opening.promise,
    isOurWindow: (id) => [...windows].some((window) => window.webContents.id === id),
  })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        platform: process.platform,
        packaged: app.isPackaged,
        openFiles: () => {
          chooseFiles(parts).then(openFiles).catch(fail)
        },
      }),
    ),
  )
  showWindow()
  await openBackend()
}

async function openBackend(): Promise<void> {
  const ownFolder = await makeTemporaryFolder(app.getPath('temp'))
  temporary = ownFolder
  const userData = app.getPath('userData')
  const paths = {
    workspace: given.workspace ?? join(userData, 'workspace'),
    temporary: ownFolder.path,
    resources: RESOURCES_FOLDER,
  }
  const backend = createWorkspaceHost({
    platform: electronPlatform(parts, paths),
    create: createBackend,
    userData,
    // The page shows why, with what can be done about it.
    onFault: (error) => process.stderr.write(`${toErrorShape(error).message}\n`),
  })
  backend.onEvent((message) => {
    for (const window of windows) window.webContents.send(CHANNELS.event, message)
  })
  opening.resolve(backend)
  if (given.files.length > 0) await backend.openFiles(given.files)
}

function showWindow(): void {
  if (!app.isReady() || isClosing) return
  const [open] = windows
  if (open !== undefined) {
    if (open.isMinimized()) open.restore()
    open.focus()
    return
  }
  const preload = join(BUILD_FOLDER, 'preload', 'preload.cjs')
  const window = new BrowserWindow(windowOptions(preload, nativeTheme.shouldUseDarkColors, app.isPackaged))
  windows.add(window)
  window.once('closed', () => windows.delete(window))
  showPage(window, (fault) => askAfterFault(window, fault))
}

function askAfterFault(window: BrowserWindow, fault: WindowFault): void {
  dialog
    .showMessageBox(windowFaultDialog(fault))
    .then(({ response }) => {
      if (response !== 0) app.quit()
      else if (!window.isDestroyed()) window.reload()
    })
    .catch(fail)
}

function openFiles(paths: readonly string[]): void {
  if (paths.length === 0) return
  opening.promise.then((backend) => backend.openFiles(paths)).catch(fail)
}

function openExternal(url: string): void {
  shell.openExternal(url).catch(fail)
}

/** Shows a fault that belongs to no request of the page. */
function fail(error: unknown): void {
  const { message, mend } = toErrorShape(error)
  tellOf(message, mend)
}

function tellOf(message: string, detail: string): void {
  dialog.showErrorBox(message, detail)
}

async function close(): Promise<void> {
  const opened = await Promise.race([opening.promise, Promise.resolve(null)])
  await opened?.close()
  await temporary?.remove()
}
