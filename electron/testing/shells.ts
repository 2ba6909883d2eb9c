import { mkdtemp, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { WebSocket } from 'ws'
import type { Backend } from '#backend/backend.ts'
import { createBackend } from '#backend/create-backend.ts'
import { createWorkspaceHost } from '#backend/lifecycle/workspace-host.ts'
import type { Platform } from '#backend/platform.ts'
import { type Bridge, bridgeTransport } from '#shared/contract/bridge.ts'
import type { Transport } from '#shared/contract/client.ts'
import { fromErrorShape } from '#shared/contract/errors.ts'
import { type EventMessage, eventMessage } from '#shared/contract/events.ts'
import { decodeFrame, encodeFrame, responseFrame } from '#shared/contract/frame.ts'
import type { FileReference } from '#shared/contract/sources.ts'
import { startLoopback } from '../loopback/start-loopback.ts'
import { createBridge } from '../shell/bridge.ts'
import { CHANNELS } from '../shell/channels.ts'
import { handleIpc } from '../shell/ipc-handlers.ts'
import { electronPlatform } from '../shell/platform.ts'
import type { SenderEvent } from '../shell/sender.ts'
import { NO_SAFE_STORAGE } from '../shell/testing/no-safe-storage.ts'

const RESOURCES = resolve(import.meta.dirname, '..', '..', 'resources')

/** One shell with the real backend behind it, reached as its page reaches it. */
export type Shell = {
  readonly transport: Transport
  grant(path: string): Promise<FileReference>
  close(): Promise<void>
}

export const SHELLS: readonly [name: 'loopback' | 'electron', open: (folder: string) => Promise<Shell>][] = [
  ['loopback', openLoopback],
  ['electron', openElectron],
]

/** As both shells do. */
function hostOf(platform: Platform, folder: string): Backend {
  const userData = join(folder, 'user')
  return createWorkspaceHost({ platform, create: createBackend, userData, onFault: () => undefined })
}

async function openLoopback(folder: string): Promise<Shell> {
  const loopback = await startLoopback({
    createBackend: async (platform) => hostOf(platform, folder),
    workspace: join(folder, 'workspace'),
    resources: RESOURCES,
    assets: folder,
    browser: { found: false, reason: 'None here.', mend: 'Install one.' },
    say: () => undefined,
  })
  const entered = await fetch(loopback.freshLink(), { redirect: 'manual' })
  const Cookie = entered.headers.get('Set-Cookie')?.split(';')[0] ?? ''
  const headers = { Cookie, Origin: loopback.origin }
  const socket = new WebSocket(`${loopback.origin.replace('http', 'ws')}/messages`, { headers })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const listeners = new Set<(message: EventMessage) => void>()
  socket.on('message', (data: Buffer, isBinary) => {
    const message = decodeFrame(isBinary ? new Uint8Array(data) : data.toString('utf8'))
    const response = responseFrame.safeParse(message)
    if (!response.success) {
      const event = eventMessage.parse(message)
      for (const listener of listeners) listener(event)
      return
    }
    const request = waiting.get(response.data.id)
    if (response.data.ok) request?.resolve(response.data.result)
    else request?.reject(fromErrorShape(response.data.error))
  })
  await new Promise((done, fail) => socket.once('open', done).once('error', fail))
  return {
    transport: {
      send(operation, params) {
        const id = waiting.size
        const answer = Promise.withResolvers<unknown>()
        waiting.set(id, answer)
        socket.send(encodeFrame({ id, operation, params }))
        return answer.promise
      },
      onEvent(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    async grant(path) {
      const answer = await fetch(`${loopback.origin}/files?name=log.csv`, {
        method: 'POST',
        headers,
        body: new Uint8Array(await readFile(path)),
      })
      return (await answer.json()) as FileReference
    },
    async close() {
      socket.close()
      await loopback.close()
    },
  }
}

/** Electron's ipc as far as it matters: two ends that structured clones travel between. */
async function openElectron(folder: string): Promise<Shell> {
  const temporary = await mkdtemp(join(folder, 'temporary-'))
  const saved = join(folder, 'saved.html')
  const backend = hostOf(
    electronPlatform(
      {
        dialog: {
          showOpenDialog: async () => ({ canceled: false, filePaths: [join(folder, 'current.csv')] }),
          showSaveDialog: async () => ({ canceled: false, filePath: saved }),
        },
        window: () => undefined,
        openPrintWindow: () => {
          throw new Error('Electron does not run here')
        },
        showNotification: () => undefined,
        openExternal: async () => undefined,
        safeStorage: NO_SAFE_STORAGE,
        downloads: folder,
      },
      { workspace: join(folder, 'workspace'), temporary, resources: RESOURCES },
    ),
    folder,
  )
  const handlers = new Map<string, (event: SenderEvent, ...args: unknown[]) => Promise<unknown>>()
  handleIpc(
    { handle: (channel, handler) => handlers.set(channel, handler) },
    { backend: async () => backend, isOurWindow: (id) => id === 1 },
  )
  const page: SenderEvent = { senderFrame: { url: 'app://driftdesk/', parent: null }, sender: { id: 1 } }
  const relays = new Set<(event: unknown, message: EventMessage) => void>()
  backend.onEvent((message) => {
    for (const relay of relays) relay({}, structuredClone(message))
  })
  const bridge: Bridge = createBridge(
    {
      async invoke(channel, ...args) {
        return structuredClone(await handlers.get(channel)?.(page, ...structuredClone(args)))
      },
      on: (channel, relay) => channel === CHANNELS.event && relays.add(relay),
      off: (_channel, relay) => relays.delete(relay),
    },
    (file) => String(Reflect.get(file, 'path')),
  )
  return {
    transport: bridgeTransport(bridge),
    async grant(path) {
      const answer = await bridge.grantFile({ path })
      if (!answer.ok) throw fromErrorShape(answer.error)
      return answer.result
    },
    close: () => backend.close(),
  }
}
