import type { ProcedureHandlers } from '../../threads/expose.ts'
import type { KeepingStore } from '../keeping-types.ts'
import type { StoreProcedures } from '../procedures.ts'
import { noteJoined } from './datasets.ts'
import { listJobs, saveJob } from './jobs.ts'
import { listManifests, setManifest } from './manifests.ts'
import { chosenMapping, getMapping, setMapping } from './mappings.ts'
import type { Catalogue } from './open.ts'
import { addWatch, listWatches, removeWatch, setWatchRunning } from './watches.ts'

type Within = <T>(use: (catalogue: Catalogue) => T) => T

/** What the store thread keeps for a person beside the logs themselves. */
export function keepingProcedures(
  within: Within,
): Pick<ProcedureHandlers<StoreProcedures>, keyof KeepingStore> {
  return {
    getMapping: ([model]) => within(({ database }) => getMapping(database, model)),
    chosenMapping: ([model]) => within(({ database }) => chosenMapping(database, model)),
    setMapping: ([model, mapping]) => within(({ database }) => setMapping(database, model, mapping)),
    listManifests: () => within(({ database }) => listManifests(database)),
    setManifest: ([model, text]) => within(({ database }) => setManifest(database, model, text)),
    listWatches: () => within(({ database }) => listWatches(database)),
    addWatch: ([watch]) => within(({ database }) => addWatch(database, watch)),
    setWatchRunning: ([id, running]) => within(({ database }) => setWatchRunning(database, id, running)),
    removeWatch: ([id]) => within(({ database }) => removeWatch(database, id)),
    saveJob: ([view]) => within(({ database }) => saveJob(database, view)),
    listJobs: () => within(({ database }) => listJobs(database)),
    noteJoined: ([dataset, labels]) => within(({ database }) => noteJoined(database, dataset, labels)),
  }
}
