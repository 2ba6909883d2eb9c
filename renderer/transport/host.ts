import { type Bridge, LOOPBACK_PATHS } from '#shared/contract/bridge.ts'
import { connectBridge } from './bridge.ts'
import type { Connection } from './connection.ts'
import { type HandOver, handOverByBridge, handOverByUpload } from './hand-over.ts'
import { connectWebSocket } from './websocket.ts'

declare global {
  interface Window {
    readonly driftdesk?: Bridge
  }
}

/** The ways to the backend that this page has. */
export type Host = { readonly connection: Connection; readonly handOver: HandOver }

/** Takes the bridge where a shell has put one on the page, else the page's own origin. */
export function chooseHost(page: Pick<Window, 'driftdesk' | 'location'>): Host {
  const bridge = page.driftdesk
  if (bridge !== undefined) return { connection: connectBridge(bridge), handOver: handOverByBridge(bridge) }
  const url = new URL(LOOPBACK_PATHS.messages, page.location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return { connection: connectWebSocket(url.href), handOver: handOverByUpload() }
}
