import { ipcMain } from 'electron'
import { handleIpc, type IpcOptions } from './ipc-handlers.ts'

/** Opens the channels of the preload script. No other file may touch Electron's raw ipc in the main process. */
export function openIpc(options: IpcOptions): void {
  handleIpc(ipcMain, options)
}
