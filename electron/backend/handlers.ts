import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { WorkspaceHandlers } from '#shared/contract/handlers.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { baselineHandlers } from './baselines/handlers.ts'
import { runDoctor } from './doctor/doctor.ts'
import { auditRunColumn } from './drift/audit.ts'
import { runComparison } from './drift/run.ts'
import { workspaceName, workspacePlace } from './lifecycle/workspace-names.ts'
import { logHandlers } from './logs/handlers.ts'
import { keepGivenMapping } from './logs/mappings.ts'
import { afterImport } from './logs/stored-log.ts'
import { watchHandlers } from './logs/watch-handlers.ts'
import { modelHandlers } from './models/handlers.ts'
import { alertHandlers } from './monitors/alerts/handlers.ts'
import { breakerHandlers } from './monitors/breakers/handlers.ts'
import { feedbackHandlers } from './monitors/feedback/handlers.ts'
import { fleetHandlers } from './monitors/fleet/handlers.ts'
import { performanceHandlers } from './monitors/performance/handlers.ts'
import { responseHandlers } from './monitors/responses/handlers.ts'
import { skewHandlers } from './monitors/skew/handlers.ts'
import { importsOf } from './reports/imports-of.ts'
import { listSamples, samplePaths } from './samples/samples.ts'
import { scenarioHandlers } from './scenarios/handlers.ts'
import { runLatency } from './scenarios/latency/run.ts'
import type { Services } from './services.ts'
import { sinkHandlers } from './sinks/handlers.ts'
import { VERSION } from './version.ts'
import { workspaceHandlers } from './workspace/handlers.ts'

/** What each operation of the contract does. */
export function createHandlers(services: Services): WorkspaceHandlers {
  const { platform, store, ingest, pool, profiles, retention, events, jobs, grants } = services
  const runsChanged = () => events.publish({ type: 'runs.changed' })

  const handlers: WorkspaceHandlers = {
    'app.capabilities': () => ({
      shell: platform.shell,
      version: VERSION,
      dialogs: platform.dialogs !== null,
      pdf: platform.pdf.available ? { available: true, reason: null } : platform.pdf,
      workers: pool.workers,
      workspace: `${workspacePlace(platform.paths.workspace)} › ${workspaceName(platform.paths.workspace)}`,
    }),
    'app.doctor': async () => runDoctor(platform.paths.resources, await platform.outerChecks?.()),
    'events.since': ({ sequence }) => events.since(sequence),

    'settings.get': () => store.getSettings(),
    'settings.set': async (change) => {
      const settings = await store.setSettings(change)
      events.publish({ type: 'settings.changed' })
      if (change.retention_rows_days !== undefined || change.retention_profiles_days !== undefined) {
        retention.applySoon()
      }
      return settings
    },

    'files.choose': async () => {
      if (platform.dialogs === null) {
        throw new AppError('NOT_AVAILABLE', say('error.no_dialog'), say('error.no_dialog.mend'))
      }
      const paths = await platform.dialogs.chooseFiles()
      return { files: await Promise.all(paths.map((path) => grants.grant(path))) }
    },
    'files.describe': ({ files }) => ({ files: grants.describe(files) }),
    'files.takeOpened': () => ({ files: grants.takeOffered() }),

    'samples.list': async () => ({ samples: [...(await listSamples(platform.paths.resources))] }),
    'samples.open': async ({ name }) => {
      const { reference, current } = await samplePaths(platform.paths.resources, name)
      const grantAll = (paths: readonly string[]) => Promise.all(paths.map((path) => grants.grant(path)))
      return { reference: await grantAll(reference), current: await grantAll(current) }
    },

    'sources.inspect': ({ files, mapping }, context) =>
      ingest.inspect(
        { files: grants.resolve(files), ...(mapping === undefined ? {} : { mapping }) },
        context,
      ),
    'log.import': async ({ files, mapping }, context) => {
      const sources = grants.resolve(files)
      const model = mapping?.model ?? 'default'
      const request = { files: sources, model, ...(mapping === undefined ? {} : { mapping }) }
      const dataset = await ingest.importFiles(request, context)
      if (mapping !== undefined) await keepGivenMapping(services, mapping)
      await profiles.countNew(model, context)
      return afterImport(services, dataset, context)
    },

    'drift.run': async (params, context) => {
      const summary = await runComparison(services, params, context)
      runsChanged()
      return { run: summary.run }
    },
    'drift.list': async () => ({ runs: [...(await store.listRuns())] }),
    'drift.get': async ({ run }) => {
      const { summary, document, datasets } = await store.getRun(run)
      return { summary, document, imports: await importsOf(store, datasets) }
    },
    'drift.column': ({ run, column }) => store.getRunColumn(run, column),
    'drift.heatmap': ({ run }) => store.getRunHeatmap(run),
    'drift.audit': (params, context) => auditRunColumn(services, params, context),
    'drift.rejects': async ({ run, offset, limit }) => {
      const { datasets } = await store.getRun(run)
      const { total, rows } = await store.listRejects(datasets, offset, limit)
      return { total, rows: [...rows] }
    },
    'drift.delete': async ({ run }) => {
      await store.deleteRun(run)
      runsChanged()
      return {}
    },

    'reports.save': async ({ run, format }, context) => {
      context.report({
        stage: 'writing',
        subject: `report.${format}`,
        done: 0,
        total: 1,
        unit: 'steps',
        rows_per_second: null,
        seconds_left: null,
      })
      const { writeReport } = await import('./reports/write.ts')
      const file = await writeReport(services, run, format)
      try {
        context.throwIfCancelled()
        const delivered = await platform.deliver(file)
        await store.noteAudit('report.saved', run, { format, name: file.name })
        return delivered
      } finally {
        if (platform.shell !== 'loopback') await rm(file.path, { force: true })
      }
    },

    ...baselineHandlers(services),
    ...logHandlers(services),
    ...watchHandlers(services),
    ...modelHandlers(services),
    ...performanceHandlers(services),
    ...alertHandlers(services),
    ...breakerHandlers(services),
    ...feedbackHandlers(services),
    ...fleetHandlers(services),
    ...skewHandlers(services),
    ...scenarioHandlers(services, () => handlers),
    ...sinkHandlers(services),
    ...responseHandlers(services),
    'latency.run': (params, context) => runLatency(services, params, context),
    ...workspaceHandlers(services),

    'jobs.list': () => ({ jobs: jobs.list() }),
    'jobs.result': ({ job }) => ({ result: jobs.result(job) }),
    'jobs.cancel': ({ job }) => {
      jobs.cancel(job)
      return {}
    },
  }
  return handlers
}

/** Where chunks live in a workspace. */
export function chunkFolder(workspace: string): string {
  return join(workspace, 'chunks')
}
