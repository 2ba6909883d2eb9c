import type { Bridge, BridgeAnswer } from '#shared/contract/bridge.ts'
import type { ErrorShape } from '#shared/contract/errors.ts'
import type { EventMessage } from '#shared/contract/events.ts'
import type { FileReference } from '#shared/contract/sources.ts'
import { CHANNELS } from './channels.ts'

/** As much of Electron's `ipcRenderer` as is used. */
export type RendererChannels = {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
  on(channel: string, listener: (event: unknown, message: EventMessage) => void): unknown
  off(channel: string, listener: (event: unknown, message: EventMessage) => void): unknown
}

/**
 * What the page gets: the bridge of the contract, whose functions close over the channels and hand out neither
 * them nor their event objects.
 * @param pathOf path of a `File` that was dropped or chosen; empty for one that the page made itself
 */
export function createBridge(channels: RendererChannels, pathOf: (file: object) => string): Bridge {
  const ask = async <T>(channel: string, ...args: unknown[]): Promise<BridgeAnswer<T>> => {
    try {
      return (await channels.invoke(channel, ...args)) as BridgeAnswer<T>
    } catch {
      // Electron puts the channel and the cause of the main process into the message; the page needs neither.
      return { ok: false, error: DISCONNECTED }
    }
  }
  return {
    send: (operation, params) => ask(CHANNELS.send, operation, params),
    onEvent(listener) {
      const relay = (_event: unknown, message: EventMessage) => listener(message)
      channels.on(CHANNELS.event, relay)
      return () => {
        channels.off(CHANNELS.event, relay)
      }
    },
    async grantFile(file) {
      let path = ''
      try {
        path = pathOf(file)
      } catch {
        return { ok: false, error: NO_FILE }
      }
      return path === '' ? { ok: false, error: NO_FILE } : ask<FileReference>(CHANNELS.grant, path)
    },
  }
}

const DISCONNECTED: ErrorShape = {
  code: 'DISCONNECTED',
  message: 'The request did not reach Driftdesk.',
  mend: 'Reload the window.',
}
const NO_FILE: ErrorShape = {
  code: 'FILE_NOT_FOUND',
  message: 'This is not a file of this computer.',
  mend: 'Save it first, then drop the file.',
}
