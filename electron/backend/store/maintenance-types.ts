import type { DatasetId } from '#shared/domain/ids.ts'
import type { WorkspaceCheck } from './catalogue/verify.ts'

/** What one model takes up on disk. */
export type ModelStorage = {
  readonly model: string
  readonly logs: number
  readonly rows: number
  readonly bytes: number
}

export type StorageUse = {
  readonly models: readonly ModelStorage[]
  readonly catalogueBytes: number
  /** Of the profile files of all models. */
  readonly profileBytes: number
  /** UTC milliseconds of the oldest and the newest row that has a time. */
  readonly timeMin: number | null
  readonly timeMax: number | null
}

export type Removal = { readonly rows: number; readonly bytes: number }

/** Up to which time rows and profiles are old, in UTC milliseconds. */
export type RetentionLimits = { readonly rowsBefore: number; readonly profilesBefore: number }
export type RetentionResult = Removal & { readonly profiles: number }
export type RetentionPreview = RetentionResult & { readonly logs: number }

/** The first entry of the audit table that does not follow from the one before. */
export type BrokenEntry = { readonly sequence: number; readonly reason: string }

/** What keeps a workspace small, lawful and sound. Every removal is in the audit table, with its reason. */
export type MaintenanceStore = {
  verifyWorkspace(): Promise<WorkspaceCheck>
  storageUse(): Promise<StorageUse>
  /** Rejects with `NOT_FOUND`. */
  deleteDataset(dataset: DatasetId, reason: string): Promise<Removal>
  /** All logs, mappings and baselines of a model. Rejects with `NOT_FOUND`. */
  deleteModel(model: string, reason: string): Promise<Removal>
  /**
   * Removes the rows of one entity from all logs of a model that have a column with the role entity_id, and blanks
   * rejected rows that name it. Rejects with `NOT_FOUND` for the model.
   */
  deleteEntity(model: string, entity: string, reason: string): Promise<Removal>
  /**
   * Removes the chunks all of whose rows are older than a time (UTC milliseconds); logs without times count by the
   * time at which they were imported.
   */
  removeRowsBefore(time: number, reason: string): Promise<Removal>
  /** Removes what is old by its own times and by when it came; one audit entry, none where nothing is. */
  applyRetention(limits: RetentionLimits): Promise<RetentionResult>
  /** What `applyRetention` would remove. */
  previewRetention(limits: RetentionLimits): Promise<RetentionPreview>
  /** Null when the audit table is whole. */
  brokenAuditEntry(): Promise<BrokenEntry | null>
}
