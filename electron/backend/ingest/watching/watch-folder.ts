import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Mapping } from '#shared/contract/mapping.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import type { Dataset, Store } from '../../store/types.ts'
import { growthFolder } from '../../store/workspace-paths.ts'
import type { Ingest, SourceFile } from '../types.ts'
import { type GrowingFile, newLinesOf, readSoFar, restOfCopy } from './growing-file.ts'
import { keepStates } from './line-states.ts'

export type Watch = {
  /** Ends after what is being imported. */
  stop(): Promise<void>
}

export type WatchOptions = {
  readonly ingest: Ingest
  readonly store: Store
  readonly folder: string
  readonly model: string
  readonly temporary: string
  readonly mapping?: Mapping | undefined
  /** Milliseconds between two looks at the folder. */
  readonly everyMs?: number
  readonly onImport: (dataset: Dataset) => void
  /** A file that cannot be imported is told once and tried again when it changes. */
  readonly onError: (error: AppError, name: string) => void
}

const WHOLE = /\.(csv|tsv|json|parquet|pq|arrow|feather|ndjson|jsonl)(\.(gz|zst))?$/i
const GROWING = /\.(ndjson|jsonl)$/i
const COPIES = /\.(ndjson|jsonl)\.(gz|zst)$/i

/**
 * Imports what comes into a folder: a new file once it has stopped growing, new lines of an NDJSON file as soon as they
 * are whole. How far such a file was read is stored with the lines in one transaction, by what it holds: a restart goes
 * on where that ended, and no row comes twice, however the file is renamed, copied or begun anew.
 */
export function watchFolder(options: WatchOptions): Watch {
  const { folder, everyMs = 1000 } = options
  const stopping = new AbortController()
  const seen = new Map<string, string>()
  const settled = new Map<string, string>()

  const look = async () => {
    for (const name of (await readdir(folder)).filter((one) => WHOLE.test(one)).sort()) {
      if (stopping.signal.aborted) return
      const { size, ino, mtimeMs } = await stat(join(folder, name))
      const stamp = `${ino} ${size} ${mtimeMs}`
      const before = seen.get(name)
      seen.set(name, stamp)
      if (settled.get(name) === stamp || size === 0) continue
      try {
        const path = join(folder, name)
        if (GROWING.test(name)) await importGrowth(options, { path, name, inode: String(ino), size })
        else if (before !== stamp) continue
        else if (COPIES.test(name)) await importCopy(options, name, size)
        else await importWhole(options, name, size)
        settled.set(name, stamp)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        settled.set(name, stamp)
        options.onError(error, name)
      }
    }
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await look()
      } catch (error) {
        options.onError(folderError(folder, error), folder)
      }
      await setTimeout(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()

  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function importWhole(options: WatchOptions, name: string, size: number): Promise<void> {
  const known = await options.store.listDatasets(options.model)
  if (known.some((dataset) => dataset.name === name && dataset.document.bytes === size)) return
  await importAs(options, { path: join(options.folder, name), name })
}

/** Stores the whole lines that a file has beyond what was read of it. */
export async function importGrowth(
  options: Pick<WatchOptions, 'ingest' | 'store' | 'model' | 'mapping' | 'temporary' | 'onImport'>,
  file: GrowingFile,
): Promise<void> {
  const { ingest, store, model, mapping, temporary } = options
  const marks = await store.listFileMarks(model)
  const states = join(ingest.growthFolder, growthFolder(model))
  const before = await readSoFar(file, marks, states)
  const lines = await newLinesOf(file, before, { temporary, states })
  if (lines === null) return
  const { part, mark } = lines
  try {
    const request = { file: { path: part, name: file.name }, model, mapping, before, mark }
    const { dataset, document } = await ingest.importGrowth(request, quietly())
    await keepStates(states, file.inode, before?.lines ?? 0, lines.states)
    options.onImport({ ...dataset, document })
  } finally {
    await rm(part, { force: true })
    await rm(lines.states, { force: true })
  }
}

/** A compressed copy of a growing file holds lines that are stored already. */
async function importCopy(options: WatchOptions, name: string, size: number): Promise<void> {
  const { store, model, folder, temporary } = options
  const marks = await store.listFileMarks(model)
  const path = join(folder, name)
  const compression = name.endsWith('.gz') ? 'gzip' : 'zstd'
  const { known, part } = await restOfCopy({ path, name }, compression, marks, temporary)
  if (!known) return importWhole(options, name, size)
  if (part === null) return
  try {
    await importAs(options, { path: part, name })
  } finally {
    await rm(part, { force: true })
  }
}

async function importAs(options: WatchOptions, file: SourceFile): Promise<void> {
  const { mapping, model } = options
  const last = (await options.store.listDatasets(model)).at(-1)?.mapping
  const request = {
    files: [file],
    model,
    ...(mapping === undefined ? {} : { mapping }),
    ...(last === undefined ? {} : { guide: last }),
  }
  options.onImport(await options.ingest.importFiles(request, quietly()))
}

const quietly = () => ({ cancelFlag: new Int32Array(new SharedArrayBuffer(4)), report: () => {} })

function folderError(folder: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  return new AppError(
    'FILE_UNREADABLE',
    say('error.watch.folder', { folder, cause: error instanceof Error ? error.message : String(error) }),
    say('error.watch.folder.mend'),
    { cause: error },
  )
}
