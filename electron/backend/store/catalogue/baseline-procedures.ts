import type { ProcedureHandlers } from '../../threads/expose.ts'
import type { BaselineStore } from '../baseline-types.ts'
import type { StoreProcedures } from '../procedures.ts'
import {
  addBaseline,
  adoptBaseline,
  baselineContent,
  baselineInUse,
  changeBaseline,
  getBaseline,
  listBaselines,
} from './baselines.ts'
import { listModels } from './models.ts'
import type { Catalogue } from './open.ts'
import {
  addProfiles,
  forgetProfiles,
  listLabelledProfiles,
  listPendingChunks,
  profileWidth,
} from './profiles.ts'

type Within = <T>(use: (catalogue: Catalogue) => T) => T

/** What the store thread does about baselines and profiles. */
export function baselineProcedures(
  within: Within,
): Pick<ProcedureHandlers<StoreProcedures>, keyof BaselineStore> {
  return {
    listModels: () => within(({ database }) => listModels(database)),
    addBaseline: ([baseline]) => within(({ database }) => addBaseline(database, baseline)),
    adoptBaseline: ([model, id, name]) => within(({ database }) => adoptBaseline(database, model, id, name)),
    getBaseline: ([model, id]) => within(({ database }) => getBaseline(database, model, id)),
    listBaselines: ([model]) => within(({ database }) => listBaselines(database, model ?? null)),
    baselineInUse: ([model]) => within(({ database }) => baselineInUse(database, model)),
    changeBaseline: ([model, id]) => within((catalogue) => changeBaseline(catalogue, model, id)),
    baselineContent: ([id]) => within(({ database }) => baselineContent(database, id)),
    listPendingChunks: ([baseline, model]) =>
      within((catalogue) => listPendingChunks(catalogue, baseline, model)),
    listLabelledProfiles: ([baseline, model]) =>
      within((catalogue) => listLabelledProfiles(catalogue, baseline, model)),
    profileWidth: ([baseline, dataset]) =>
      within(({ database }) => profileWidth(database, baseline, dataset)),
    addProfiles: ([profiles]) => within(({ database }) => addProfiles(database, profiles)),
    forgetProfiles: ([lost]) => within((catalogue) => forgetProfiles(catalogue, lost)),
  }
}
