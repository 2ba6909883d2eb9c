import { type Bridge, bridgeTransport } from '#shared/contract/bridge.ts'
import type { Connection } from './connection.ts'

/** The connection of a shell that puts a bridge on the page; that line cannot break while the page lives. */
export function connectBridge(bridge: Bridge): Connection {
  return {
    transport: bridgeTransport(bridge),
    state: () => ({ kind: 'connected' }),
    onState: () => () => undefined,
    retryNow: () => undefined,
    close: () => undefined,
  }
}
