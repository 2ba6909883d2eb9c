import type { BaselineId, DatasetId } from '#shared/domain/ids.ts'
import type { NewProfile } from './baseline-types.ts'
import type { Dataset, StagedDataset, StoredChunk } from './types.ts'

/** How far a growing file was read, by what was read and not by its name. */
export type FileMark = {
  readonly file: string
  readonly inode: string
  /** Offset after the last line that was read. */
  readonly bytes: number
  /** Lines up to there. */
  readonly lines: number
  /** Hash over the whole blocks before `bytes`, empty for none, and over these and the rest; see `prefix-hash.ts`. */
  readonly chain: string
  readonly tail: string
  /** The log that its last lines became part of. */
  readonly dataset: DatasetId
}

/** Some lines of a growing file as an import; they become part of `onto`, or a log of their own where that is null. */
export type StagedGrowth = {
  readonly staged: StagedDataset
  readonly onto: DatasetId | null
  readonly mark: Omit<FileMark, 'dataset'>
}

export type ChunkProfile = Pick<
  NewProfile,
  'sequence' | 'chunkSha256' | 'file' | 'sha256' | 'unit' | 'width' | 'labels'
> & { readonly baseline: BaselineId }

/** One chunk in the place of several that follow each other. */
export type MergedChunk = {
  readonly dataset: DatasetId
  /** Hashes of the chunks whose rows it holds, in order. */
  readonly of: readonly string[]
  /** Absolute path of its folder, on the workspace's disk. */
  readonly folder: string
  readonly chunk: Omit<StoredChunk, 'path'> & { readonly file: string }
  /** Without place and chunk, which are those of the new one. */
  readonly profiles: readonly Omit<NewProfile, 'dataset' | 'sequence' | 'chunkSha256'>[]
}

/** Logs that grow; every call runs on the store thread. */
export type GrowthStore = {
  /** Of a model, oldest first. */
  listFileMarks(model: string): Promise<readonly FileMark[]>
  /** Makes lines of a growing file visible and marks how far it was read, in one transaction. */
  addGrowth(growth: StagedGrowth): Promise<Dataset>
  listChunkProfiles(dataset: DatasetId): Promise<readonly ChunkProfile[]>
  /** Puts a chunk in the place of others in one transaction; does nothing where these have changed meanwhile. */
  mergeChunks(merged: MergedChunk): Promise<void>
}
