import type { Transport } from '#shared/contract/client.ts'
import type { Backend } from './backend.ts'

/** The contract's transport for callers in the same process: the command line and tests. */
export function localTransport(backend: Backend): Transport {
  return {
    send: (operation, params) => backend.handle(operation, params),
    onEvent: (listener) => backend.onEvent(listener),
  }
}
