import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { JobProgress } from '#shared/contract/events.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import { openChunk } from '../../store/chunks/reader.ts'
import { openStore } from '../../store/open-store.ts'
import type { Dataset, Store } from '../../store/types.ts'
import { createIngest } from '../create-ingest.ts'
import type { Ingest, JobSignals } from '../types.ts'

export type Values = (number | string | null)[]

/** A workspace in a temporary folder with real threads, files to read, and columns read back. */
export type Workbench = {
  readonly folder: string
  readonly store: Store
  readonly ingest: Ingest
  /** Writes a file for an import and returns its path. */
  file(name: string, content: string | Uint8Array): string
  /** Imports files as a model of their own unless one is named. */
  load(paths: string | readonly string[], options?: { mapping?: Mapping; model?: string }): Promise<Dataset>
  close(): Promise<void>
}

export function signals(onReport: (progress: JobProgress) => void = () => {}): JobSignals {
  return { cancelFlag: new Int32Array(new SharedArrayBuffer(4)), report: onReport }
}

export async function openWorkbench(): Promise<Workbench> {
  const root = mkdtempSync(join(tmpdir(), 'driftdesk-ingest-'))
  const folder = join(root, 'workspace')
  const store = await openStore({ folder })
  const ingest = await createIngest({ store, folder, temporary: join(root, 'temporary') })
  let models = 0
  return {
    folder,
    store,
    ingest,
    file(name, content) {
      const path = join(root, 'files', name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, content)
      return path
    },
    load(paths, { mapping, model = `model-${++models}` } = {}) {
      const files = [paths].flat().map((path) => ({ path, name: basename(path) }))
      return ingest.importFiles({ files, model, ...(mapping === undefined ? {} : { mapping }) }, signals())
    },
    async close() {
      await ingest.close()
      await store.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** All values of a stored column: numbers and times as they are, texts and booleans as texts, null where missing. */
export function columnOf(dataset: Dataset, name: string): Values {
  return dataset.chunks.flatMap(({ path }): Values => {
    const chunk = openChunk(path)
    try {
      const storage = chunk.columns.find((column) => column.name === name)?.storage
      if (storage === 'number' || storage === 'timestamp') {
        const values = new Float64Array(chunk.rows)
        chunk.numbers(name, values, 0)
        return [...values].map((value) => (Number.isNaN(value) ? null : value))
      }
      const { codes, values } = chunk.categories(name)
      return [...codes].map((code) => (code < 0 ? null : values[code]))
    } finally {
      chunk.close()
    }
  })
}

export function roleOf(dataset: Dataset, name: string): string | undefined {
  return dataset.columns.find((column) => column.name === name)?.role
}
