import type { ImportDocument } from '#shared/contract/documents/import.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import { AppError } from '#shared/domain/errors.ts'
import { type Watch, watchFolder } from '../ingest/watching/watch-folder.ts'
import type { Services } from '../services.ts'
import type { Dataset } from '../store/types.ts'
import { afterImport } from './stored-log.ts'

export type WatchRequest = {
  /** Absolute path. */
  readonly folder: string
  readonly model: string
  readonly mapping?: Mapping | undefined
  /** `name` is what the log is called. */
  readonly onImport: (document: ImportDocument, name: string) => void
  /** A file or folder that cannot be read is told once and tried again when it changes. */
  readonly onError: (error: AppError, name: string) => void
}

/** The folders that are watched while the backend is open. */
export type Watches = {
  start(request: WatchRequest): Watch
  close(): Promise<void>
}

export function createWatches(services: Services): Watches {
  const running = new Set<Watch>()
  return {
    start(request) {
      const { store, ingest, profiles, platform } = services
      const cancelFlag = new Int32Array(new SharedArrayBuffer(4))
      let following: Promise<void> = Promise.resolve()
      const follow = async (dataset: Dataset) => {
        try {
          request.onImport(await afterImport(services, dataset, { cancelFlag }), dataset.name)
          await profiles.catchUp(dataset.model)
        } catch (error) {
          request.onError(asAppError(error), dataset.name)
        }
      }
      const watch = watchFolder({
        ingest,
        store,
        folder: request.folder,
        model: request.model,
        mapping: request.mapping,
        temporary: platform.paths.temporary,
        onImport: (dataset) => {
          following = following.then(() => follow(dataset))
        },
        onError: request.onError,
      })
      const entry: Watch = {
        async stop() {
          await watch.stop()
          await following
          running.delete(entry)
        },
      }
      running.add(entry)
      return entry
    },
    async close() {
      await Promise.all([...running].map((watch) => watch.stop()))
    },
  }
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const cause = error instanceof Error ? error.message : String(error)
  return new AppError(
    'INTERNAL',
    `The log is stored, but what follows from it failed: ${cause}.`,
    'Start again; it is made up for then.',
    { cause: error },
  )
}
