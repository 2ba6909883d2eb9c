import type { ErrorShape } from '#shared/contract/errors.ts'

/** What a worker offers: for each procedure its parameters, its result and what it reports on the way. */
export type Procedures = {
  readonly [name: string]: { readonly params: unknown; readonly result: unknown; readonly progress?: unknown }
}

export type ProgressOf<P extends Procedures, Name extends keyof P> = P[Name] extends {
  readonly progress: infer Progress
}
  ? Progress
  : never

/** From the client to the worker. */
export type WorkerRequest =
  | { readonly kind: 'call'; readonly id: number; readonly procedure: string; readonly params: unknown }
  | { readonly kind: 'close' }

/** From the worker to the client. */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly kind: 'done'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorShape }
