import { createHash, randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mapping } from '#shared/contract/mapping.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import type { FileMark } from '../store/growth-types.ts'
import type { Dataset, Store } from '../store/types.ts'
import { workspacePaths } from '../store/workspace-paths.ts'
import type { RpcClient } from '../threads/rpc.ts'
import { planMerge } from './merging/plan-merge.ts'
import type { IngestProcedures } from './procedures.ts'
import { createPhase } from './progress.ts'
import { secondsSince, stagedImport } from './staged-import.ts'
import type { TurnSignals } from './turns.ts'
import type { Grown, SourceFile } from './types.ts'

export type GrowthRequest = {
  /** The new lines alone. */
  readonly file: SourceFile
  readonly model: string
  readonly mapping?: Mapping | undefined
  /** How far the growing file was read before; null at its start. */
  readonly before: FileMark | null
  /** And how far it is read with these lines. */
  readonly mark: Omit<FileMark, 'dataset'>
}

type Parts = { readonly store: Store; readonly reader: RpcClient<IngestProcedures>; readonly folder: string }

/**
 * Stores new lines of a growing file: as part of the log that the lines before them became, where they fit its columns
 * and it was begun on the same day, else as a log of their own. Small chunks are merged on the way.
 */
export async function growLog(
  { store, reader, folder }: Parts,
  { file, model, mapping, before, mark }: GrowthRequest,
  { cancelFlag, report, storing }: TurnSignals,
): Promise<Grown> {
  const started = performance.now()
  const id = randomUUID() as DatasetId
  const staging = join(workspacePaths(folder).staging, id)
  const logs = await store.listDatasets(model)
  const log = before === null ? undefined : logs.find((one) => one.id === before.dataset)
  const chosen = await store.chosenMapping(model)
  const saved = chosen ?? log?.mapping ?? logs.at(-1)?.mapping
  try {
    const read = await reader.call(
      'read',
      {
        files: [file],
        mapping,
        saved,
        onto: log?.columns,
        linesBefore: before?.lines ?? 0,
        staging,
        cancelFlag,
      },
      { onProgress: report },
    )
    const staged = stagedImport(read, {
      id,
      folder: staging,
      model,
      name: mark.file,
      hash: createHash('sha256')
        .update(JSON.stringify({ growth: mark.tail, shape: read.shape }))
        .digest('hex'),
      bytes: mark.bytes - (before?.bytes ?? 0),
      seconds: secondsSince(started),
    })
    const onto = log !== undefined && read.fits && isOfToday(log) ? log.id : null
    storing()
    createPhase(report, { stage: 'storing', subject: mark.file, unit: 'steps' })(0, 1)
    const grown = await store.addGrowth({ staged, onto, mark })
    return { dataset: await mergeSmallChunks({ store, reader, folder }, grown), document: staged.document }
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

/** A log is of one day (UTC), so that its rows grow old together. */
function isOfToday({ createdAt }: Dataset, now = new Date()): boolean {
  return createdAt.slice(0, 10) === now.toISOString().slice(0, 10)
}

async function mergeSmallChunks({ store, reader, folder }: Parts, dataset: Dataset): Promise<Dataset> {
  for (let grown = dataset; ; ) {
    // The newest is not counted yet; the counts of the others add up.
    const plan = planMerge(grown.chunks.slice(0, -1).map(({ rows }) => rows))
    if (plan === null) return grown
    const chunks = grown.chunks.slice(plan.start, plan.end)
    const staging = join(workspacePaths(folder).staging, randomUUID())
    await mkdir(staging, { recursive: true })
    try {
      const profiles = await store.listChunkProfiles(grown.id)
      const { chunk, profiles: counted } = await reader.call('merge', {
        chunks,
        dataset: grown.id,
        profiles,
        staging,
        profileFolder: workspacePaths(folder).profiles,
      })
      const of = chunks.map(({ sha256 }) => sha256)
      await store.mergeChunks({ dataset: grown.id, of, folder: staging, chunk, profiles: counted })
    } finally {
      await rm(staging, { recursive: true, force: true })
    }
    const merged = await store.getDataset(grown.id)
    // Somebody else has changed the chunks.
    if (merged.chunks.length >= grown.chunks.length) return merged
    grown = merged
  }
}
