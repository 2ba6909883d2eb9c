import { createHash, randomUUID } from 'node:crypto'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { JobProgress } from '#shared/contract/events.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import type { Dataset, Store } from '../store/types.ts'
import { workspacePaths } from '../store/workspace-paths.ts'
import { siblingModule, startRpcWorker } from '../threads/rpc.ts'
import { growLog } from './grow-log.ts'
import type { HashProcedures, IngestProcedures } from './procedures.ts'
import { createPhase, createPulse } from './progress.ts'
import { secondsSince, stagedImport } from './staged-import.ts'
import { createTurns, type TurnSignals } from './turns.ts'
import type { Ingest, JobSignals, SourceFile } from './types.ts'

/**
 * Starts the threads that read files: one with DuckDB, one for hashes. Imports run one after the other;
 * looking at files does not wait for them. A cancelled import is answered at once and cleaned up behind.
 */
export async function createIngest(options: {
  readonly store: Store
  /** The workspace. */
  readonly folder: string
  readonly temporary: string
}): Promise<Ingest> {
  const { store, folder, temporary } = options
  await mkdir(temporary, { recursive: true })
  const reader = startRpcWorker<IngestProcedures>(siblingModule('ingest-worker', import.meta.url), {
    workerData: { temporary },
    // Its values are in typed arrays; a larger nursery only grows.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  })
  const hasher = startRpcWorker<HashProcedures>(siblingModule('hash-worker', import.meta.url))
  const turns = createTurns()

  /** Hashes files while others read them; it is told of only while somebody waits for it. */
  const startHashing = (files: readonly SourceFile[], total: number, cancelFlag: Int32Array): Hashing => {
    let newest: JobProgress = {
      stage: 'hashing',
      subject: files[0]?.name ?? '',
      done: 0,
      total,
      unit: 'bytes',
      rows_per_second: null,
      seconds_left: null,
    }
    let tell: JobSignals['report'] | null = null
    const hashes = hasher.call(
      'hash',
      { files, cancelFlag },
      {
        onProgress(progress) {
          newest = { ...progress, total }
          tell?.(newest)
        },
      },
    )
    let ended = false
    const end = () => {
      ended = true
    }
    // How it failed is told to who waits; reading finds what is wrong with a file and says it better.
    hashes.then(end, end)
    return {
      whole(report) {
        if (ended) return hashes
        tell = report
        report(newest)
        return hashes
      },
    }
  }

  const presentAlready = async (
    model: string,
    request: Parameters<typeof reader.call<'shape'>>[1],
    hashes: Hashing,
    report: JobSignals['report'],
  ): Promise<Dataset | null> => {
    // What is wrong with the files is found, and told, by reading them.
    const known = await hashes.whole(report).catch(() => null)
    if (known === null) return null
    const shape = await reader.call('shape', request, { onProgress: report })
    return store.findDataset(model, contentHash(known.hashes, shape))
  }

  const importNow = async (
    { files, mapping, guide, model }: Parameters<Ingest['importFiles']>[0],
    { cancelFlag, report, storing }: TurnSignals,
  ): Promise<Dataset> => {
    const started = performance.now()
    const id = randomUUID() as DatasetId
    const staging = join(workspacePaths(folder).staging, id)
    const bytesOfAll = await sizeOf(files)
    const hashes = startHashing(files, bytesOfAll, cancelFlag)
    try {
      const saved = (await store.chosenMapping(model)) ?? guide
      const request = { files, mapping, saved, cancelFlag }
      // Only where a log of the same size is stored can the content be known; then hashing spares the reading.
      if (await store.hasDatasetOfSize(model, bytesOfAll)) {
        const present = await presentAlready(model, request, hashes, report)
        if (present !== null) return sameAgain(present, secondsSince(started))
      }
      const log = await reader.call('read', { ...request, staging }, { onProgress: report })
      const { hashes: fileHashes, bytes } = await hashes.whole(report)
      storing()
      createPhase(report, { stage: 'storing', subject: nameOf(files), unit: 'steps' })(0, 1)
      const dataset = await store.addDataset(
        stagedImport(log, {
          id,
          folder: staging,
          model,
          name: nameOf(files),
          hash: contentHash(fileHashes, log.shape),
          bytes,
          seconds: secondsSince(started),
        }),
      )
      return dataset.id === id ? dataset : sameAgain(dataset, secondsSince(started))
    } finally {
      await rm(staging, { recursive: true, force: true })
    }
  }

  return {
    async inspect({ files, mapping }, { cancelFlag, report }) {
      const saved = mapping?.model === undefined ? null : await store.chosenMapping(mapping.model)
      const request = { files, mapping, saved: saved ?? undefined, cancelFlag }
      const pulse = createPulse(report)
      try {
        return await reader.call('inspect', request, { onProgress: pulse.report })
      } finally {
        pulse.end()
      }
    },
    importFiles: (request, signals) => turns.take(signals, (own) => importNow(request, own)),
    importGrowth: (request, signals) =>
      turns.take(signals, (own) => growLog({ store, reader, folder }, request, own)),
    exportRows: (request, { cancelFlag, report }) =>
      reader.call('exportRows', { ...request, cancelFlag }, { onProgress: report }),
    growthFolder: workspacePaths(folder).growth,
    async close() {
      // The thread that reads removes its own temporary files.
      await turns.cancelledEnded()
      await Promise.all([reader.close(), hasher.close()])
      await turns.ended()
    },
  }
}

type Hashing = {
  whole(report: JobSignals['report']): Promise<{ readonly hashes: readonly string[]; readonly bytes: number }>
}

function contentHash(files: readonly string[], shape: string): string {
  return createHash('sha256').update(JSON.stringify({ files, shape })).digest('hex')
}

async function sizeOf(files: readonly SourceFile[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(({ path }) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** The dataset that is there, with a document of what this import did: nothing. */
function sameAgain(dataset: Dataset, seconds: number): Dataset {
  const { document } = dataset
  return {
    ...dataset,
    document: {
      ...document,
      rows_stored: 0,
      rows_duplicate: document.rows_read - document.rows_rejected,
      seconds,
      notes: [say('import.note.same_again', { since: dataset.createdAt }), ...document.notes],
    },
  }
}

function nameOf(files: readonly SourceFile[]): string {
  const [first, second] = files
  if (first === undefined) return ''
  return second === undefined ? first.name : `${first.name} and ${files.length - 1} more`
}
