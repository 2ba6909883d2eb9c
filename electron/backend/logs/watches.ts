import { randomBytes } from 'node:crypto'
import { basename, resolve } from 'node:path'
import type { ImportDocument } from '#shared/contract/documents/import.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import type { WatchView } from '#shared/contract/watch-operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { FolderToken, WatchId } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import { type Watch, watchFolder } from '../ingest/watching/watch-folder.ts'
import type { Services } from '../services.ts'
import type { KeptWatch } from '../store/keeping-types.ts'
import type { Dataset } from '../store/types.ts'
import { afterImport } from './stored-log.ts'

const TOKEN_BYTES = 18

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
  /** For a caller in this process, who is told of everything; a window can start the same folder later. */
  start(request: WatchRequest): Watch
  list(): Promise<WatchView[]>
  /** Makes a folder that the person chose known under a token. */
  grant(folder: string): { readonly folder: FolderToken; readonly name: string }
  /** Rejects with `TOKEN_EXPIRED`. */
  startGranted(folder: FolderToken, model: string, mapping: Mapping | undefined): Promise<WatchView>
  /** Rejects with `NOT_FOUND`, as the next two. */
  startKnown(watch: WatchId): Promise<WatchView>
  stop(watch: WatchId): Promise<WatchView>
  forget(watch: WatchId): Promise<void>
  /** Goes on with what ran when the workspace was closed. */
  resume(): Promise<void>
  close(): Promise<void>
}

type Course = Pick<WatchView, 'rows_stored' | 'rows_rejected' | 'last' | 'problem'>

export function createWatches(services: Omit<Services, 'watches'>): Watches {
  const { store, ingest, profiles, platform, events, breakers, alerts } = services
  const running = new Set<Watch>()
  const kept = new Map<WatchId, Watch>()
  const courses = new Map<WatchId, Course>()
  const granted = new Map<FolderToken, string>()

  const begin = (request: WatchRequest): Watch => {
    // Who waits for files sees that none come.
    breakers.startClock()
    alerts.startClock()
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
  }

  const changed = () => events.publish({ type: 'watches.changed' })

  const beginKept = ({ id, folder, model, mapping }: KeptWatch): void => {
    if (kept.has(id)) return
    let course: Course = { rows_stored: 0, rows_rejected: 0, last: null, problem: null }
    const move = (next: Partial<Course>) => {
      course = { ...course, ...next }
      courses.set(id, course)
      changed()
    }
    move({})
    const watch = begin({
      folder,
      model,
      mapping: mapping ?? undefined,
      onImport({ rows_stored, rows_rejected }, name) {
        const at = new Date().toISOString()
        move({
          rows_stored: course.rows_stored + rows_stored,
          rows_rejected: course.rows_rejected + rows_rejected,
          last: { name, at, rows_stored },
          problem: null,
        })
      },
      onError: (error, name) => move({ problem: { ...toErrorShape(error), name } }),
    })
    kept.set(id, watch)
  }

  const end = async (id: WatchId): Promise<void> => {
    await kept.get(id)?.stop()
    kept.delete(id)
  }

  const find = async (id: WatchId): Promise<KeptWatch> => {
    const found = (await store.listWatches()).find((watch) => watch.id === id)
    if (found !== undefined) return found
    throw new AppError('NOT_FOUND', say('error.watch.gone'), say('mend.choose_folder_again'))
  }

  const view = ({ id, folder, model, createdAt }: KeptWatch): WatchView => ({
    watch: id,
    folder,
    model,
    running: kept.has(id),
    created_at: createdAt,
    ...(courses.get(id) ?? { rows_stored: 0, rows_rejected: 0, last: null, problem: null }),
  })

  return {
    start(request) {
      const { folder, model, mapping = null } = request
      // Only so that a window can offer the folder; the watch itself does not depend on it.
      store
        .addWatch({ folder, model, mapping, running: false })
        .catch((error: unknown) => request.onError(asAppError(error), folder))
      return begin(request)
    },
    list: async () => (await store.listWatches()).map(view),
    grant(path) {
      const folder = randomBytes(TOKEN_BYTES).toString('base64url') as FolderToken
      granted.set(folder, resolve(path))
      return { folder, name: basename(resolve(path)) || path }
    },
    async startGranted(token, model, mapping = undefined) {
      const folder = granted.get(token)
      if (folder === undefined) {
        throw new AppError('TOKEN_EXPIRED', say('error.watch.unknown'), say('mend.choose_again'))
      }
      const watch = await store.addWatch({ folder, model, mapping: mapping ?? null, running: true })
      beginKept(watch)
      return view(watch)
    },
    async startKnown(id) {
      const watch = await find(id)
      if (!kept.has(id)) {
        await store.setWatchRunning(id, true)
        beginKept(watch)
      }
      return view(watch)
    },
    async stop(id) {
      const watch = await find(id)
      if (kept.has(id)) {
        await store.setWatchRunning(id, false)
        await end(id)
        changed()
      }
      return view(watch)
    },
    async forget(id) {
      await end(id)
      await store.removeWatch(id)
      courses.delete(id)
      changed()
    },
    async resume() {
      for (const watch of await store.listWatches()) if (watch.running) beginKept(watch)
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
