import type { ProcedureHandlers } from '../../threads/expose.ts'
import type { GrowthStore } from '../growth-types.ts'
import type { MaintenanceStore } from '../maintenance-types.ts'
import type { StoreProcedures } from '../procedures.ts'
import { findBrokenEntry } from './audit.ts'
import { addGrowth, listChunkProfiles, listFileMarks, mergeChunks } from './growth.ts'
import type { Catalogue } from './open.ts'
import { deleteDataset, deleteModel, removeRowsBefore, storageUse } from './removal.ts'
import { applyRetention, previewRetention } from './retention.ts'
import { verifyWorkspace } from './verify.ts'

type Within = <T>(use: (catalogue: Catalogue) => T) => T

/** What the store thread does to keep a workspace small, lawful and sound. */
export function maintenanceProcedures(
  within: Within,
): Pick<ProcedureHandlers<StoreProcedures>, keyof MaintenanceStore | keyof GrowthStore> {
  return {
    verifyWorkspace: () => within(verifyWorkspace),
    storageUse: () => within(storageUse),
    deleteDataset: ([dataset, reason]) => within((catalogue) => deleteDataset(catalogue, dataset, reason)),
    deleteModel: ([model, reason]) => within((catalogue) => deleteModel(catalogue, model, reason)),
    async deleteEntity([model, entity, reason]) {
      // It alone writes chunks here, and what writes them is a good part of the code that a start would wait for.
      const { deleteEntity } = await import('./entity-removal.ts')
      return within((catalogue) => deleteEntity(catalogue, model, entity, reason))
    },
    previewRetention: ([limits]) => within((catalogue) => previewRetention(catalogue, limits)),
    brokenAuditEntry: () => within(({ database }) => findBrokenEntry(database)),
    listFileMarks: ([model]) => within(({ database }) => listFileMarks(database, model)),
    addGrowth: ([growth]) => within((catalogue) => addGrowth(catalogue, growth)),
    listChunkProfiles: ([dataset]) => within(({ database }) => listChunkProfiles(database, dataset)),
    mergeChunks: ([merged]) => within((catalogue) => mergeChunks(catalogue, merged)),
    applyRetention: ([limits]) => within((catalogue) => applyRetention(catalogue, limits)),
    removeRowsBefore: ([time, reason]) => within((catalogue) => removeRowsBefore(catalogue, time, reason)),
  }
}
