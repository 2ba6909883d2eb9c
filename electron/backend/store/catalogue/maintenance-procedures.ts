import type { ProcedureHandlers } from '../../threads/expose.ts'
import type { MaintenanceStore } from '../maintenance-types.ts'
import type { StoreProcedures } from '../procedures.ts'
import { findBrokenEntry } from './audit.ts'
import type { Catalogue } from './open.ts'
import { deleteDataset, deleteEntity, deleteModel, removeRowsBefore, storageUse } from './removal.ts'
import { applyRetention, previewRetention } from './retention.ts'
import { verifyWorkspace } from './verify.ts'

type Within = <T>(use: (catalogue: Catalogue) => T) => T

/** What the store thread does to keep a workspace small, lawful and sound. */
export function maintenanceProcedures(
  within: Within,
): Pick<ProcedureHandlers<StoreProcedures>, keyof MaintenanceStore> {
  return {
    verifyWorkspace: () => within(verifyWorkspace),
    storageUse: () => within(storageUse),
    deleteDataset: ([dataset, reason]) => within((catalogue) => deleteDataset(catalogue, dataset, reason)),
    deleteModel: ([model, reason]) => within((catalogue) => deleteModel(catalogue, model, reason)),
    deleteEntity: ([model, entity, reason]) =>
      within((catalogue) => deleteEntity(catalogue, model, entity, reason)),
    previewRetention: ([limits]) => within((catalogue) => previewRetention(catalogue, limits)),
    brokenAuditEntry: () => within(({ database }) => findBrokenEntry(database)),
    applyRetention: ([limits]) => within((catalogue) => applyRetention(catalogue, limits)),
    removeRowsBefore: ([time, reason]) => within((catalogue) => removeRowsBefore(catalogue, time, reason)),
  }
}
