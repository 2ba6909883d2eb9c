import type { BackendChoice } from '#shared/contract/backend-choice.ts'
import type { EventMessage } from '#shared/contract/events.ts'
import type { FileReference } from '#shared/contract/sources.ts'
import type { Computed } from './compute/dense/dense.ts'
import type { DenseWork } from './compute/dense/work.ts'
import type { Watch } from './ingest/watching/watch-folder.ts'
import type { WatchRequest } from './logs/watches.ts'

/** What a shell sees of the backend. */
export type Backend = {
  /**
   * Runs one operation that came from outside: looked up by name, parsed, then handled. Jobs answer with
   * `{job}` at once. Rejects with an `AppError`.
   */
  handle(operation: unknown, params: unknown): Promise<unknown>
  /** Calls back with each event from now on; the returned function stops it. */
  onEvent(listener: (message: EventMessage) => void): () => void
  /** Makes a real file known under an expiring token. Rejects with `FILE_NOT_FOUND` or `FILE_UNREADABLE`. */
  grantFile(path: string, name?: string): Promise<FileReference>
  /** Files handed over from outside the page (command line, menu, dock): the page is told by an event. */
  openFiles(paths: readonly string[]): Promise<void>
  /** Cancels the jobs, ends the worker threads, closes the workspace. */
  close(): Promise<void>
}

/** A backend in the process of its caller, who may name folders of this computer. */
export type LocalBackend = Backend & {
  /** Imports what comes into a folder until it is stopped or the backend closes. */
  watchFolder(request: WatchRequest): Watch
  /** Does arithmetic on all cores or a graphics device. Rejects with `CANCELLED` once the signal fires. */
  compute<T>(work: DenseWork<T>, choice: BackendChoice, signal: AbortSignal): Promise<Computed<T>>
}
