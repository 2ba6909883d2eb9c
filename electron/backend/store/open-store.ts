import { siblingModule, startRpcWorker } from '../threads/rpc.ts'
import type { StoreProcedures } from './procedures.ts'
import type { Store } from './types.ts'

/**
 * Opens the workspace in `folder` (created when missing) on a thread of its own, the only one that writes to it.
 * @throws AppError `WORKSPACE_LOCKED`, `WORKSPACE_NEWER`, `WORKSPACE_CORRUPT`, `READ_ONLY`, `DISK_FULL`.
 */
export async function openStore({ folder }: { readonly folder: string }): Promise<Store> {
  const worker = startRpcWorker<StoreProcedures>(siblingModule('store-worker', import.meta.url), {
    workerData: { folder },
  })
  try {
    const startReport = await worker.call('open', null)
    return {
      startReport,
      getSettings: (...args) => worker.call('getSettings', args),
      setSettings: (...args) => worker.call('setSettings', args),
      getDataset: (...args) => worker.call('getDataset', args),
      listDatasets: (...args) => worker.call('listDatasets', args),
      findDataset: (...args) => worker.call('findDataset', args),
      hasDatasetOfSize: (...args) => worker.call('hasDatasetOfSize', args),
      addDataset: (...args) => worker.call('addDataset', args),
      listRejects: (...args) => worker.call('listRejects', args),
      findAudit: (...args) => worker.call('findAudit', args),
      auditChoices: (...args) => worker.call('auditChoices', args),
      noteAudit: (...args) => worker.call('noteAudit', args),
      listAudit: (...args) => worker.call('listAudit', args),
      saveRun: (...args) => worker.call('saveRun', args),
      listRuns: (...args) => worker.call('listRuns', args),
      getRun: (...args) => worker.call('getRun', args),
      getRunColumn: (...args) => worker.call('getRunColumn', args),
      getRunSides: (...args) => worker.call('getRunSides', args),
      getRunHeatmap: (...args) => worker.call('getRunHeatmap', args),
      deleteRun: (...args) => worker.call('deleteRun', args),
      listModels: (...args) => worker.call('listModels', args),
      addBaseline: (...args) => worker.call('addBaseline', args),
      adoptBaseline: (...args) => worker.call('adoptBaseline', args),
      getBaseline: (...args) => worker.call('getBaseline', args),
      listBaselines: (...args) => worker.call('listBaselines', args),
      baselineInUse: (...args) => worker.call('baselineInUse', args),
      changeBaseline: (...args) => worker.call('changeBaseline', args),
      baselineContent: (...args) => worker.call('baselineContent', args),
      listPendingChunks: (...args) => worker.call('listPendingChunks', args),
      listLabelledProfiles: (...args) => worker.call('listLabelledProfiles', args),
      profileWidth: (...args) => worker.call('profileWidth', args),
      addProfiles: (...args) => worker.call('addProfiles', args),
      forgetProfiles: (...args) => worker.call('forgetProfiles', args),
      listBreakers: (...args) => worker.call('listBreakers', args),
      getBreaker: (...args) => worker.call('getBreaker', args),
      armBreaker: (...args) => worker.call('armBreaker', args),
      disarmBreaker: (...args) => worker.call('disarmBreaker', args),
      changeBreaker: (...args) => worker.call('changeBreaker', args),
      noteBreakerProblem: (...args) => worker.call('noteBreakerProblem', args),
      listBreakerTransitions: (...args) => worker.call('listBreakerTransitions', args),
      startBreakerDrill: (...args) => worker.call('startBreakerDrill', args),
      acknowledgeBreakerDrill: (...args) => worker.call('acknowledgeBreakerDrill', args),
      listBreakerDrills: (...args) => worker.call('listBreakerDrills', args),
      listSinks: (...args) => worker.call('listSinks', args),
      saveSink: (...args) => worker.call('saveSink', args),
      removeSink: (...args) => worker.call('removeSink', args),
      queueNotices: (...args) => worker.call('queueNotices', args),
      nextDeliveries: (...args) => worker.call('nextDeliveries', args),
      endTry: (...args) => worker.call('endTry', args),
      listDeliveries: (...args) => worker.call('listDeliveries', args),
      countDeliveries: (...args) => worker.call('countDeliveries', args),
      retryDeliveries: (...args) => worker.call('retryDeliveries', args),
      discardDeliveries: (...args) => worker.call('discardDeliveries', args),
      proposeResponse: (...args) => worker.call('proposeResponse', args),
      listResponses: (...args) => worker.call('listResponses', args),
      decideResponse: (...args) => worker.call('decideResponse', args),
      verifyWorkspace: (...args) => worker.call('verifyWorkspace', args),
      storageUse: (...args) => worker.call('storageUse', args),
      deleteDataset: (...args) => worker.call('deleteDataset', args),
      deleteModel: (...args) => worker.call('deleteModel', args),
      deleteEntity: (...args) => worker.call('deleteEntity', args),
      removeRowsBefore: (...args) => worker.call('removeRowsBefore', args),
      applyRetention: (...args) => worker.call('applyRetention', args),
      previewRetention: (...args) => worker.call('previewRetention', args),
      brokenAuditEntry: (...args) => worker.call('brokenAuditEntry', args),
      getMapping: (...args) => worker.call('getMapping', args),
      chosenMapping: (...args) => worker.call('chosenMapping', args),
      setMapping: (...args) => worker.call('setMapping', args),
      listManifests: (...args) => worker.call('listManifests', args),
      setManifest: (...args) => worker.call('setManifest', args),
      listWatches: (...args) => worker.call('listWatches', args),
      addWatch: (...args) => worker.call('addWatch', args),
      setWatchRunning: (...args) => worker.call('setWatchRunning', args),
      removeWatch: (...args) => worker.call('removeWatch', args),
      saveJob: (...args) => worker.call('saveJob', args),
      listJobs: (...args) => worker.call('listJobs', args),
      noteJoined: (...args) => worker.call('noteJoined', args),
      listFileMarks: (...args) => worker.call('listFileMarks', args),
      addGrowth: (...args) => worker.call('addGrowth', args),
      listChunkProfiles: (...args) => worker.call('listChunkProfiles', args),
      mergeChunks: (...args) => worker.call('mergeChunks', args),
      close: () => worker.close(),
    }
  } catch (error) {
    await worker.close()
    throw error
  }
}
