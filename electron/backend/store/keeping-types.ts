import type { ImportDocument } from '#shared/contract/documents/import.ts'
import type { JobView } from '#shared/contract/events.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import type { DatasetId, WatchId } from '#shared/domain/ids.ts'

/** What the columns of a model mean: by a person, and by its last import. */
export type KeptMapping = {
  readonly last: Mapping | null
  readonly chosen: Mapping | null
  readonly savedAt: string | null
}

/** A folder whose files are imported as they come. */
export type NewWatch = {
  /** Absolute path. */
  readonly folder: string
  readonly model: string
  readonly mapping: Mapping | null
  /** Whether it goes on when the workspace is opened again. */
  readonly running: boolean
}
export type KeptWatch = NewWatch & { readonly id: WatchId; readonly createdAt: string }

/** What a person knows about a model, as it was written. */
export type KeptManifest = { readonly model: string; readonly text: string; readonly savedAt: string }

/** What is kept for a person beside the logs themselves. */
export type KeepingStore = {
  /** Rejects with `NOT_FOUND` for a model that is not there. */
  getMapping(model: string): Promise<KeptMapping>
  /** Null also where the model is not there yet. */
  chosenMapping(model: string): Promise<Mapping | null>
  /** Rejects with `NOT_FOUND` for a model that is not there. */
  setMapping(model: string, mapping: Mapping): Promise<void>
  listManifests(): Promise<readonly KeptManifest[]>
  /** Null takes it away. Answers with what was there before. */
  setManifest(model: string, text: string | null): Promise<string | null>
  listWatches(): Promise<readonly KeptWatch[]>
  addWatch(watch: NewWatch): Promise<KeptWatch>
  /** Rejects with `NOT_FOUND`. */
  setWatchRunning(watch: WatchId, running: boolean): Promise<void>
  /** Rejects with `NOT_FOUND`. */
  removeWatch(watch: WatchId): Promise<void>
  /** Keeps a job that started or ended. */
  saveJob(view: JobView): Promise<void>
  /** Oldest first; those that were running when an earlier program was stopped have failed. */
  listJobs(): Promise<readonly JobView[]>
  /** Keeps how many labels of a log found their row. */
  noteJoined(dataset: DatasetId, labels: NonNullable<ImportDocument['labels']>): Promise<void>
}
