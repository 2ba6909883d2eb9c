import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import { exposeProcedures } from '../threads/expose.ts'
import { alertProcedures } from './catalogue/alert-procedures.ts'
import { appendAudit, listAudit } from './catalogue/audit.ts'
import { auditChoices, findAudit } from './catalogue/audit-list.ts'
import { baselineProcedures } from './catalogue/baseline-procedures.ts'
import { breakerProcedures } from './catalogue/breaker-procedures.ts'
import {
  addDataset,
  findDataset,
  getDataset,
  hasDatasetOfSize,
  listDatasets,
  listRejects,
  sweep,
} from './catalogue/datasets.ts'
import { sweepGrowth } from './catalogue/growth.ts'
import { endInterruptedJobs } from './catalogue/jobs.ts'
import { keepingProcedures } from './catalogue/keeping-procedures.ts'
import { maintenanceProcedures } from './catalogue/maintenance-procedures.ts'
import { type Catalogue, openCatalogue } from './catalogue/open.ts'
import { sweepProfiles } from './catalogue/profiles.ts'
import { decideResponse, listResponses, proposeResponse } from './catalogue/responses.ts'
import {
  deleteRun,
  getRun,
  getRunColumn,
  getRunHeatmap,
  getRunSides,
  listRuns,
  saveRun,
} from './catalogue/runs.ts'
import { readSettings, resetUnreadableSettings, writeSettings } from './catalogue/settings.ts'
import { sinkProcedures } from './catalogue/sink-procedures.ts'
import type { StoreProcedures } from './procedures.ts'
import { toStorageError } from './storage-errors.ts'
import type { StartReport } from './types.ts'

const { folder } = workerData as { readonly folder: string }

let opened: { readonly catalogue: Catalogue; readonly report: StartReport } | undefined

/** Opened at the first call, so that a thread that took the place of a lost one goes on by itself. */
function workspace() {
  if (opened === undefined) {
    const catalogue = openCatalogue(folder)
    const { staging, chunks } = catalogue.paths
    for (const name of readdirSync(staging)) rmSync(join(staging, name), { recursive: true, force: true })
    resetUnreadableSettings(catalogue.database)
    endInterruptedJobs(catalogue.database)
    sweepProfiles(catalogue)
    sweepGrowth(catalogue)
    opened = { catalogue, report: sweep(catalogue, readdirSync(chunks)) }
  }
  return opened
}

function within<T>(use: (catalogue: Catalogue) => T): T {
  const { catalogue } = workspace()
  try {
    return use(catalogue)
  } catch (error) {
    throw toStorageError(error, catalogue.paths.catalogue)
  }
}

exposeProcedures<StoreProcedures>(
  {
    open: () => workspace().report,
    getSettings: () => within(({ database }) => readSettings(database)),
    setSettings: ([change]) => within(({ database }) => writeSettings(database, change)),
    getDataset: ([id]) => within((catalogue) => getDataset(catalogue, id)),
    listDatasets: ([model]) => within((catalogue) => listDatasets(catalogue, model ?? null)),
    findDataset: ([model, hash]) => within((catalogue) => findDataset(catalogue, model, hash)),
    hasDatasetOfSize: ([model, bytes]) => within((catalogue) => hasDatasetOfSize(catalogue, model, bytes)),
    addDataset: ([staged]) => within((catalogue) => addDataset(catalogue, staged)),
    listRejects: ([datasets, offset, limit]) =>
      within((catalogue) => listRejects(catalogue, datasets, offset, limit)),
    findAudit: ([filter, offset, limit]) =>
      within(({ database }) => findAudit(database, filter, offset, limit)),
    auditChoices: () => within(({ database }) => auditChoices(database)),
    noteAudit: ([action, subject, detail]) =>
      within(({ database }) =>
        database.transaction(() => appendAudit(database, action, subject, detail)).immediate(),
      ),
    listAudit: ([offset, limit]) => within(({ database }) => listAudit(database, offset, limit)),
    saveRun: ([run]) => within(({ database }) => saveRun(database, run)),
    listRuns: () => within(({ database }) => listRuns(database)),
    getRun: ([run]) => within(({ database }) => getRun(database, run)),
    getRunColumn: ([run, column]) => within(({ database }) => getRunColumn(database, run, column)),
    getRunSides: ([run]) => within(({ database }) => getRunSides(database, run)),
    getRunHeatmap: ([run]) => within(({ database }) => getRunHeatmap(database, run)),
    deleteRun: ([run]) => within(({ database }) => deleteRun(database, run)),
    ...keepingProcedures(within),
    ...maintenanceProcedures(within),
    ...baselineProcedures(within),
    ...breakerProcedures(within),
    ...sinkProcedures(within),
    proposeResponse: ([document]) => within(({ database }) => proposeResponse(database, document)),
    listResponses: ([model]) => within(({ database }) => listResponses(database, model)),
    decideResponse: ([id, decision]) => within(({ database }) => decideResponse(database, id, decision)),
    ...alertProcedures(within),
  },
  () => opened?.catalogue.close(),
)
