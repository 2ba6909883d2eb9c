import type { Bridge } from '#shared/contract/bridge.ts'
import { fromErrorShape } from '#shared/contract/errors.ts'
import type { Connection } from './connection.ts'

/** The connection of a shell that puts a bridge on the page; that line cannot break while the page lives. */
export function connectBridge(bridge: Bridge): Connection {
  return {
    transport: {
      async send(operation, params) {
        const answer = await bridge.send(operation, params)
        if (!answer.ok) throw fromErrorShape(answer.error)
        return answer.result
      },
      onEvent: (listener) => bridge.onEvent(listener),
    },
    state: () => ({ kind: 'connected' }),
    onState: () => () => undefined,
    retryNow: () => undefined,
    close: () => undefined,
  }
}
