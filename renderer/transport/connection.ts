import type { Transport } from '#shared/contract/client.ts'

/** Whether the backend can be reached, for the banner that says so. */
export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  /** `retryAt`: when the next attempt starts, in milliseconds since the epoch. */
  | { readonly kind: 'disconnected'; readonly retryAt: number }

/** A transport together with what is known about the line under it. */
export type Connection = {
  readonly transport: Transport
  state(): ConnectionState
  /** Calls back with each change from now on; the returned function stops it. */
  onState(listener: (state: ConnectionState) => void): () => void
  /** Tries at once instead of waiting for the next attempt. */
  retryNow(): void
  close(): void
}
