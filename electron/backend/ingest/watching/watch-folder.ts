import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import type { Mapping } from '#shared/contract/mapping.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { Dataset, Store } from '../../store/types.ts'
import type { Ingest, SourceFile } from '../types.ts'
import { growthEnd, nameOfGrowth } from './growth-name.ts'

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
const LF = 0x0a

/**
 * Imports what comes into a folder: a new file once it has stopped growing, new lines of an NDJSON file as soon as they
 * are whole. How far a growing file was read is part of the name of the log that its lines became, and so is stored
 * with them in one transaction: a restart goes on where that ended, and no row comes twice.
 */
export function watchFolder(options: WatchOptions): Watch {
  const { folder, everyMs = 1000 } = options
  const stopping = new AbortController()
  const sizes = new Map<string, number>()
  const settled = new Map<string, number>()

  const look = async () => {
    for (const name of (await readdir(folder)).filter((one) => WHOLE.test(one)).sort()) {
      if (stopping.signal.aborted) return
      const { size, ino } = await stat(join(folder, name))
      const before = sizes.get(name)
      sizes.set(name, size)
      if (settled.get(name) === size || size === 0) continue
      try {
        if (GROWING.test(name)) await importGrowth(options, name, ino, size)
        else if (before === size) await importWhole(options, name, size)
        else continue
        settled.set(name, size)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        settled.set(name, size)
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

async function importGrowth(options: WatchOptions, name: string, ino: number, size: number): Promise<void> {
  const known = await options.store.listDatasets(options.model)
  const start = Math.max(0, ...known.map((dataset) => growthEnd(dataset.name, name, ino)))
  const path = join(options.folder, name)
  const end = await endOfLastLine(path, start, size)
  if (end <= start) return
  await mkdir(options.temporary, { recursive: true })
  const part = join(options.temporary, `${randomUUID()}.ndjson`)
  try {
    await pipeline(createReadStream(path, { start, end: end - 1 }), createWriteStream(part))
    await importAs(options, { path: part, name: nameOfGrowth(name, ino, start, end) })
  } finally {
    await rm(part, { force: true })
  }
}

/** The offset after the last line break before `size`, or `start` when there is none after it. */
async function endOfLastLine(path: string, start: number, size: number): Promise<number> {
  const file = await open(path, 'r')
  try {
    const block = new Uint8Array(1 << 16)
    for (let end = size; end > start; ) {
      const from = Math.max(start, end - block.length)
      const { bytesRead } = await file.read(block, 0, end - from, from)
      const at = block.subarray(0, bytesRead).lastIndexOf(LF)
      if (at !== -1) return from + at + 1
      end = from
    }
    return start
  } finally {
    await file.close()
  }
}

async function importAs(options: WatchOptions, file: SourceFile): Promise<void> {
  const signals = { cancelFlag: new Int32Array(new SharedArrayBuffer(4)), report: () => {} }
  const { mapping, model } = options
  const last = (await options.store.listDatasets(model)).at(-1)?.mapping
  const request = {
    files: [file],
    model,
    ...(mapping === undefined ? {} : { mapping }),
    ...(last === undefined ? {} : { guide: last }),
  }
  options.onImport(await options.ingest.importFiles(request, signals))
}

function folderError(folder: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  return new AppError(
    'FILE_UNREADABLE',
    `The folder ${folder} cannot be watched: ${error instanceof Error ? error.message : String(error)}.`,
    'Check that it is there and that you may read it; it is tried again every second.',
    { cause: error },
  )
}
