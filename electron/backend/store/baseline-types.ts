import type { BaselineId, DatasetId } from '#shared/domain/ids.ts'

/** A baseline as one model knows it. */
export type BaselineSummary = {
  /** SHA-256 of what is frozen, lower-case hex. */
  readonly id: BaselineId
  readonly model: string
  readonly name: string
  readonly rows: number
  readonly columns: number
  /** Cells of all columns together. */
  readonly cells: number
  readonly createdAt: string
  /** Since when the model's windows are compared with it; null when they are not. */
  readonly usedSince: string | null
}

export type NewBaseline = {
  readonly model: string
  readonly name: string
  /** Canonical text of what is frozen. */
  readonly content: string
  readonly rows: number
  readonly columns: number
  readonly cells: number
}

/** What the buckets of a profile are numbered by: milliseconds since 1970 in UTC, or row numbers within the log. */
export type BucketUnit = 'time' | 'rows'

export type ProfileKey = {
  readonly baseline: BaselineId
  readonly dataset: DatasetId
  readonly sequence: number
}

/** A finished profile file. */
export type NewProfile = ProfileKey & {
  readonly chunkSha256: string
  /** Relative to the folder of profiles, with slashes. */
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  readonly unit: BucketUnit
  readonly width: number
  /** Names the labels that its score cells know, beside those in the chunk itself; empty for none. */
  readonly labels: string
}

/** A profile of rows that are stored, which can be told of labels that came later. */
export type LabelledProfile = NewProfile & Pick<PendingChunk, 'path' | 'rows' | 'firstRow'>

export type StoredProfile = Pick<NewProfile, 'sequence' | 'file' | 'sha256' | 'unit' | 'width'>

/** A chunk that has no profile yet. */
export type PendingChunk = {
  readonly dataset: DatasetId
  readonly sequence: number
  /** Absolute path. */
  readonly path: string
  readonly rows: number
  /** Number of its first row within the log. */
  readonly firstRow: number
  readonly sha256: string
}

/** One model and the logs that it has. */
export type ModelSummary = {
  readonly name: string
  readonly rows: number
  readonly baseline: BaselineSummary | null
  readonly logs: readonly LogSummary[]
}

export type LogSummary = {
  readonly id: DatasetId
  readonly name: string
  readonly rows: number
  readonly createdAt: string
  /** UTC milliseconds of the first and last row; null without times. */
  readonly timeMin: number | null
  readonly timeMax: number | null
}

/** Baselines and profiles in the catalogue; every call runs on the store thread. */
export type BaselineStore = {
  listModels(): Promise<readonly ModelSummary[]>
  addBaseline(baseline: NewBaseline): Promise<BaselineSummary>
  /** Makes a saved baseline known to a model. Rejects with `NOT_FOUND`. */
  adoptBaseline(model: string, id: BaselineId, name: string): Promise<BaselineSummary>
  /** Rejects with `NOT_FOUND`. */
  getBaseline(model: string, id: BaselineId): Promise<BaselineSummary>
  listBaselines(model?: string): Promise<readonly BaselineSummary[]>
  baselineInUse(model: string): Promise<BaselineSummary | null>
  /** Changes the model's baseline when no profile is pending; else says how many are. Rejects with `NOT_FOUND`. */
  changeBaseline(model: string, id: BaselineId): Promise<{ readonly pending: number }>
  /** Canonical text of a baseline. Rejects with `NOT_FOUND`, `WORKSPACE_CORRUPT`. */
  baselineContent(id: BaselineId): Promise<string>
  listPendingChunks(baseline: BaselineId, model: string): Promise<readonly PendingChunk[]>
  /** Profiles of the model's stored chunks, in the order of the logs. */
  listLabelledProfiles(baseline: BaselineId, model: string): Promise<readonly LabelledProfile[]>
  profileWidth(
    baseline: BaselineId,
    dataset: DatasetId,
  ): Promise<{ readonly unit: BucketUnit; readonly width: number } | null>
  /** Makes profile files visible in one transaction. */
  addProfiles(profiles: readonly NewProfile[]): Promise<void>
  forgetProfiles(lost: readonly ProfileKey[]): Promise<void>
}
